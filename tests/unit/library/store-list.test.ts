import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  idsOf,
  makeDay,
  makeList,
  makePaper,
  only,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'

test('a day is stored once, and again without a single write', () => {
  const temp = tempLibrary()
  const day = makeDay('2026-06-22', 40)
  expect(temp.library.storeList(day, testNow)).toEqual({
    added: 40,
    updated: 0,
    unchanged: 0,
    merged: 0,
    rejected: 0,
  })
  const wal = statSync(`${temp.path}-wal`).size
  const before = temp.query('SELECT * FROM days')

  const again = temp.library.storeList(day, testNow + 3_600_000)
  expect(again).toEqual({ added: 0, updated: 0, unchanged: 40, merged: 0, rejected: 0 })
  expect(temp.query('SELECT * FROM days')).toEqual(before)
  expect(statSync(`${temp.path}-wal`).size).toBe(wal)
  // That the day was looked at is known all the same, now and after closing.
  expect(temp.library.dayFacts('2026-06-22').checkedAt).toBe(testNow + 3_600_000)
  temp.reopen()
  expect(temp.library.dayFacts('2026-06-22')).toMatchObject({
    checkedAt: testNow + 3_600_000,
    changedAt: testNow,
  })
  expect(temp.library.checkedDays('2026-06-20', '2026-06-23')).toEqual([
    { day: '2026-06-22', checkedAt: testNow + 3_600_000 },
  ])
})

test('an absent fact never erases a known one, a new one replaces it', () => {
  const { library } = tempLibrary()
  library.storeList(makeList('day:2026-06-22', [makePaper()]), testNow)
  const bare = makePaper({
    aiSummary: null,
    keywords: [],
    organization: '',
    githubRepo: null,
    githubStars: null,
    abstract: '',
    authors: [],
    authorCount: 0,
    upvotes: null,
    title: 'A corrected title',
  })
  expect(library.storeList(makeList('day:2026-06-22', [bare]), testNow + 1)).toMatchObject({ updated: 1 })
  const paper = library.paper(only(idsOf(library, 'everything')))
  expect(paper).toMatchObject({
    title: { feed: 'A corrected title', original: null },
    abstract: { feed: 'What 2606.00001 is about.', original: null },
    aiSummary: 'One line.',
    keywords: ['keyword'],
    organization: 'An Institute',
    githubStars: 3,
    hasCode: true,
    upvotes: 10,
    authorCount: 2,
    firstAuthor: 'Ada Lovelace',
  })
})

test('upvotes are kept over time, one row per change', () => {
  const temp = tempLibrary()
  const store = (upvotes: number, at: number) =>
    temp.library.storeList(makeList('day:2026-06-22', [makePaper({ upvotes })]), at)
  store(5, testNow)
  store(5, testNow + 1)
  store(9, testNow + 2)
  store(0, testNow + 3)
  expect(temp.library.paper(1).upvoteHistory).toEqual([
    { at: testNow, upvotes: 5 },
    { at: testNow + 2, upvotes: 9 },
    { at: testNow + 3, upvotes: 0 },
  ])
  expect(temp.library.paper(1).upvotes).toBe(0)
})

test('the same paper on several lists is one row with several listings, shown on its newest day', () => {
  const { library } = tempLibrary()
  const paper = makePaper()
  library.storeList(makeList('day:2026-06-22', [makePaper({ arxivId: '2606.00009' }), paper]), testNow)
  library.storeList(makeList('trending', [paper]), testNow + 1)
  library.storeList(makeList('day:2026-06-19', [paper]), testNow + 2)
  expect(library.counts().everything).toBe(2)
  const found = library.paper(2)
  expect(found.listings.map(({ list, rank }) => ({ list, rank }))).toEqual([
    { list: 'day:2026-06-19', rank: 1 },
    { list: 'trending', rank: 1 },
    { list: 'day:2026-06-22', rank: 2 },
  ])
  expect(found).toMatchObject({ listedOn: '2026-06-22', rank: 2 })
  expect(idsOf(library, 'triage', '2026-06-19')).toEqual([2])
  expect(idsOf(library, 'triage', '2026-06-22')).toEqual([1, 2])
})

test('a paper that left the list keeps its listing; its decisions survive every sync', () => {
  const { library } = tempLibrary()
  library.storeList(makeDay('2026-06-22', 3), testNow)
  library.change([1], { field: 'verdict', value: 'later' })
  library.change([1], { field: 'star', value: true })
  library.saveNote({ paperId: 1, text: 'Mine.', baseRevision: 0, session: 's' })
  const before = library.paper(1)
  const rest = makeDay('2026-06-22', 3).papers.slice(1)
  library.storeList(makeList('day:2026-06-22', rest), testNow + 1)
  library.storeList(
    makeList('day:2026-06-22', [makePaper({ arxivId: '2606.22001', title: 'New' })]),
    testNow + 2,
  )
  expect(library.paper(1)).toEqual(before)
  expect(new Set(library.dayFacts('2026-06-22').papers.map((paper) => paper.id))).toEqual(new Set([1, 2, 3]))
})

test('an id that a list names twice counts once, with its first rank', () => {
  const { library } = tempLibrary()
  const list = makeList('day:2026-06-22', [makePaper(), makePaper({ arxivId: '2606.00002' }), makePaper()])
  expect(library.storeList(list, testNow)).toMatchObject({ added: 2, unchanged: 1 })
  expect(library.paper(1).rank).toBe(1)
  expect(library.storeList(list, testNow + 1)).toMatchObject({ updated: 0, unchanged: 3 })
})

test('what could not be read is kept raw, cut, and replaced when the list comes again', () => {
  const temp = tempLibrary()
  const rejected = [{ reason: 'no id', raw: 'x'.repeat(100_000) }]
  expect(temp.library.storeList(makeList('day:2026-06-22', [], { rejected }), testNow).rejected).toBe(1)
  expect(temp.query('SELECT length(raw) AS length FROM rejected_items')).toEqual([{ length: 65_536 }])
  expect(temp.library.dayFacts('2026-06-22')).toMatchObject({ state: 'partial', rejected: 1 })
  temp.library.storeList(makeList('day:2026-06-22', [makePaper()]), testNow + 1)
  expect(temp.library.dayFacts('2026-06-22')).toMatchObject({ state: 'settled', rejected: 0 })
})

test('halves of characters and control characters do not make a paper look changed for ever', () => {
  const { library } = tempLibrary()
  const hostile = makePaper({
    title: 'Half \ud83d a character\u0000 and <b>tags</b>',
    abstract: '\udc00 \u202e',
    authors: [{ name: 'A\nB \ud800', login: '\ud800' }],
    organization: '\ud800',
    keywords: ['\ud800'],
  })
  library.storeList(
    makeList('day:2026-06-22', [hostile], { rejected: [{ reason: '\ud800', raw: '\ud800' }] }),
    testNow,
  )
  expect(
    library.storeList(
      makeList('day:2026-06-22', [hostile], { rejected: [{ reason: '\ud800', raw: '\ud800' }] }),
      testNow + 1,
    ),
  ).toMatchObject({ unchanged: 1 })
  expect(library.paper(1).firstAuthor).toBe('A B \ufffd')
})

test('text of arXiv lists is the original, kept beside the feed’s', () => {
  const { library } = tempLibrary()
  library.storeList(
    makeList('day:2026-06-22', [makePaper({ title: 'O(n log n)', abstract: 'x^2' })]),
    testNow,
  )
  const original = makePaper({ title: '$O(n \\log n)$', abstract: '$x^2$' })
  expect(library.storeList(makeList('arxiv:cs.LG', [original]), testNow + 1)).toMatchObject({ updated: 1 })
  expect(library.paper(1)).toMatchObject({
    title: { feed: 'O(n log n)', original: '$O(n \\log n)$' },
    abstract: { feed: 'x^2', original: '$x^2$' },
  })
})

test('of two sample papers that the reader has made one, each real one is told for what it is', () => {
  const { library } = tempLibrary()
  const day = makeDay('2026-06-22', 2)
  library.storeList({ ...day, isSample: true }, testNow)
  const [first = 0, second = 0] = idsOf(library, 'everything')
  const { title } = library.paper(first)
  library.merge([first, second])
  const real = { ...day, papers: day.papers.toReversed() }
  library.storeList(real, testNow)
  expect(library.paper(first)).toMatchObject({ title, isSample: false })
  expect(library.storeList(real, testNow + 1000)).toMatchObject({ unchanged: 2, updated: 0, merged: 0 })
})
