import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listSql } from '../../../electron/library/lists.ts'
import { orders, places } from '../../../src/shared/domain.ts'
import type { Order, Place } from '../../../src/shared/domain.ts'
import {
  idsOf,
  makeDay,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'

function ordered(place: Place, order: Order, day: string | null = null) {
  return { place, order, day, tag: null }
}

function threeDays() {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-19', 2), testNow)
  temp.library.storeList(makeDay('2026-06-22', 2), testNow)
  temp.library.importList(
    makeList('page:x', [
      makePageEntry({ title: 'Between', publishedOn: '2026-06-20', upvotes: 50 }),
      makePageEntry({ title: 'Undated', publishedOn: null }),
    ]),
  )
  return temp
}

test('a list of the feed is shown in its ranks, whatever else its papers are on', () => {
  const { library } = tempLibrary()
  const papers = ['2606.00003', '2606.00001'].map((arxivId) => makePaper({ arxivId, upvotes: 1 }))
  library.storeList(makeDay('2026-06-22', 4), Date.parse('2026-06-23T12:00:00Z'))
  library.storeList(makeList('trending', papers), Date.parse('2026-06-23T12:00:00Z'))
  const ids = (list: string) => library.list({ ...everything(), list }, 9).rows.map(({ arxivId }) => arxivId)
  expect(ids('trending')).toEqual(['2606.00003', '2606.00001'])
  expect(ids('day:2026-06-22')).toHaveLength(4)
  expect(ids('search:x')).toEqual([])
})

const everything = () => ({ place: 'everything', day: null, order: 'feed', tag: null }) as const

describe('orders', () => {
  test('over all days: newest day first, what no day lists by its own date', () => {
    const { library } = threeDays()
    // 6 has no date and stands on the day it was added, the 23rd.
    const newest = [6, 3, 4, 5, 1, 2]
    expect(library.list(ordered('triage', 'feed'), 0).ids).toEqual(newest)
    expect(library.list(ordered('everything', 'newest'), 0).ids).toEqual(newest)
    expect(library.list(ordered('triage', 'oldest'), 0).ids).toEqual([...newest].reverse())
    expect(library.list(ordered('everything', 'upvotes'), 0).ids).toEqual([5, 3, 1, 4, 2, 6])
  })

  test('of one day: the feed’s ranks, not its ids', () => {
    const { library } = tempLibrary()
    const papers = [1, 9, 4].map((upvotes) => makePaper({ arxivId: `2606.0000${upvotes}`, upvotes }))
    library.storeList(makeList('day:2026-06-22', papers), testNow)
    library.storeList(makeList('day:2026-06-22', [...papers].reverse()), testNow + 1)
    expect(library.list(ordered('triage', 'feed', '2026-06-22'), 0).ids).toEqual([3, 2, 1])
    expect(library.list(ordered('triage', 'oldest', '2026-06-22'), 0).ids).toEqual([1, 2, 3])
    expect(library.list(ordered('everything', 'upvotes', '2026-06-22'), 0).ids).toEqual([2, 3, 1])
  })

  test('the queue has the oldest decision first, read and skipped the newest', () => {
    const temp = threeDays()
    for (const value of ['later', 'read', 'skipped'] as const) {
      for (const id of [2, 3, 1]) {
        temp.now += 1
        temp.library.change([id], { field: 'verdict', value })
      }
      const newest = [1, 3, 2]
      const place = value === 'later' ? 'queue' : value
      expect(idsOf(temp.library, place)).toEqual(value === 'later' ? newest.reverse() : newest)
    }
    expect(temp.library.list(ordered('skipped', 'newest', '2026-06-19'), 0).ids).toEqual([1, 2])
  })

  test('only as many rows as were asked for come with the ids', () => {
    const { library } = threeDays()
    const { ids, rows } = library.list(ordered('triage', 'feed'), 2)
    expect(ids).toHaveLength(6)
    expect(rows.map((row) => row.id)).toEqual(ids.slice(0, 2))
  })
})

test('a row has what a list draws', () => {
  const { library } = tempLibrary()
  const long = makePaper({
    aiSummary: null,
    abstract: `First line\n  and ${'words '.repeat(100)}`,
    upvotes: null,
    commentCount: null,
  })
  library.storeList(makeList('day:2026-06-22', [long]), testNow)
  const [row] = library.rows([1])
  expect(row).toMatchObject({
    id: 1,
    arxivId: '2606.00001',
    title: { feed: 'Paper 2606.00001', original: null },
    firstAuthor: 'Ada Lovelace',
    authorCount: 2,
    organization: 'An Institute',
    hasCode: true,
    githubStars: 3,
    commentCount: 0,
    upvotes: null,
    verdict: 'unread',
    isStarred: false,
    snoozedUntil: null,
    tags: [],
    noteLine: null,
    isSample: false,
    listedOn: '2026-06-22',
    rank: 1,
    publishedOn: '2026-06-20',
    addedAt: testNow,
    decidedAt: null,
    putOff: 0,
  })
  expect(row?.summary).toMatch(/^First line and words/)
  expect(row?.summary?.length).toBe(240)
})

describe('the plan of every list', () => {
  const cases = places.flatMap((place) =>
    orders.flatMap((order) => [true, false].map((hasList) => ({ place, order, hasList, hasTag: false }))),
  )

  test.each(cases)('$place by $order, of one list: $hasList', (query) => {
    const temp = tempLibrary()
    const db = new Database(temp.path, { readonly: true })
    const given = { list: 'day:2026-06-22', today: '2026-06-23', tag: null }
    for (const sql of listSql(query)) {
      const plan = db
        .prepare<[typeof given], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(given)
        .map((row) => row.detail)
      // A table is only ever reached through an index; whole covering indexes are read where a place is everything.
      for (const step of plan.filter((detail) => detail.startsWith('SCAN')))
        expect(step).toMatch(/USING (COVERING )?INDEX/)
      // Sorting is left to lists that a reader makes by hand or that are one day long.
      const isSorted = plan.some((detail) => detail.includes('TEMP B-TREE'))
      const isShort = query.hasList || query.place === 'notes' || query.place === 'starred'
      if (!isShort) expect({ plan, isSorted }).toMatchObject({ isSorted: false })
      if (query.hasList && query.place !== 'notes') {
        expect(plan[0]).toContain('SEARCH l USING COVERING INDEX listings_by_rank (list=?')
      }
    }
    db.close()
  })
})

test('counts are those of the lists, whatever was done', () => {
  const temp = threeDays()
  const { library } = temp
  library.change([1, 2, 3], { field: 'verdict', value: 'later' })
  library.change([2, 5], { field: 'snooze', value: '2026-07-01' })
  library.change([4], { field: 'verdict', value: 'skipped' })
  library.change([4, 6], { field: 'star', value: true })
  library.saveNote({ paperId: 3, text: 'x', baseRevision: 0, session: 's' })
  const lengths = Object.fromEntries(places.map((place) => [place, idsOf(library, place).length]))
  // The queue's list shows what is snoozed at its end; its count leaves it out.
  expect(library.counts()).toEqual({ ...lengths, queue: (lengths['queue'] ?? 0) - 1, sample: 0 })
})
