import { existsSync, readFileSync } from 'node:fs'
import { expect, describe, test } from 'vitest'
import { z } from 'zod'
import { sampleLists } from '../../../electron/feed/sample.ts'
import { addDays, isWeekend } from '../../../src/shared/days.ts'
import { findMath } from '../../../src/shared/math/index.ts'

const json: unknown = JSON.parse(
  readFileSync(new URL('../../../resources/sample.json', import.meta.url), 'utf8'),
)
const lists = sampleLists(json)
const papers = lists.flatMap((list) => list.papers)
const realDays = new URL('../../../../shared/data/hf/days/', import.meta.url)

describe('the sample library', () => {
  test('is about forty papers on five feed days that follow one another', () => {
    expect(papers.length).toBeGreaterThanOrEqual(38)
    expect(papers.length).toBeLessThanOrEqual(45)
    const days = lists.map((list) => list.list.replace('day:', ''))
    const first = days[0] ?? ''
    expect(days).toEqual([0, 1, 2, 3, 4].map((after) => addDays(first, after)))
    expect(days.some(isWeekend)).toBe(false)
    for (const list of lists) expect(list.papers.length).toBeGreaterThanOrEqual(7)
  })

  test('is marked, and nothing of it is refused by the parser of the feed', () => {
    expect(lists.every((list) => list.isSample === true)).toBe(true)
    expect(lists.flatMap((list) => list.rejected)).toEqual([])
    expect(new Set(papers.map((paper) => paper.arxivId)).size).toBe(papers.length)
  })

  test('has in every paper what a reader decides by', () => {
    for (const paper of papers) {
      expect(paper.arxivId).toMatch(/^\d{4}\.\d{5}$/)
      const words = paper.abstract.split(/\s+/).length
      expect(words, paper.title).toBeGreaterThanOrEqual(120)
      expect(words, paper.title).toBeLessThanOrEqual(210)
      expect(paper.aiSummary, paper.title).toMatch(/^[A-Z][^\n]{40,150}\.$/)
      expect(paper.keywords.length, paper.title).toBeGreaterThanOrEqual(4)
      expect(paper.authors.length).toBeGreaterThan(0)
      expect(paper.publishedOn).not.toBeNull()
      expect(paper.upvotes).not.toBeNull()
      expect(paper.commentCount).not.toBeNull()
    }
  })

  test('is varied enough to show what the window can show', () => {
    const some = (count: number): boolean => count >= 5 && count < papers.length
    expect(some(papers.filter((paper) => paper.githubRepo !== null).length)).toBe(true)
    expect(some(papers.filter((paper) => paper.projectPage !== null).length)).toBe(true)
    expect(some(papers.filter((paper) => paper.organization !== null).length)).toBe(true)
    expect(Math.max(...papers.map((paper) => paper.authorCount))).toBeGreaterThan(40)
    expect(Math.min(...papers.map((paper) => paper.authorCount))).toBe(1)
    expect(new Set(papers.map((paper) => paper.upvotes)).size).toBeGreaterThan(15)
  })

  test('has mathematics with its delimiters and mathematics as the feed strips it', () => {
    const intact = papers.filter((paper) => findMath(paper.abstract).length > 0)
    const stripped = papers.filter(
      (paper) =>
        !intact.includes(paper) && / leq |[_^]\{| (?:times|approx|mid|gg) |_[θik]/.test(paper.abstract),
    )
    expect(intact.length).toBeGreaterThanOrEqual(6)
    expect(stripped.length).toBeGreaterThanOrEqual(15)
    const all = stripped.map((paper) => paper.abstract).join('\n')
    for (const shape of [
      'O(n log n)',
      '256 times 256',
      'R^{D times H times W}',
      'leq',
      '4times',
      'sim50',
      'π',
      'θ',
    ]) {
      expect(all).toContain(shape)
    }
    expect(all).not.toMatch(/\\/)
    expect(
      papers.filter((paper) => findMath(paper.aiSummary ?? '').length > 0).length,
    ).toBeGreaterThanOrEqual(3)
  })

  test('loads nothing from the network: no thumbnails, no media', () => {
    for (const paper of papers) {
      expect(paper.thumbnail).toBeNull()
      expect(paper.media).toEqual([])
    }
  })

  test('a file that is no sample is refused', () => {
    for (const broken of [
      null,
      [],
      {},
      { days: [] },
      { days: { '2026-02-30': [] } },
      { days: { '2026-06-22': {} } },
    ]) {
      expect(() => sampleLists(broken)).toThrow()
    }
  })
})

describe.runIf(existsSync(realDays))('beside the real feed', () => {
  const entry = z.object({
    paper: z.object({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      ai_summary: z.string().optional(),
      upvotes: z.number(),
      authors: z.array(z.object({ name: z.string() })),
    }),
  })
  const real = new Map(
    (existsSync(realDays) ? lists : []).flatMap(({ list }) => {
      const text = readFileSync(new URL(`${list.replace('day:', '')}.json`, realDays), 'utf8')
      return z
        .array(entry)
        .parse(JSON.parse(text))
        .map(({ paper }) => [paper.id, paper] as const)
    }),
  )

  test('titles, authors and upvotes are the real ones', () => {
    for (const paper of papers) {
      const original = real.get(paper.arxivId ?? '')
      expect(paper.title).toBe(original?.title)
      expect(paper.upvotes).toBe(original?.upvotes)
      expect(paper.authors.map((author) => author.name)).toEqual(
        original?.authors.map((author) => author.name),
      )
    }
  })

  test('no abstract or summary shares eight words in a row with the original', () => {
    for (const paper of papers) {
      const original = real.get(paper.arxivId ?? '')
      const theirs = shingles(`${original?.summary ?? ''} ${original?.ai_summary ?? ''}`)
      const shared = [...shingles(`${paper.abstract} ${paper.aiSummary ?? ''}`)].filter((run) =>
        theirs.has(run),
      )
      expect(theirs.size).toBeGreaterThan(50)
      expect(shared, paper.title).toEqual([])
    }
  })
})

/** Every run of eight words. */
function shingles(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(7).map((_, at) => words.slice(at, at + 8).join(' ')))
}
