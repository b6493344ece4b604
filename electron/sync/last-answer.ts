/** When the feed last answered, as the library knows it: for a process that has not asked yet. */
import { addDays, feedDayAt } from '../../src/shared/days.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { catchUpDays } from './plan.ts'

/** The instant (ms) of the feed's last answer for a day of the last year; null if there is none. */
export async function lastAnswerAt(
  library: Pick<AsyncLibrary, 'checkedDays'>,
  now: number,
): Promise<number | null> {
  const today = feedDayAt(now)
  const days = await library.checkedDays(addDays(today, -catchUpDays), today)
  return days.reduce<number | null>((latest, { checkedAt }) => Math.max(latest ?? 0, checkedAt), null)
}
