/** Papers like another one, and papers that are here twice. */
import type { PaperId, PaperRow } from './domain.ts'

export interface SimilarPaper {
  readonly id: PaperId
  /** From 0 on; 1 is the same text. */
  readonly likeness: number
  /** What both are about: folded words, the most telling first. */
  readonly words: readonly string[]
  readonly sharedAuthors: number
}

export interface SimilarPapers {
  /** The nearest first. */
  readonly papers: readonly SimilarPaper[]
  /** Their rows, in the same order. */
  readonly rows: readonly PaperRow[]
}

/** Two papers whose titles are nearly the same, so that they may be one. */
export interface TwinPair {
  readonly one: PaperRow
  readonly other: PaperRow
}
