/** Papers like another one, as the library tells them. */
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
