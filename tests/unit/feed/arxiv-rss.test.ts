import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCategories, readRss } from '../../../electron/feed/arxiv-rss.ts'
import { announcementsXml } from '../../feed-server/announcements-xml.ts'

const read = (xml: string): ReturnType<typeof readRss> => readRss(Buffer.from(xml))

describe('announcements', () => {
  it('tell new, cross-listed and replaced papers apart, with their facts', () => {
    const xml = announcementsXml('Thu, 24 Sep 2026 00:00:00 -0400', [
      {
        id: '2609.26811v1',
        kind: 'new',
        title: "On the Fr\\'echet $\\alpha$-distance",
        abstract: 'We show $x < y$.',
        creator: 'J\\"urgen Schmidhuber (IDSIA, USI, SUPSI), Tomaz Miklav\\v{c}i\\v{c}, {\\L}ukasz Kaiser',
        categories: ['cs.LG', 'stat.ML'],
      },
      { id: '2205.06398v2', kind: 'cross', doi: '10.1093/bioinformatics/btac431' },
      { id: '2009.13987v3', kind: 'replace' },
      { id: 'math/0309136v4', kind: 'replace-cross' },
    ])
    const { day, papers, rejected } = read(xml)
    expect([day, rejected]).toEqual(['2026-09-24', 0])
    expect(papers.new).toEqual([
      {
        arxivId: '2609.26811',
        version: 1,
        title: 'On the Fréchet $\\alpha$-distance',
        abstract: 'We show $x < y$.',
        authors: ['Jürgen Schmidhuber', 'Tomaz Miklavčič', 'Łukasz Kaiser'],
        categories: ['cs.LG', 'stat.ML'],
        comment: null,
        doi: null,
        journalRef: null,
        publishedOn: null,
        updatedOn: '2026-09-24',
      },
    ])
    expect(papers.cross).toMatchObject([
      { arxivId: '2205.06398', version: 2, doi: '10.1093/bioinformatics/btac431' },
    ])
    expect(papers.replace.map((paper) => paper.arxivId)).toEqual(['2009.13987', 'math/0309136'])
  })

  it('of a weekend are empty, and that is an answer', () => {
    expect(read(announcementsXml('Sat, 01 Aug 2026 00:00:00 -0400', []))).toEqual({
      day: null,
      papers: { new: [], cross: [], replace: [] },
      rejected: 0,
    })
  })

  it('that cannot be read are counted', () => {
    const xml = announcementsXml('Thu, 24 Sep 2026 00:00:00 -0400', [
      { id: 'nonsense', kind: 'new' },
      { id: '2609.00001v1', kind: 'gossip' },
      { id: '2609.00002v1', kind: 'new', title: ' ' },
      { id: '2609.00003v1', kind: 'new' },
    ])
    expect(read(xml)).toMatchObject({ rejected: 3, papers: { new: [{ arxivId: '2609.00003' }] } })
  })

  it.each(['', '<html></html>', '<feed><title>Feed error for query: cs.XX</title></feed>', '<rss></rss>'])(
    'that are none are the feed changed: %s',
    (xml) => {
      expect(() => read(xml)).toThrow(expect.objectContaining({ code: 'feed-changed' }))
    },
  )
})

describe('categories', () => {
  it.each([
    ['cs.LG+cs.CL', 'cs.LG+cs.CL'],
    [' cs.LG, cs.CL cs.LG', 'cs.LG+cs.CL'],
    ['cs', 'cs'],
    ['cond-mat.mes-hall', 'cond-mat.mes-hall'],
    ['astro-ph.GA + hep-th', 'astro-ph.GA+hep-th'],
  ])('%s', (text, categories) => {
    expect(parseCategories(text)).toBe(categories)
  })

  it.each(['', '+', 'cs.LG/../x', 'cs.L?G', 'CS LG', 'cs.LG#', 'https://example.org'])('not %j', (text) => {
    expect(() => parseCategories(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})

const samples = new URL('../../../../shared/data/feed-samples/', import.meta.url)
describe.skipIf(!existsSync(samples))('real announcements', () => {
  it('are read whole', () => {
    const bytes = readFileSync(
      new URL('arxiv_feed_rss_cs.LG+cs.AI+cs.CL+stat.ML_2026-09-24_trimmed.xml', samples),
    )
    const { day, papers, rejected } = readRss(bytes)
    expect([day, rejected]).toEqual(['2026-09-24', 0])
    expect(papers.new[0]).toMatchObject({
      arxivId: '2609.26811',
      authors: ['Fabien Polly'],
      categories: ['cs.LG'],
    })
    expect(papers.new[0]?.abstract).toMatch(/^Local learning trains each layer/)
    expect(papers.cross[0]).toMatchObject({
      version: 2,
      authors: ['Pritam Dey', 'Zhengwu Zhang', 'David B. Dunson'],
    })
    expect(papers.replace).toHaveLength(1)
    const weekend = readRss(readFileSync(new URL('arxiv_feed_rss_weekend_empty_2026-08-01.xml', samples)))
    expect(weekend).toEqual({ day: null, papers: { new: [], cross: [], replace: [] }, rejected: 0 })
  })
})
