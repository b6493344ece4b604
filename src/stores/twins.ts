/** Papers that may be here twice, as far as the reader has not said what they are. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PaperId } from '../shared/domain.ts'
import type { TwinPair } from '../shared/similar.ts'

export interface TwinsState {
  readonly pairs: readonly TwinPair[]
  readonly status: 'unknown' | 'ready'
}

/** A new store, before anything was asked. */
export function createTwinsStore(): StoreApi<TwinsState> {
  return createStore<TwinsState>(() => ({ pairs: [], status: 'unknown' }))
}

/** The first pair that a paper belongs to. */
export function pairOf({ pairs }: TwinsState, id: PaperId): TwinPair | undefined {
  return pairs.find(({ one, other }) => one.id === id || other.id === id)
}
