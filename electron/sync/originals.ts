/**
 * Fetches the originals of papers that have none, in the background: it begins when a sync has ended, takes as long as
 * arXiv's pace asks for, and holds up nothing. What failed is tried again after the next sync.
 */
import type { Day } from '../../src/shared/days.ts'
import { batchSize, type Arxiv } from '../feed/arxiv.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { createBackground, type Background } from './background.ts'

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

/** The fetching of originals over a library and arXiv. */
export function createOriginals(options: OriginalsOptions): Background {
  return createBackground((signal) => run(options, signal), options.onError)
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
