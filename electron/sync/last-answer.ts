/** When the feed last answered, as the library knows it: for a process that has not asked yet. */
import { addDays, feedDayAt } from '../../src/shared/days.ts'
import type { Library } from '../library/library.ts'
import { catchUpDays } from './plan.ts'

type CheckedDays = Library['checkedDays']

interface KnowsCheckedDays {
  /** At once, or from the library's thread. */
  checkedDays(...range: Parameters<CheckedDays>): ReturnType<CheckedDays> | Promise<ReturnType<CheckedDays>>
}

/** The instant (ms) of the feed's last answer for a day of the last year; null if there is none. */
export async function lastAnswerAt(library: KnowsCheckedDays, now: number): Promise<number | null> {
  const today = feedDayAt(now)
  const days = await library.checkedDays(addDays(today, -catchUpDays), today)
  return days.reduce<number | null>((latest, { checkedAt }) => Math.max(latest ?? 0, checkedAt), null)
}
