/** Sentences about what is fetched of the feed besides the sync: a range of history, and papers asked for by name. */
import type { Day } from '../shared/days.ts'
import type { BackfillStatus } from '../shared/domain.ts'
import { counted, dayAndMonth, moment, monthName, number } from './format.ts'

/** `June 2024`, `2024`, or both ends of a range that is neither; the feed's first and last are as they are. */
export function rangeName({ from, to }: { readonly from: Day; readonly to: Day }): string {
  if (from.slice(0, 7) === to.slice(0, 7)) return monthName(from)
  if (from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4)
  return `${dayAndMonth(from, null)} to ${dayAndMonth(to, null)}`
}

/** How far a range of history is: "Fetching June 2024, 12 of 30 days, about 2 minutes left." */
export function backfillSentence(status: BackfillStatus, now: number): string {
  const range = rangeName(status)
  const days = `${number(status.done)} of ${counted(status.total, 'day')}`
  const failed = status.failed === 0 ? '' : ` ${counted(status.failed, 'day')} could not be fetched.`
  switch (status.phase) {
    case 'running': {
      const left = status.remainingMs === null ? '' : `, ${timeLeft(status.remainingMs)} left`
      return `Fetching ${range}, ${days}${left}.${failed}`
    }
    case 'waiting': {
      const why = status.failure?.code === 'offline' ? 'offline' : 'the feed asks for a pause'
      const again = status.retryAt === null ? '' : ` Trying again at ${moment(status.retryAt, now)}.`
      return `${range}, ${days}: ${why}.${again}`
    }
    case 'paused':
      return `${range} is paused at ${days}.`
    case 'done':
      return `${range} is here: ${counted(status.added, 'new paper')}.${failed}`
  }
}

/** `about 2 minutes`, `less than a minute` */
function timeLeft(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  return minutes < 90
    ? `about ${counted(minutes, 'minute')}`
    : `about ${counted(Math.round(minutes / 60), 'hour')}`
}
