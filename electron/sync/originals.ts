/**
 * Fetches the originals of papers that have none, in the background: it begins when a sync has ended, takes as long as
 * arXiv's pace asks for, and holds up nothing. What failed is tried again after the next sync.
 */
import type { Day } from '../../src/shared/days.ts'
import { AppError } from '../../src/shared/errors.ts'
import { batchSize, type Arxiv } from '../feed/arxiv.ts'
import type { AsyncLibrary } from '../library/library.ts'

export interface OriginalsOptions {
  readonly library: Pick<AsyncLibrary, 'papersWithoutOriginal' | 'storeOriginals'>
  readonly arxiv: Arxiv
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Whether the reader wants arXiv to be asked at all. */
  readonly isWanted: () => Promise<boolean>
  /** Papers of these days have their original now. */
  readonly onChanged: (days: readonly Day[]) => void
  /** Why a run ended early: an AppError of the network, or what nobody expected. */
  readonly onError: (error: unknown) => void
}

export interface Originals {
  /** Begins unless under way. */
  start(): void
  stop(): void
  /** Resolves when no run is under way. Wait for it before the library is closed. */
  whenIdle(): Promise<void>
}

/** The fetching of originals over a library and arXiv; one run at a time. */
export function createOriginals(options: OriginalsOptions): Originals {
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null

  function start(): void {
    if (running !== null) return
    const abort = new AbortController()
    const ended = run(options, abort.signal)
      .catch((error: unknown) => {
        if (!abort.signal.aborted || error instanceof AppError) options.onError(error)
      })
      .finally(() => {
        running = null
      })
    running = { abort, ended }
  }

  return {
    start,
    stop: () => running?.abort.abort(),
    async whenIdle() {
      await running?.ended
    },
  }
}

/** Batch after batch until none is wanted; storing marks every paper asked for, so that the end comes. */
async function run(options: OriginalsOptions, signal: AbortSignal): Promise<void> {
  const { library, arxiv, now } = options
  while (!signal.aborted && (await options.isWanted())) {
    const ids = await library.papersWithoutOriginal(batchSize)
    if (ids.length === 0) return
    const found = await arxiv.originals(ids, signal)
    const days = await library.storeOriginals(ids, found, now())
    if (days.length > 0) options.onChanged(days)
  }
}
