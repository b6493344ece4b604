import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJsonLines, jsonLines, readJsonLines } from '../../../electron/export/json-lines.ts'
import { makePaper, realPapers } from './papers.ts'

const decided = makePaper({
  verdict: 'later',
  isStarred: true,
  snoozedUntil: '2026-07-01',
  tags: ['robots', 'to cite'],
  note: { text: 'Line one\n# $x^2$ "quoted"\u2028', revision: 4, editedAt: 5 },
  listings: [{ list: 'day:2026-06-12', rank: 3, upvotes: 8, firstSeenAt: 1 }],
  history: [{ at: 1, kind: 'verdict', before: 'unread', after: 'later' }],
})

describe('JSON lines', () => {
  it('hold everything, a paper a line', () => {
    const text = jsonLines([decided, makePaper({ arxivId: null })])
    expect(isJsonLines(text)).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    const lines: readonly unknown[] = text
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each))
    expect(lines).toHaveLength(2)
    // What can be reckoned from the rest, or holds for one library only.
    const left = new Set([
      'id',
      'firstAuthor',
      'summary',
      'hasCode',
      'noteLine',
      'listedOn',
      'rank',
      'putOff',
    ])
    const kept = Object.fromEntries(Object.entries(decided).filter(([name]) => !left.has(name)))
    expect(lines[0]).toEqual({ ...kept, octavo: 1, note: { text: decided.note.text, editedAt: 5 } })
  })

  it('come back as papers and decisions', () => {
    expect(readJsonLines(jsonLines([decided]))).toMatchObject({
      rejected: [],
      papers: [
        {
          paper: {
            arxivId: '2606.13677',
            title: 'A Title',
            abstract: 'An abstract.',
            publishedOn: '2026-06-11',
          },
          decisions: {
            verdict: 'later',
            isStarred: true,
            snoozedUntil: '2026-07-01',
            tags: ['robots', 'to cite'],
            note: decided.note.text,
          },
        },
      ],
    })
  })

  it('come back whatever the texts are made of', () => {
    const word = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(word, word, word, (title, note, tag) => {
        const paper = makePaper({
          title: { feed: `x${title}x`, original: null },
          note: { text: note, revision: 1, editedAt: 1 },
          tags: [tag],
        })
        const [read] = readJsonLines(jsonLines([paper])).papers
        expect(read?.paper.title).toBe(`x${title}x`)
        expect(read?.decisions).toMatchObject({ note, tags: [tag] })
      }),
    )
  })

  it('are read each alone: a bad one is refused and kept', () => {
    const lines = ['{"octavo":1}', 'nonsense', '{"octavo":2,"title":{"feed":"x"},"abstract":{}}', '', '[]']
    const read = readJsonLines([...lines, jsonLines([decided])].join('\r\n'))
    expect(read.papers).toHaveLength(1)
    expect(read.rejected.map(({ raw }) => raw.trim())).toEqual(lines.filter(Boolean))
    expect(isJsonLines('Daily Papers')).toBe(false)
  })

  it('of every real paper give back every fact of it', () => {
    const papers = realPapers()
    const read = readJsonLines(jsonLines(papers))
    expect(read.rejected).toEqual([])
    for (const [index, { paper }] of read.papers.entries()) {
      const { title, abstract, commentCount, ...facts } = paper
      expect(papers[index]?.commentCount).toBe(commentCount ?? 0)
      expect(papers[index]).toMatchObject({ ...facts, title: { feed: title }, abstract: { feed: abstract } })
    }
  })
})
