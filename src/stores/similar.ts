/** The papers like the open one, and whether the reader wants to see them. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PaperId } from '../shared/domain.ts'
import type { SimilarPaper } from '../shared/similar.ts'

export interface SimilarState {
  /** Whether the section below a paper is unfolded; it stays so from paper to paper. */
  readonly isOpen: boolean
  /** The paper that `papers` are like; null before the first answer. */
  readonly of: PaperId | null
  readonly papers: readonly SimilarPaper[]
}

/** A new store, with nothing asked. */
export function createSimilarStore(): StoreApi<SimilarState> {
  return createStore<SimilarState>(() => ({ isOpen: false, of: null, papers: [] }))
}
