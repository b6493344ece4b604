/** ISO weeks as text, `2026-W26`, in the feed's own spelling: Monday to Sunday, named by the year of their Thursday. */
import { addDays, isoWeekOf } from './days.ts'
import type { Day } from './days.ts'

export type Week = string

const weekShape = /^(\d{4})-W(\d\d)$/

/** Whether `text` is a week that exists; 2026-W54 is not, and neither is 2025-W53. */
export function isWeek(text: string): text is Week {
  return weekShape.test(text) && isoWeekOf(mondayOf(text)) === text
}

/** The first day of a week. Throws a RangeError for anything but a week. */
export function mondayOf(week: Week): Day {
  const [, year, number] = weekShape.exec(week) ?? []
  if (year === undefined) throw new RangeError(`${week} is not a week`)
  // 4 January is in the first week of its year.
  const fourth: Day = `${year}-01-04`
  const weekday = new Date(`${fourth}T00:00:00Z`).getUTCDay() || 7
  return addDays(fourth, 1 - weekday + 7 * (Number(number) - 1))
}

/** Monday to Sunday. */
export function daysOfWeek(week: Week): readonly Day[] {
  const monday = mondayOf(week)
  return [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count))
}

/** The week `count` weeks after `week`. */
export function addWeeks(week: Week, count: number): Week {
  return isoWeekOf(addDays(mondayOf(week), 7 * count))
}
