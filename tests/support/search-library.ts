/** Libraries of a few papers to search in. */
import { expect } from 'vitest'
import type { IncomingPaper } from '../../src/shared/domain.ts'
import type { TempLibrary } from './temp-library.ts'
import { makeList, makePaper, tempLibrary } from './temp-library.ts'

/** Stores papers on one day and gives the library with the id of each paper by its title. */
export function libraryOf(papers: readonly Partial<IncomingPaper>[], day = '2026-06-22'): TempLibrary {
  const temp = tempLibrary()
  const full = papers.map((paper, index) =>
    makePaper({
      arxivId: `2606.${String(index + 10_000)}`,
      authors: [],
      aiSummary: null,
      keywords: [],
      organization: null,
      githubRepo: null,
      ...paper,
    }),
  )
  temp.library.storeList(makeList(`day:${day}`, full), temp.now)
  return temp
}

/** Titles of what a search finds, in its order. */
export function titles(
  temp: TempLibrary,
  text: string,
  order: 'relevance' | 'newest' = 'relevance',
): string[] {
  const { ids, rows } = temp.library.search({ text, order, limit: 200 }, 200)
  expect(rows.map((row) => row.id)).toEqual(ids)
  return rows.map((row) => row.title.feed ?? row.title.original ?? '')
}

/** Asks until everything stored is in the index. */
export function settle(temp: TempLibrary): void {
  while (temp.library.search({ text: 'x', order: 'newest', limit: 1 }, 0).pending > 0);
}
