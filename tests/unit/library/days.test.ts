import { describe, expect, test } from 'vitest'
import {
  idsOf,
  makeDay,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
} from '../../support/temp-library.ts'

/** 22:00 on Tuesday the 23rd in New York is the feed's 24th already (feed.md §1.4). */
const at = (text: string): number => Date.parse(text)

describe('the state of a day', () => {
  test('is unknown until the feed was asked', () => {
    const { library } = tempLibrary()
    expect(library.dayFacts('2026-06-22')).toEqual({
      day: '2026-06-22',
      state: 'unknown',
      rejected: 0,
      checkedAt: null,
      changedAt: null,
      newSince: null,
      papers: [],
    })
    expect(library.latestDay()).toBeNull()
  })

  test('is filling while the feed’s day lasts and settled when it was asked later', () => {
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-23', 2), at('2026-06-24T01:29:00Z'))
    expect(library.dayFacts('2026-06-23').state).toBe('filling')
    library.storeList(makeDay('2026-06-23', 2), at('2026-06-24T01:31:00Z'))
    expect(library.dayFacts('2026-06-23').state).toBe('settled')
  })

  test('without papers is empty on a weekend and when it is over, else still filling', () => {
    const temp = tempLibrary({ now: at('2026-06-21T12:00:00Z') })
    temp.library.storeList(makeList('day:2026-06-21', []), temp.now)
    expect(temp.library.dayFacts('2026-06-21').state).toBe('empty')
    temp.now = at('2026-06-22T12:00:00Z')
    temp.library.storeList(makeList('day:2026-06-22', []), temp.now)
    expect(temp.library.dayFacts('2026-06-22').state).toBe('filling')
    temp.now = at('2026-06-23T12:00:00Z')
    expect(temp.library.dayFacts('2026-06-22').state).toBe('empty')
    expect(temp.library.checkedDays('2026-06-01', '2026-06-30').map(({ day }) => day)).toEqual([
      '2026-06-21',
      '2026-06-22',
    ])
  })
})

describe('what arrived since everything was decided', () => {
  const morning = at('2026-06-22T09:00:00Z')
  const day = (count: number) => makeDay('2026-06-22', count)

  function finishedMorning() {
    const temp = tempLibrary({ now: morning + 60_000 })
    temp.library.storeList(day(3), morning)
    temp.library.change([1, 2], { field: 'verdict', value: 'read' })
    temp.now += 60_000
    temp.library.change([3], { field: 'verdict', value: 'skipped' })
    return temp
  }

  test('is told with when that was, until it is decided too', () => {
    const temp = finishedMorning()
    expect(temp.library.dayFacts('2026-06-22').newSince).toBeNull()
    temp.library.storeList(day(5), morning + 3_600_000)
    expect(temp.library.dayFacts('2026-06-22').newSince).toEqual({ at: morning + 120_000, count: 2 })
    temp.now = morning + 7_200_000
    temp.library.change([4], { field: 'verdict', value: 'read' })
    expect(temp.library.dayFacts('2026-06-22').newSince).toEqual({ at: morning + 120_000, count: 2 })
    temp.library.change([5], { field: 'verdict', value: 'read' })
    expect(temp.library.dayFacts('2026-06-22').newSince).toBeNull()
  })

  test('is nothing if the day was only finished after it came', () => {
    const temp = finishedMorning()
    temp.library.undo()
    temp.library.storeList(day(5), morning + 3_600_000)
    temp.now = morning + 7_200_000
    temp.library.change([3], { field: 'verdict', value: 'later' })
    expect(temp.library.dayFacts('2026-06-22').newSince).toBeNull()
  })

  test('is nothing if the day was never finished, or the finishing was undone', () => {
    const temp = finishedMorning()
    temp.library.undo()
    temp.library.storeList(day(5), morning + 3_600_000)
    expect(temp.library.dayFacts('2026-06-22').newSince).toBeNull()
  })
})

test('the days around, and the nearest earlier one with something undecided', () => {
  const { library } = tempLibrary({ now: at('2026-06-23T12:00:00Z') })
  for (const [day, count] of [
    ['2026-06-18', 2],
    ['2026-06-19', 1],
    ['2026-06-22', 2],
  ] as const) {
    library.storeList(makeDay(day, count), at('2026-06-23T12:00:00Z'))
  }
  library.importList(makeList('page:x', [makePageEntry({ title: 'Unlisted', publishedOn: '2026-06-20' })]))
  expect(library.latestDay()).toBe('2026-06-22')
  expect(library.nearDays('2026-06-22')).toEqual({
    previous: '2026-06-19',
    next: '2026-06-23',
    previousUndecided: { day: '2026-06-19', count: 1 },
  })
  expect(library.nearDays('2026-06-17')).toEqual({
    previous: '2026-06-16',
    next: '2026-06-18',
    previousUndecided: null,
  })
  expect(library.nearDays('2026-06-20')).toMatchObject({ previous: '2026-06-19', next: '2026-06-22' })
  library.change(idsOf(library, 'triage', '2026-06-19'), { field: 'verdict', value: 'read' })
  library.change([1], { field: 'snooze', value: '2027-01-01' })
  expect(library.nearDays('2026-06-22').previousUndecided).toEqual({ day: '2026-06-18', count: 1 })
  library.change([2], { field: 'verdict', value: 'later' })
  expect(library.nearDays('2026-06-22').previousUndecided).toBeNull()
})

test('a weekday that was never asked for stands between the lists, an empty one and a weekend do not', () => {
  const { library } = tempLibrary({ now: at('2026-06-23T12:00:00Z') })
  for (const day of ['2026-06-15', '2026-06-19', '2026-06-22']) {
    library.storeList(makeDay(day, 1), at('2026-06-23T12:00:00Z'))
  }
  library.storeList(makeList('day:2026-06-18', []), at('2026-06-23T12:00:00Z'))
  expect(library.nearDays('2026-06-22')).toMatchObject({ previous: '2026-06-19', next: '2026-06-23' })
  expect(library.nearDays('2026-06-19')).toMatchObject({ previous: '2026-06-17', next: '2026-06-22' })
  expect(library.nearDays('2026-06-15')).toMatchObject({ previous: '2026-06-12', next: '2026-06-16' })
  expect(library.nearDays('2023-05-04').previous).toBeNull()
})

test('a day’s papers come in feed order with their verdicts', () => {
  const { library } = tempLibrary()
  const papers = ['2606.00003', '2606.00001', '2606.00002'].map((arxivId) => makePaper({ arxivId }))
  library.storeList(makeList('day:2026-06-22', papers), at('2026-06-23T12:00:00Z'))
  library.change([2], { field: 'verdict', value: 'later' })
  expect(library.dayFacts('2026-06-22').papers).toEqual([
    { id: 1, verdict: 'unread' },
    { id: 2, verdict: 'later' },
    { id: 3, verdict: 'unread' },
  ])
})
