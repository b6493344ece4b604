import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDay } from '../../../electron/feed/daily-papers.ts'
import type { PaperId } from '../../../src/shared/domain.ts'
import { libraryOf, settle, titles } from '../../support/search-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'
import { idsOf, makeDay, makeList, makePaper, tempLibrary, testNow } from '../../support/temp-library.ts'

const ada = { name: 'Ada Lovelace', login: null }

const shelf = [
  {
    title: 'Latent actions for world models',
    abstract: 'We learn latent actions from video to steer a world model of robots.',
    keywords: ['world models', 'latent actions'],
    authors: [ada],
  },
  {
    title: 'Steering world models',
    abstract: 'A world model of robots is steered by latent actions that are learned from video.',
    keywords: ['world models'],
  },
  { title: 'Robots in kitchens', abstract: 'We learn from video how robots cook.', authors: [ada] },
  { title: 'Sorting in linear time', abstract: 'We sort integers with a model of memory in linear time.' },
  { title: 'Prime gaps', abstract: 'Bounds on the gaps between primes.' },
]

/** A library large enough that words of the language are common in it. */
function shelfAmongOthers(): TempLibrary {
  const temp = libraryOf(shelf)
  const others = Array.from({ length: 60 }, (_, index) =>
    makePaper({
      arxivId: `2605.${10_000 + index}`,
      title: `Number ${index} of the others`,
      abstract: 'We learn a model of the data in linear time.',
      authors: [],
      keywords: [],
    }),
  )
  temp.library.storeList(makeList('day:2026-06-19', others), testNow)
  settle(temp)
  return temp
}

/** Titles of the papers most like the one of this title. */
function like(temp: TempLibrary, title: string, limit = 2): string[] {
  const [id] = temp.library.search({ text: `title:"${title}"`, order: 'newest', limit: 1 }, 0).ids
  return temp.library.similar(id ?? 0, limit).rows.map((row) => row.title.feed ?? '')
}

test('papers that share what is rare come first, and why is told', () => {
  const temp = shelfAmongOthers()
  expect(like(temp, 'Latent actions for world models')).toEqual([
    'Steering world models',
    'Robots in kitchens',
  ])
  const [id = 0] = temp.library.search({ text: 'title:steering', order: 'newest', limit: 1 }, 0).ids
  const [nearest] = temp.library.similar(id, 1).papers
  expect(nearest?.words).toContain('latent')
  expect(nearest?.sharedAuthors).toBe(0)
  expect(nearest?.likeness).toBeLessThanOrEqual(1.2)
})

test('a new paper is a neighbour at once, and one that is taken out is none', () => {
  const temp = shelfAmongOthers()
  const fresh = makePaper({
    arxivId: '2606.77777',
    title: 'World models with latent actions',
    abstract: 'We steer a world model of robots.',
  })
  temp.library.importList(makeList('import:one', [fresh]))
  settle(temp)
  expect(like(temp, 'Latent actions for world models', 1)).toEqual(['World models with latent actions'])
  temp.library.undo()
  settle(temp)
  expect(like(temp, 'Latent actions for world models', 1)).toEqual(['Steering world models'])
})

test('what the reader tags alike is alike', () => {
  const temp = shelfAmongOthers()
  const idOf = (text: string): PaperId =>
    temp.library.search({ text, order: 'newest', limit: 1 }, 0).ids[0] ?? 0
  const [gaps, sorting] = [idOf('title:gaps'), idOf('title:sorting')]
  expect(like(temp, 'Prime gaps', 1)).not.toEqual(['Sorting in linear time'])
  temp.library.change([gaps, sorting], { field: 'tag', name: 'seminar', value: true })
  settle(temp)
  expect(like(temp, 'Prime gaps', 1)).toEqual(['Sorting in linear time'])
})

test('like: lists the neighbours as a search that other operators narrow', () => {
  const temp = shelfAmongOthers()
  const [first = ''] = titles(temp, 'like:2606.10000')
  expect(first).toBe('Steering world models')
  expect(titles(temp, 'like:https://arxiv.org/abs/2606.10000v2')[0]).toBe(first)
  expect(titles(temp, 'like:2606.10000 kitchens')).toEqual(['Robots in kitchens'])
  const [id = 0] = temp.library.search({ text: 'like:2606.10000', order: 'relevance', limit: 1 }, 1).ids
  temp.library.change([id], { field: 'star', value: true })
  expect(titles(temp, 'like:2606.10000 is:starred')).toEqual([first])
  expect(titles(temp, 'like:2606.10000 -is:starred')).not.toContain(first)
  expect(titles(temp, `like:#${id}`)[0]).toBe('Latent actions for world models')
  expect(titles(temp, 'robots -like:2606.10000')).toEqual(['Latent actions for world models'])
  expect(titles(temp, 'like:2606.99999')).toEqual([])
  expect(titles(temp, 'like:"latent ACTIONS for world models"')[0]).toBe(first)
  expect(titles(temp, 'like:"no such title"')).toEqual([])
  expect(temp.library.searchCount('like:2606.10000 is:starred').count).toBe(1)
})

test('a paper with nothing in common with any other has no neighbours, nor has one that is not there', () => {
  const temp = libraryOf([
    { title: 'Zyx', abstract: 'Qrst uvw.' },
    { title: 'Abc', abstract: 'Defg hij.' },
  ])
  settle(temp)
  expect(temp.library.similar(1, 5).papers).toEqual([])
  expect(temp.library.similar(99, 5).papers).toEqual([])
})

test('candidates are looked up in the index, not by reading all papers', () => {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 3), testNow)
  settle(temp)
  const plan = temp.query(`EXPLAIN QUERY PLAN
    SELECT d.paper_id FROM papers_fts AS f CROSS JOIN search_docs AS d ON d.docid = f.rowid
    WHERE papers_fts MATCH 'x' AND d.paper_id <> 1
    ORDER BY bm25(papers_fts, 4.0, 0.0, 1.0, 0.0, 2.0, 2.0, 1.0, 0.0) LIMIT 60`)
  expect(JSON.stringify(plan)).toMatch(/VIRTUAL TABLE INDEX.*SEARCH d USING INTEGER PRIMARY KEY/s)
})

const realDays = join(import.meta.dirname, '../../../../shared/data/hf/days')

test.runIf(existsSync(realDays))(
  'neighbours share far more of their keywords than papers at random do',
  () => {
    const temp = tempLibrary()
    const known = new Map<string, ReadonlySet<string>>()
    for (const file of readdirSync(realDays).slice(0, 12)) {
      const day = file.slice(0, 10)
      const list = readDay(day, JSON.parse(readFileSync(join(realDays, file), 'utf8')), '2027-01-01')
      for (const paper of list.papers) known.set(paper.arxivId ?? '', new Set(paper.keywords))
      // What is measured by is kept from what is measured.
      const papers = list.papers.map((paper) => ({ ...paper, keywords: [], aiSummary: null }))
      temp.library.storeList({ ...list, papers }, testNow)
    }
    settle(temp)
    const rows = temp.library.rows(idsOf(temp.library, 'everything'))
    const keywordsOf = (arxivId: string | null): ReadonlySet<string> => known.get(arxivId ?? '') ?? new Set()
    const withKeywords = rows.filter((row) => keywordsOf(row.arxivId).size > 0)
    const sharing = (one: string | null, other: string | null): number =>
      [...keywordsOf(one)].some((word) => keywordsOf(other).has(word)) ? 1 : 0
    let [near, nearAll, chance, chanceAll] = [0, 0, 0, 0]
    withKeywords.forEach((row, index) => {
      for (const other of temp.library.similar(row.id, 5).rows) {
        if (keywordsOf(other.arxivId).size === 0) continue
        near += sharing(row.arxivId, other.arxivId)
        nearAll += 1
      }
      const other = withKeywords[(index * 31 + 17) % withKeywords.length]
      chance += sharing(row.arxivId, other?.arxivId ?? null)
      chanceAll += 1
    })
    expect(nearAll).toBeGreaterThan(500)
    expect(near / nearAll).toBeGreaterThan(1.5 * (chance / chanceAll))
  },
)
