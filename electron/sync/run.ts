/**
 * Brings the library up to date with the feed: one day after the other, newest first, each stored in one transaction.
 * Nothing here knows SQL or HTTP. A day that fails leaves the others alone, unless asking on is useless (offline) or
 * impolite (rate-limited). Only one run at a time.
 */
import { addDays, feedDayAt, type Day } from '../../src/shared/days.ts'
import { dayList, neverSynced, type StoredList, type SyncStatus } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { fetchList } from '../feed/daily-papers.ts'
import { detailOf } from '../feed/failures.ts'
import type { Client } from '../feed/request.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { lastAnswerAt } from './last-answer.ts'
import { catchUpDays, daysToFetch } from './plan.ts'

export interface SyncOptions {
  readonly library: Pick<AsyncLibrary, 'storeList' | 'checkedDays'>
  readonly client: Client
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly feedUrl: () => Promise<string>
  readonly onStatus: (status: SyncStatus) => void
  /** A day was stored and something in it is new or different. */
  readonly onChanged: (days: readonly Day[], stored: StoredList) => void
  /** A day could not be fetched; for the log. */
  readonly onFailed: (day: Day, failure: AppError) => void
  /** What nobody expected; the run ends with `internal`. */
  readonly onError: (error: unknown) => void
}

export interface Sync {
  /** Begins a run unless one is under way. */
  start(): SyncStatus
  /** Ends the run after what is being stored is stored. */
  stop(): SyncStatus
  status(): SyncStatus
  /** Resolves when no run is under way, with how the last one ended. Wait for it before the library is closed. */
  whenIdle(): Promise<SyncStatus>
  /** Reads from the library when the feed last answered, for the status of a new process. */
  restore(): Promise<SyncStatus>
}

/** A sync over a library and a feed. It keeps its status in memory; everything that lasts is in the library. */
export function createSync(options: SyncOptions): Sync {
  let status = neverSynced
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null

  const tell: Tell = (patch) => {
    status = { ...status, ...patch }
    options.onStatus(status)
    return status
  }

  function start(): SyncStatus {
    if (running !== null) return status
    const abort = new AbortController()
    tell({ ...neverSynced, phase: 'running', checkedAt: status.checkedAt, offlineSince: status.offlineSince })
    const ended = run(options, abort.signal, tell)
      .catch((error: unknown) => {
        options.onError(error)
        tell({ failure: { code: error instanceof AppError ? error.code : 'internal', detail: null } })
      })
      .then(() => {
        running = null
        tell({ phase: 'idle', day: null })
      })
    running = { abort, ended }
    return status
  }

  return {
    start,
    stop() {
      running?.abort.abort()
      return status
    },
    status: () => status,
    async whenIdle() {
      await running?.ended
      return status
    },
    async restore() {
      const newest = await lastAnswerAt(options.library, options.now())
      return (newest ?? 0) > (status.checkedAt ?? 0) ? tell({ checkedAt: newest }) : status
    },
  }
}

/** After these the remaining days wait for the next run. */
const endsRun: ReadonlySet<string> = new Set(['offline', 'rate-limited'])

type Tell = (patch: Partial<SyncStatus>) => SyncStatus

async function run(options: SyncOptions, signal: AbortSignal, tell: Tell): Promise<void> {
  const today = feedDayAt(options.now())
  const checked = await options.library.checkedDays(addDays(today, -catchUpDays), today)
  const days = daysToFetch(checked, today)
  const feedUrl = await options.feedUrl()
  let status = tell({ total: days.length })
  for (const day of days) {
    if (signal.aborted) return
    status = tell({ day })
    // A feed in trouble is asked once for each further day, not three times.
    const tries = status.failure === null ? 3 : 1
    const outcome = await oneDay(options, { feedUrl, day, today, tries, signal })
    if (outcome === 'stopped') return
    if (outcome instanceof AppError) options.onFailed(day, outcome)
    status = tell({ ...patchOf(outcome, status, options.now()), done: status.done + 1 })
    if (outcome instanceof AppError && endsRun.has(outcome.code)) return
  }
}

interface DayTask {
  readonly feedUrl: string
  readonly day: Day
  readonly today: Day
  readonly tries: number
  readonly signal: AbortSignal
}

/** Fetches and stores a day. `no-list-yet`: the feed does not know the newest day, because this machine's clock is ahead. */
async function oneDay(
  options: SyncOptions,
  task: DayTask,
): Promise<StoredList | AppError | 'stopped' | 'no-list-yet'> {
  const { feedUrl, day, tries, signal } = task
  let list
  try {
    list = await fetchList({
      client: options.client,
      feedUrl,
      list: dayList(day),
      now: options.now(),
      tries,
      signal,
    })
  } catch (error) {
    if (signal.aborted) return 'stopped'
    if (!(error instanceof AppError)) throw error
    return day === task.today && error.detail?.['status'] === 400 ? 'no-list-yet' : error
  }
  const stored = await options.library.storeList(list, options.now())
  if (stored.added + stored.updated + stored.merged + stored.rejected > 0) options.onChanged([day], stored)
  return stored
}

/** The status after a day. The failure told is the one that ended the run, or else the first; any answer ends being offline. */
function patchOf(
  outcome: StoredList | AppError | 'no-list-yet',
  status: SyncStatus,
  now: number,
): Partial<SyncStatus> {
  if (outcome === 'no-list-yet') return { checkedAt: now, offlineSince: null }
  if (!(outcome instanceof AppError)) {
    return {
      added: status.added + outcome.added,
      rejected: status.rejected + outcome.rejected,
      checkedAt: now,
      offlineSince: null,
    }
  }
  const retryAt = outcome.detail?.['retryAt']
  const failure = { code: outcome.code, detail: detailOf(outcome) }
  return {
    failure: status.failure === null || endsRun.has(outcome.code) ? failure : status.failure,
    offlineSince: outcome.code === 'offline' ? (status.offlineSince ?? now) : status.offlineSince,
    retryAt: typeof retryAt === 'number' ? retryAt : status.retryAt,
  }
}
