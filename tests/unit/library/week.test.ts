import { describe, expect, test } from 'vitest'
import { dayList } from '../../../src/shared/domain.ts'
import {
  makeDay,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'

const week = '2026-W26'
const dayMs = 86_400_000

describe('the review of a week', () => {
  test('has the days with their verdicts, Monday to Sunday', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-22', 2), testNow)
    library.storeList(makeDay('2026-06-23', 3), testNow)
    library.change([1], { field: 'verdict', value: 'skipped' })
    const { days } = library.weekReview(week)
    expect(days.map(({ day, papers }) => [day, papers.length])).toEqual([
      ['2026-06-22', 2],
      ['2026-06-23', 3],
      ['2026-06-24', 0],
      ['2026-06-25', 0],
      ['2026-06-26', 0],
      ['2026-06-27', 0],
      ['2026-06-28', 0],
    ])
    expect(days[0]?.papers).toEqual([
      { id: 1, verdict: 'skipped' },
      { id: 2, verdict: 'unread' },
    ])
  })

  test('has its stars and notes, and no others', () => {
    const temp = tempLibrary({ now: testNow - 7 * dayMs })
    temp.library.storeList(makeDay('2026-06-12', 4), temp.now)
    temp.library.change([1], { field: 'star', value: true })
    temp.library.saveNote({ paperId: 1, text: 'Before', baseRevision: 0, session: 'a' })
    temp.now = testNow
    temp.library.change([2], { field: 'star', value: true })
    temp.now += 1
    temp.library.change([4], { field: 'star', value: true })
    temp.library.saveNote({ paperId: 3, text: 'In the week\nwith more', baseRevision: 0, session: 'b' })
    const review = temp.library.weekReview(week)
    expect(review.starred).toEqual([2, 4])
    expect(review.notes).toEqual([
      {
        paperId: 3,
        title: { feed: 'Number 2 of 2026-06-12', original: null },
        text: 'In the week\nwith more',
        editedAt: testNow + 1,
      },
    ])
    expect(temp.library.weekReview('2026-W25')).toMatchObject({ starred: [1], notes: [{ text: 'Before' }] })
  })

  test('offers the undecided by upvotes, ten of them, and counts them all', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-22', 14), testNow)
    library.storeList(makeDay('2026-06-15', 3), testNow)
    library.change([1], { field: 'verdict', value: 'read' })
    library.change([3], { field: 'star', value: true })
    library.change([4], { field: 'snooze', value: '2026-07-01' })
    const { undecided, undecidedCount, rows } = library.weekReview(week)
    // 1 is decided, 3 stands among the stars, 4 sleeps.
    expect(undecided).toEqual([2, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(undecidedCount).toBe(11)
    expect(rows.map(({ id }) => id)).toEqual([3, ...undecided])
  })

  test('has what waits in the queue since before the week, longest first', () => {
    const temp = tempLibrary({ now: testNow - 20 * dayMs })
    const { library } = temp
    library.storeList(makeDay('2026-06-02', 5), temp.now)
    library.change([2], { field: 'verdict', value: 'later' })
    temp.now += dayMs
    library.change([1, 3, 4], { field: 'verdict', value: 'later' })
    library.change([3], { field: 'snooze', value: '2026-07-20' })
    temp.now = testNow
    library.change([5], { field: 'verdict', value: 'later' })
    library.change([4], { field: 'verdict', value: 'skipped' })
    expect(library.weekReview(week)).toMatchObject({ waiting: [2, 1], waitingCount: 2 })
  })

  test('has skipped papers that have doubled since, with both numbers', () => {
    const temp = tempLibrary({ now: testNow - 3 * dayMs })
    const { library } = temp
    const upvoted = (...upvotes: number[]) =>
      makeList(
        dayList('2026-06-19'),
        upvotes.map((count, index) => makePaper({ arxivId: `2606.0000${index}`, upvotes: count })),
      )
    library.storeList(upvoted(12, 12, 12, 4, 12), temp.now)
    library.importList(makeList('page:a', [makePageEntry({ title: 'Never counted' })]))
    temp.now += 1000
    library.change([1, 2, 3, 4, 6], { field: 'verdict', value: 'skipped' })
    temp.now += 1000
    library.storeList(upvoted(53, 21, 24, 14, 90), temp.now)
    // 2 has not doubled, 5 was not skipped, of 6 nothing is known.
    expect(library.weekReview(week).risen).toEqual([
      { id: 1, before: 12, now: 53 },
      { id: 3, before: 12, now: 24 },
      { id: 4, before: 4, now: 14 },
    ])
    expect(library.weekReview('2026-W33').risen).toEqual([])
  })
})
