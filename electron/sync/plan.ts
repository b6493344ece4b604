/** Which days a sync asks for. Pure. */
import { addDays, daysBetween, feedDayAt, firstFeedDay, isWeekend, type Day } from '../../src/shared/days.ts'

/** Feed days (weekdays) that are asked for every time: a day's list still grows days later (feed.md §1.4). */
const trailingFeedDays = 7
/** A library left alone for longer begins anew with the last days; the rest is history, fetched on demand. */
export const catchUpDays = 366
/** A day answered for within so many days of its coming was answered for by a sync, later than that by a look into history. */
const routineDays = 14

export interface CheckedDay {
  readonly day: Day
  /** Instant (ms) of the feed's last answer for it. */
  readonly checkedAt: number
}

/**
 * The days to ask for, newest first: the last seven feed days, and every day since the first sync of this library, at
 * most a year back, that the feed has not answered for yet, be it because nobody asked or because it failed. The feed
 * has no lists at weekends, as far as anybody has seen; a weekend is asked for once, to know it, and not again.
 *
 * `checked` are the days answered for in the last `catchUpDays`, `today` is the feed's day.
 */
export function daysToFetch(checked: readonly CheckedDay[], today: Day): readonly Day[] {
  const trailing = trailingStart(today)
  const answered = new Set(checked.map((item) => item.day))
  const routine = checked.filter(
    ({ day, checkedAt }) => daysBetween(day, feedDayAt(checkedAt)) <= routineDays,
  )
  const earliest = addDays(today, -catchUpDays)
  const start = routine.reduce((first, { day }) => (day < first && day >= earliest ? day : first), trailing)
  const days: Day[] = []
  for (let day = today; day >= start && day >= firstFeedDay; day = addDays(day, -1)) {
    const isTrailing = day >= trailing && !isWeekend(day)
    if (isTrailing || !answered.has(day)) days.push(day)
  }
  return days
}

/** The first of the last seven feed days up to `today`. */
function trailingStart(today: Day): Day {
  let day = today
  for (let left = isWeekend(day) ? trailingFeedDays : trailingFeedDays - 1; left > 0;) {
    day = addDays(day, -1)
    if (!isWeekend(day)) left -= 1
  }
  return day
}
