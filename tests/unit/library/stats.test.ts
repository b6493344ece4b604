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

const dayMs = 86_400_000

describe('the numbers', () => {
  test('of an empty library are none', () => {
    const { library } = tempLibrary()
    expect(library.stats('all')).toMatchObject({
      from: null,
      to: null,
      listed: 0,
      periods: [],
      topics: [],
      daysToDecide: null,
      daysToRead: null,
    })
  })

  test('tell what became of each day, within eight weeks', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-22', 5), testNow)
    library.storeList(makeDay('2026-06-19', 2), testNow)
    library.storeList(makeDay('2026-01-05', 3), testNow)
    library.importList(makeList('page:a', [makePageEntry({ title: 'Listed nowhere' })]))
    library.change([1, 2], { field: 'verdict', value: 'skipped' })
    library.change([3], { field: 'verdict', value: 'later' })
    library.change([6], { field: 'verdict', value: 'read' })
    const stats = library.stats('weeks')
    expect(stats).toMatchObject({
      from: '2026-06-19',
      to: '2026-06-22',
      days: 2,
      listed: 7,
      decided: 4,
      unit: 'day',
    })
    expect(stats.periods).toEqual([
      { from: '2026-06-19', to: '2026-06-19', later: 0, read: 1, skipped: 0, unread: 1 },
      { from: '2026-06-22', to: '2026-06-22', later: 1, read: 0, skipped: 2, unread: 2 },
    ])
    const year = library.stats('year')
    expect(year).toMatchObject({ listed: 10, days: 3, unit: 'week' })
    expect(year.periods[0]).toMatchObject({ from: '2026-01-05', to: '2026-01-11', unread: 3 })
  })

  test('have months for several years', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2024-02-28', 1), testNow)
    library.storeList(makeDay('2024-02-29', 1), testNow)
    library.storeList(makeDay('2026-06-22', 1), testNow)
    expect(library.stats('all')).toMatchObject({
      unit: 'month',
      periods: [
        { from: '2024-02-01', to: '2024-02-29', unread: 2 },
        { from: '2026-06-01', to: '2026-06-30', unread: 1 },
      ],
    })
  })

  test('tell topics of stars against what is listed, by the feed’s keywords and not by own tags', () => {
    const { library } = tempLibrary()
    const keywords = [['Agents', 'RL'], ['agents'], ['agents', 'vision'], ['vision'], []]
    library.storeList(
      makeList(
        dayList('2026-06-22'),
        keywords.map((words, index) => makePaper({ arxivId: `2606.0000${index}`, keywords: words })),
      ),
      testNow,
    )
    library.change([1, 2, 5], { field: 'tag', name: 'to compare', value: true })
    library.change([5], { field: 'tag', name: 'agents', value: true })
    library.change([1, 2, 5], { field: 'star', value: true })
    expect(library.stats('weeks')).toMatchObject({
      starred: 3,
      sampled: 5,
      topics: [{ name: 'agents', starred: 2, listed: 3 }],
    })
  })

  test('tell how long papers wait, by the middle one', () => {
    const temp = tempLibrary({ now: testNow - 10 * dayMs })
    const { library } = temp
    library.storeList(makeDay('2026-06-13', 5), temp.now)
    library.change([1, 2, 3, 4], { field: 'verdict', value: 'later' })
    temp.now += 2 * dayMs
    library.change([1], { field: 'verdict', value: 'read' })
    temp.now += 3 * dayMs
    library.change([2], { field: 'verdict', value: 'read' })
    library.change([5], { field: 'verdict', value: 'read' })
    temp.now = testNow
    library.change([3], { field: 'verdict', value: 'read' })
    expect(library.stats('weeks')).toMatchObject({
      daysToRead: 5,
      later: 4,
      laterRead: 3,
      daysToDecide: 5,
      waits: [
        { from: 0, before: 1, count: 0 },
        { from: 1, before: 3, count: 1 },
        { from: 3, before: 7, count: 1 },
        { from: 7, before: 14, count: 1 },
        { from: 14, before: 30, count: 0 },
        { from: 30, before: null, count: 0 },
      ],
    })
    temp.now += 40 * dayMs
    expect(library.stats('all')).toMatchObject({ longInQueue: 1 })
  })

  test('count verdicts, those undone and those that brought papers back', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-22', 5), testNow)
    library.change([1, 2, 3], { field: 'verdict', value: 'skipped' })
    library.change([1], { field: 'verdict', value: 'later' })
    library.change([4], { field: 'verdict', value: 'read' })
    library.undo()
    expect(library.stats('weeks')).toMatchObject({ verdicts: 5, broughtBack: 1, undone: 1 })
  })
})
