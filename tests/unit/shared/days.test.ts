import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, feedDayAt, isDay, isWeekend, isoWeekOf } from '../../../src/shared/days.ts'

describe('the day that the feed calls today', () => {
  it.each([
    ['in summer before half past nine in New York', '2026-06-23T21:29:59-04:00', '2026-06-23'],
    ['in summer from then on', '2026-06-23T21:30:00-04:00', '2026-06-24'],
    ['in winter before it', '2026-01-12T21:29:59-05:00', '2026-01-12'],
    ['in winter from then on', '2026-01-12T21:30:00-05:00', '2026-01-13'],
    ['in the morning in Tokyo, where it is tomorrow already', '2026-06-24T09:00:00+09:00', '2026-06-23'],
    ['on the eve of summer time', '2026-03-07T21:30:00-05:00', '2026-03-08'],
    ['on the first evening of it', '2026-03-08T21:29:59-04:00', '2026-03-08'],
    ['on the eve of winter time', '2026-10-31T21:30:00-04:00', '2026-11-01'],
    ['on the first evening of it', '2026-11-01T21:29:59-05:00', '2026-11-01'],
    ['at the turn of the year', '2025-12-31T21:30:00-05:00', '2026-01-01'],
  ])('%s: %s is %s', (_when, at, day) => {
    expect(feedDayAt(Date.parse(at))).toBe(day)
  })

  it('is that of the time zone’s own data, also in the fortnights in which clocks are changed', () => {
    const hour = 3_600_000
    const inNewYork = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'America/New_York',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    const wrong: string[] = []
    for (let year = 2023; year < 2036; year += 1) {
      for (const month of [0, 2, 6, 10]) {
        const from = Date.UTC(year, month, 1)
        for (let at = from; at < from + 15 * 24 * hour; at += hour / 2) {
          if (feedDayAt(at) !== inNewYork.format(at + 2.5 * hour)) wrong.push(new Date(at).toISOString())
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('a day', () => {
  it('exists in the calendar', () => {
    expect(['2024-02-29', '2026-12-31'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2025-13-40', '2026-6-1', '', '2026-06-23T00:00'].some(isDay)).toBe(false)
  })

  it('is reckoned with over months, leap years and clock changes', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-03-30', -2)).toBe('2026-03-28')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-11-02', '2026-10-30')).toBe(-3)
  })

  it('is of a weekend, or has a list', () => {
    expect(['2026-06-20', '2026-06-21'].every(isWeekend)).toBe(true)
    expect(['2026-06-19', '2026-06-22'].some(isWeekend)).toBe(false)
  })

  it('belongs to the week that its Thursday is in', () => {
    expect(['2025-12-29', '2026-01-01', '2026-06-23', '2027-01-03'].map(isoWeekOf)).toEqual([
      '2026-W01',
      '2026-W01',
      '2026-W26',
      '2026-W53',
    ])
  })
})
