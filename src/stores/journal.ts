/** The journal as far as it was fetched, and why a command could not be reverted. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { JournalEntry, RevertObstacle } from '../shared/reviews.ts'

export interface JournalState {
  readonly status: 'loading' | 'ready' | 'failed'
  /** Newest first, without gaps. */
  readonly entries: readonly JournalEntry[]
  /** Where the older ones begin; null if all are here. */
  readonly next: number | null
  readonly refused: { readonly commandId: string; readonly obstacle: RevertObstacle } | null
}

/** A new store with nothing fetched. */
export function createJournalStore(): StoreApi<JournalState> {
  return createStore<JournalState>(() => ({ status: 'loading', entries: [], next: null, refused: null }))
}
