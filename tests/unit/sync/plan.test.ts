import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catchUpDays, daysToFetch } from '../../../electron/sync/plan.ts'
import { addDays, isWeekend } from '../../../src/shared/days.ts'

/** Days answered for on the day itself. */
function checked(...days: string[]): { day: string; checkedAt: number }[] {
  return days.map((day) => ({ day, checkedAt: Date.parse(`${day}T20:00:00Z`) }))
}

function span(from: string, to: string): string[] {
  const days = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

describe('the first sync', () => {
  it('takes the last seven feed days, newest first, and the weekend between', () => {
    expect(daysToFetch([], '2026-06-23')).toEqual([
      '2026-06-23',
      '2026-06-22',
      '2026-06-21',
      '2026-06-20',
      '2026-06-19',
      '2026-06-18',
      '2026-06-17',
      '2026-06-16',
      '2026-06-15',
    ])
  })

  it('on a Sunday takes seven weekdays before it', () => {
    expect(daysToFetch([], '2026-06-21').filter((day) => !isWeekend(day))).toHaveLength(7)
  })

  it('asks for nothing before the feed’s first day', () => {
    expect(daysToFetch([], '2023-05-05')).toEqual(['2023-05-05', '2023-05-04'])
  })
})

describe('a later sync', () => {
  it('asks for the trailing seven feed days again and for no weekend twice', () => {
    const days = daysToFetch(checked(...span('2026-06-10', '2026-06-23')), '2026-06-23')
    expect(days).toHaveLength(7)
    expect(days.some(isWeekend)).toBe(false)
  })

  it('adds the days since the last one', () => {
    const days = daysToFetch(checked(...span('2026-05-01', '2026-05-08')), '2026-06-23')
    expect(days[0]).toBe('2026-06-23')
    expect(days.at(-1)).toBe('2026-05-09')
    expect(days).toHaveLength(46)
  })

  it('fills a gap that an interrupted sync left behind, however late', () => {
    const known = [
      ...checked(...span('2026-05-01', '2026-05-08')),
      ...checked(...span('2026-06-01', '2026-06-23')),
    ]
    const days = daysToFetch(known, '2026-06-23')
    expect(days.slice(-1)).toEqual(['2026-05-09'])
    expect(days).toContain('2026-05-31')
    expect(days).not.toContain('2026-06-01')
  })

  it('does not take a look into history for a beginning', () => {
    const history = { day: '2026-03-02', checkedAt: Date.parse('2026-06-20T12:00:00Z') }
    expect(daysToFetch([history], '2026-06-23').at(-1)).toBe('2026-06-15')
  })

  it('after more than a year begins anew', () => {
    expect(daysToFetch(checked('2024-01-02'), '2026-06-23')).toHaveLength(9)
  })
})

it('every plan is newest first, without repeats, bounded, and holds the last seven weekdays', () => {
  const anyDay = fc.integer({ min: 0, max: 1200 }).map((offset) => addDays('2023-05-04', offset))
  const anyChecked = fc.array(
    fc.record({ day: anyDay, checkedAt: fc.integer({ min: 1683158400000, max: 1800000000000 }) }),
  )
  fc.assert(
    fc.property(anyChecked, anyDay, (known, today) => {
      const days = daysToFetch(known, today)
      expect(days).toEqual([...new Set(days)].sort().reverse())
      expect(days.length).toBeLessThanOrEqual(catchUpDays + 1)
      expect(days.every((day) => day <= today && day >= '2023-05-04')).toBe(true)
      const weekdays = span(addDays(today, -10), today).filter(
        (day) => !isWeekend(day) && day >= '2023-05-04',
      )
      expect(days).toEqual(expect.arrayContaining(weekdays.slice(-7)))
    }),
  )
})
