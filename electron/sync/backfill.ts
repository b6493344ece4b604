/**
 * Fetches history: every day of a range that the library has no answer for yet, newest first, at a pace that stays
 * inside the feed's limits. What is to do is kept in the library, and what is done follows from its days, so that a
 * back-fill goes on after a restart where it was.
 */
import { addDays, daysBetween, feedDayAt, firstFeedDay, type Day } from '../../src/shared/days.ts'
import { dayList, type BackfillJob, type BackfillStatus } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { fetchList } from '../feed/daily-papers.ts'
import type { Client } from '../feed/request.ts'
import { createSpacing, type Spacing } from '../feed/spacing.ts'
import type { AsyncLibrary } from '../library/library.ts'

export interface BackfillOptions {
  readonly library: Pick<AsyncLibrary, 'storeList' | 'checkedDays' | 'backfill' | 'saveBackfill'>
  readonly client: Client
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly feedUrl: () => Promise<string>
  /** Whether the network is to be spared, and when that ends. */
  readonly network: {
    isHeld(): Promise<boolean>
    whenFree(signal: AbortSignal): Promise<void>
  }
  readonly onStatus: (status: BackfillStatus | null) => void
  readonly onChanged: (days: readonly Day[]) => void
  readonly onFailed: (day: Day, failure: AppError) => void
  /** What nobody expected; the back-fill is paused. */
  readonly onError: (error: unknown) => void
}

export interface Backfill {
  /** Null if there is none. */
  status(): BackfillStatus | null
  /** Begins with a range (cut to the days that the feed has), in place of any other. Throws `invalid-input` if none is left. */
  start(range: { readonly from: Day; readonly to: Day }): Promise<BackfillStatus>
  pause(): Promise<BackfillStatus | null>
  resume(): Promise<BackfillStatus | null>
  /** Ends it for good; what was fetched stays. */
  cancel(): Promise<null>
  /** Goes on with what a former process left, unless it was paused. */
  restore(): Promise<BackfillStatus | null>
  /** Ends the process's part; the next process goes on. Resolves when the library is no longer used. */
  end(): Promise<void>
}

/** The feed answers 500 requests in 5 minutes; at this pause it is asked for at most 462, and a sync fits beside it. */
const gapMs = 650
/** How long to wait with no network. */
const offlineMs = 60_000

/** A back-fill over a library and a feed; one range at a time. */
export function createBackfill(options: BackfillOptions): Backfill {
  const { library, now } = options
  let status: BackfillStatus | null = null
  const tell: Tell = (next) => {
    status = next
    options.onStatus(status)
  }
  const runner = createRunner(options, tell, () => status)

  async function setPaused(isPaused: boolean): Promise<BackfillStatus | null> {
    await runner.halt()
    const job = await library.backfill()
    if (job === null) return null
    await library.saveBackfill({ ...job, isPaused })
    const { added = 0 } = status ?? {}
    tell({ ...(await standing(options, job)), added, phase: isPaused ? 'paused' : 'running' })
    if (!isPaused) runner.begin(job)
    return status
  }

  return {
    status: () => status,
    async start(range) {
      const from = range.from < firstFeedDay ? firstFeedDay : range.from
      const today = feedDayAt(now())
      const to = range.to > today ? today : range.to
      if (from > to) throw new AppError('invalid-input', 'the feed has no day in this range')
      await runner.halt()
      tell(null)
      const job = { from, to, isPaused: false }
      await library.saveBackfill(job)
      return (await setPaused(false)) ?? standing(options, job)
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    async cancel() {
      await runner.halt()
      await library.saveBackfill(null)
      tell(null)
      return null
    },
    async restore() {
      const job = await library.backfill()
      return job === null ? null : setPaused(job.isPaused)
    },
    end: () => runner.halt(),
  }
}

/** The one run there may be. */
function createRunner(options: BackfillOptions, tell: Tell, status: () => BackfillStatus | null) {
  const spaced = createSpacing({ now: options.now, sleep: options.sleep, gapMs })
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null
  return {
    begin(job: BackfillJob): void {
      const abort = new AbortController()
      const ended = run({ options, spaced, tell, signal: abort.signal }, job)
        .catch((error: unknown) => {
          if (abort.signal.aborted) return
          options.onError(error)
          const last = status()
          if (last !== null) tell({ ...last, phase: 'paused', remainingMs: null })
        })
        .finally(() => {
          running = null
        })
      running = { abort, ended }
    },
    async halt(): Promise<void> {
      running?.abort.abort()
      await running?.ended
    },
  }
}

type Tell = (status: BackfillStatus | null) => void

interface Run {
  readonly options: BackfillOptions
  readonly spaced: Spacing
  readonly tell: Tell
  readonly signal: AbortSignal
}

/** Until every day has been asked for. Days that failed are left for another back-fill, and counted. */
async function run({ options, spaced, tell, signal }: Run, job: BackfillJob): Promise<void> {
  const { library, now } = options
  const days = await daysLeft(options, job)
  let status = await standing(options, job)
  let firstAt = 0
  for (const [index, day] of days.entries()) {
    const outcome = await patientDay(options, day, {
      spaced,
      signal,
      onWait: (failure, until) =>
        tell({ ...status, phase: 'waiting', failure, retryAt: until, remainingMs: null }),
    })
    signal.throwIfAborted()
    if (index === 0) firstAt = now()
    const perDay = (now() - firstAt) / Math.max(index, 1)
    status = {
      ...status,
      day,
      phase: 'running',
      done: status.done + 1,
      added: status.added + outcome.added,
      failed: status.failed + (outcome.isFailed ? 1 : 0),
      remainingMs: index < 2 ? null : Math.round(perDay * (days.length - index - 1)),
      failure: null,
      retryAt: null,
    }
    tell(status)
    if (outcome.added > 0) options.onChanged([day])
  }
  await library.saveBackfill(null)
  tell({ ...status, phase: 'done', remainingMs: 0 })
}

interface Waiting {
  readonly spaced: Spacing
  readonly signal: AbortSignal
  /** Without a failure, for another network. */
  readonly onWait: (failure: BackfillStatus['failure'], until: number | null) => void
}

/** One day, waiting for the network and for the feed's leave as long as it takes. */
async function patientDay(
  options: BackfillOptions,
  day: Day,
  { spaced, signal, onWait }: Waiting,
): Promise<{ readonly added: number; readonly isFailed: boolean }> {
  const { client, now, library, sleep } = options
  for (;;) {
    try {
      if (await options.network.isHeld()) {
        onWait(null, null)
        await options.network.whenFree(signal)
      }
      const feedUrl = await options.feedUrl()
      const list = await spaced(
        () => fetchList({ client, feedUrl, list: dayList(day), now: now(), signal }),
        signal,
      )
      const { added } = await library.storeList(list, now())
      return { added, isFailed: false }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof AppError)) throw error
      const until = waitUntil(error, now())
      if (until === null) {
        options.onFailed(day, error)
        return { added: 0, isFailed: true }
      }
      onWait({ code: error.code, detail: null }, until)
      await sleep(until - now(), signal)
    }
  }
}

/** The instant of the next try after a failure that is not the day's own; null for one that is. Library failures end all. */
function waitUntil(failure: AppError, now: number): number | null {
  if (failure.code === 'offline') return now + offlineMs
  if (failure.code === 'rate-limited') {
    const retryAt = failure.detail?.['retryAt']
    return Math.max(typeof retryAt === 'number' ? retryAt : 0, now + 1000)
  }
  if (failure.code === 'feed-unavailable' || failure.code === 'feed-changed') return null
  throw failure
}

async function daysLeft({ library }: BackfillOptions, { from, to }: BackfillJob): Promise<readonly Day[]> {
  const answered = new Set((await library.checkedDays(from, to)).map((item) => item.day))
  const days: Day[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) if (!answered.has(day)) days.push(day)
  return days
}

/** The status of a run that has only begun. */
async function standing(options: BackfillOptions, job: BackfillJob): Promise<BackfillStatus> {
  const { from, to } = job
  const total = daysBetween(from, to) + 1
  const done = total - (await daysLeft(options, job)).length
  const nothing = { day: null, added: 0, failed: 0, remainingMs: null, failure: null, retryAt: null }
  return { from, to, phase: 'running', done, total, ...nothing }
}
