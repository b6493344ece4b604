/**
 * Calendar days as text, `YYYY-MM-DD`, and nothing else: a day of the feed has no time zone once it has a name.
 * Instants are integer milliseconds since the epoch and never pass for days.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** The first day of the Daily Papers feed (feed.md §1.4). */
export const firstFeedDay: Day = '2023-05-04'

const dayShape = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Whether `text` is a day that exists in the calendar; 2026-02-30 is not. */
export function isDay(text: string): text is Day {
  return dayShape.test(text) && dayOf(new Date(`${text}T00:00:00Z`)) === text
}

/** The day `count` days after `day` (before it, if negative). Throws a RangeError if `day` is not a day. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return dayOf(date)
}

/** Days from `from` to `to`: 1 if `to` is the day after, negative if it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Saturday or Sunday: the feed has no lists then. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/**
 * The day that the feed calls today at the instant `now` (ms): the date in New York, which rolls over at 21:30
 * local time (feed.md §1.4). Asking the feed for a later day is answered with 400.
 */
export function feedDayAt(now: number): Day {
  const rollOverMs = 2.5 * 3_600_000
  return dayInNewYork(now + rollOverMs)
}

/** The reader's own calendar day at the instant `now` (ms), in the machine's time zone. */
export function localDayAt(now: number): Day {
  const date = new Date(now)
  const pad = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The instant (ms) at which a day begins in the machine's time zone. */
export function localStartOf(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

/** The ISO week of a day in the feed's own spelling, `2026-W26`. */
export function isoWeekOf(day: Day): string {
  const date = new Date(`${day}T00:00:00Z`)
  // The ISO year of a week is the year of its Thursday.
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1)
  const week = Math.ceil(((date.getTime() - yearStart) / 86_400_000 + 1) / 7)
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

const hour = 3_600_000

/**
 * The date in New York by the rule in force since 2007: daylight time from the second Sunday of March to the first of
 * November, at two in the morning. Finding the time zone takes longer than all else that a start does with days.
 */
function dayInNewYork(at: number): Day {
  const standard = new Date(at - 5 * hour)
  const year = standard.getUTCFullYear()
  const isDaylight = at >= sundayFrom(year, 2, 8) + 7 * hour && at < sundayFrom(year, 10, 1) + 6 * hour
  return isDaylight ? dayOf(new Date(at - 4 * hour)) : dayOf(standard)
}

/** The instant (ms) at which the first Sunday begins, in UTC, on or after a date; months count from 0. */
function sundayFrom(year: number, month: number, date: number): number {
  const weekday = new Date(Date.UTC(year, month, date)).getUTCDay()
  return Date.UTC(year, month, date + ((7 - weekday) % 7))
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10)
}
