/** Sentences about what is fetched of the feed besides the sync: a range of history, and papers asked for by name. */
import { readAnnouncementList } from '../shared/announcements.ts'
import type { Day } from '../shared/days.ts'
import type { ArxivId, BackfillStatus, ListName, StoredList, UpvoteSnapshot } from '../shared/domain.ts'
import { announcementTitle } from './announcement-messages.ts'
import { counted, dayAndMonth, moment, monthName, number } from './format.ts'

/** The name of a list as its head says it: "Trending", "June 2026", "Week 26 of 2026". */
export function listTitle(list: ListName): string {
  const at = list.indexOf(':')
  const [kind, name] = at < 0 ? [list, ''] : [list.slice(0, at), list.slice(at + 1)]
  switch (kind) {
    case 'trending':
      return 'Trending'
    case 'month':
      return monthName(`${name}-01`)
    case 'week':
      return `Week ${Number(name.slice(6))} of ${name.slice(0, 4)}`
    case 'search':
      return `The feed on “${name}”`
    case 'page':
      return `Imported from “${name}”`
    case 'day':
      return dayAndMonth(name, null)
    case 'import':
      return 'Added by hand'
    default: {
      const announcement = readAnnouncementList(list)
      return announcement === null ? list : announcementTitle(announcement.kind)
    }
  }
}

/**
 * How a paper's upvotes went: "Upvotes risen by 41", "12 (20 June, 09:00), 53 (09:41)". Null if only one number was
 * seen. Of the steps between the first and the last only the highest is told, where the number has fallen since.
 */
export function upvotesSentence(
  snapshots: readonly UpvoteSnapshot[],
  now: number,
): { readonly lead: string; readonly rest: string } | null {
  const [first, last] = [snapshots[0], snapshots.at(-1)]
  if (first === undefined || last === undefined || snapshots.length < 2) return null
  const top = snapshots.reduce((best, snapshot) => (snapshot.upvotes > best.upvotes ? snapshot : best))
  const shown = top.upvotes > Math.max(first.upvotes, last.upvotes) ? [first, top, last] : [first, last]
  const rest = shown.map(({ at, upvotes }) => `${number(upvotes)} (${moment(at, now)})`)
  const by = last.upvotes - first.upvotes
  const lead =
    by > 0
      ? `Upvotes risen by ${number(by)}`
      : by < 0
        ? `Upvotes fallen by ${number(-by)}`
        : 'Upvotes risen and fallen'
  return { lead, rest: rest.join(', ') }
}

/** What adding papers by their names did: "2 papers added. 1 was here already. Not found: 2401.00001." */
export function addedSentence(stored: StoredList, missing: readonly ArxivId[]): string {
  const known = stored.updated + stored.unchanged + stored.merged
  const parts = stored.added > 0 || known === 0 ? [`${counted(stored.added, 'paper')} added.`] : []
  if (known > 0) parts.push(`${counted(known, 'paper')} ${known === 1 ? 'was' : 'were'} here already.`)
  if (missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
    parts.push(`Not found: ${missing.slice(0, 3).join(', ')}${more}.`)
  }
  return parts.join(' ')
}

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
      const why =
        status.failure === null
          ? 'waiting for a network that is not metered'
          : status.failure.code === 'offline'
            ? 'offline'
            : 'the feed asks for a pause'
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
