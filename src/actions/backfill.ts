/** History in bulk: the days of a month or a year, fetched in the background at the feed's pace. */
import { addDays, firstFeedDay, type Day } from '../shared/days.ts'
import type { BackfillStatus } from '../shared/domain.ts'
import type { Envelope } from '../shared/errors.ts'
import type { App } from '../stores/app.ts'
import { backfillSentence } from '../text/feed-messages.ts'
import { newestDay } from './lists.ts'
import { tellFailure, toast } from './notify.ts'

export interface Range {
  readonly from: Day
  readonly to: Day
}

/** The days of a month (`2024-06`) or a year (`2024`) that the feed can have. */
export function rangeOf(app: App, period: string): Range {
  const from = period.length === 4 ? `${period}-01-01` : `${period}-01`
  const end = period.length === 4 ? `${period}-12-31` : lastOfMonth(from)
  const newest = newestDay(app)
  return { from: from < firstFeedDay ? firstFeedDay : from, to: end > newest ? newest : end }
}

/** Begins to fetch a range, in place of any other. */
export async function startBackfill(app: App, range: Range): Promise<void> {
  take(app, await app.bridge.call('backfill.start', range))
}

/** Begins with the month or the year of the day that is shown, or of the newest. */
export async function fetchPeriodShown(app: App, unit: 'month' | 'year'): Promise<void> {
  const day = app.view.getState().day ?? newestDay(app)
  await startBackfill(app, rangeOf(app, day.slice(0, unit === 'month' ? 7 : 4)))
}

/** Pauses what is being fetched, or goes on with it. */
export async function pauseBackfill(app: App): Promise<void> {
  const { backfill } = app.feed.getState()
  if (backfill === null) return toast(app, 'No history is being fetched.')
  const method = backfill.phase === 'paused' ? 'backfill.resume' : 'backfill.pause'
  take(app, await app.bridge.call(method, {}))
}

/** Ends it for good. What was fetched stays. */
export async function cancelBackfill(app: App): Promise<void> {
  if (app.feed.getState().backfill === null) return toast(app, 'No history is being fetched.')
  take(app, await app.bridge.call('backfill.cancel', {}))
}

/** Asks how it stands, at the start of a window. */
export async function loadBackfill(app: App): Promise<void> {
  const answer = await app.bridge.call('backfill.status', {})
  if (answer.ok && answer.value?.phase !== 'done') app.feed.setState({ backfill: answer.value })
}

/** Takes over how it stands. An end is told once. */
export function takeBackfill(app: App, status: BackfillStatus | null): void {
  app.feed.setState({ backfill: status?.phase === 'done' ? null : status })
  if (status?.phase === 'done') toast(app, backfillSentence(status, app.now()))
}

function take(app: App, answer: Envelope<BackfillStatus | null>): void {
  if (!answer.ok) tellFailure(app, answer.error)
  // An end was told by its event already.
  else if (answer.value?.phase !== 'done') app.feed.setState({ backfill: answer.value })
}

function lastOfMonth(first: Day): Day {
  return addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1)
}
