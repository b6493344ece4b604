import { assert, date, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoWeekOf } from '../../../src/shared/days.ts'
import { addWeeks, daysOfWeek, isWeek, mondayOf } from '../../../src/shared/weeks.ts'

const days = date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(
  (at) => at.toISOString().slice(0, 10),
)

describe('a week', () => {
  it('has the seven days that say they are its own, from Monday on', () => {
    assert(
      property(days, (day) => {
        const week = isoWeekOf(day)
        expect(isWeek(week)).toBe(true)
        expect(daysOfWeek(week)).toContain(day)
        expect(new Set(daysOfWeek(week).map(isoWeekOf))).toEqual(new Set([week]))
        expect(new Date(`${mondayOf(week)}T00:00:00Z`).getUTCDay()).toBe(1)
      }),
    )
  })

  it('leads to others and back', () => {
    assert(
      property(days, integer({ min: -60, max: 60 }), (day, count) => {
        const week = isoWeekOf(day)
        expect(addWeeks(week, count)).toBe(isoWeekOf(addDays(day, 7 * count)))
        expect(addWeeks(addWeeks(week, count), -count)).toBe(week)
      }),
    )
  })

  it('is no week that the year does not have', () => {
    expect(['2026-W53', '2020-W53', '2026-W01'].map(isWeek)).toEqual([true, true, true])
    expect(['2025-W53', '2026-W54', '2026-W00', '2026-W1', '2026W01', ''].map(isWeek)).toEqual(
      Array(6).fill(false),
    )
    expect(() => mondayOf('next')).toThrow(RangeError)
  })
})
