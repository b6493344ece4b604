/** What is being fetched of the feed besides the sync: a list that was asked for, and a range of history. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Announced } from '../shared/announcements.ts'
import type { BackfillStatus, ListName } from '../shared/domain.ts'
import type { Failure } from '../shared/errors.ts'
import type { NetworkFacts } from '../shared/network.ts'

export interface FeedState {
  /** The list that is being asked for. */
  readonly fetching: ListName | null
  /** The list that was asked for last and did not come, and why. */
  readonly failed: { readonly list: ListName; readonly failure: Failure } | null
  /** Null if there is none. */
  readonly backfill: BackfillStatus | null
  /** arXiv's newest lists; null until they were asked for. */
  readonly announced: Announced | null
  readonly network: NetworkFacts
}

/** A new store, with nothing under way. */
export function createFeedStore(): StoreApi<FeedState> {
  return createStore<FeedState>(() => ({
    fetching: null,
    failed: null,
    backfill: null,
    announced: null,
    network: { isMetered: false, isOnline: true },
  }))
}
