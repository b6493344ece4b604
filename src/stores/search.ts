/** The search on the screen: what is asked, and what is known of the answer besides its rows. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SearchCount } from '../shared/contract.ts'
import type { PaperId } from '../shared/domain.ts'
import type { FoundPaper, SearchOrder } from '../shared/search-matches.ts'
import { parseQuery, type SearchQuery } from '../shared/search-query.ts'

export interface SearchState {
  /** What stands in the field. */
  readonly text: string
  readonly order: SearchOrder
  /** The search that the list on the screen answers; null before the first answer. */
  readonly answered: { readonly text: string; readonly query: SearchQuery } | null
  /** Papers that were asked for: fewer answers are all there are. */
  readonly limit: number
  /** What of each paper answers, as far as it was fetched; null where only the title does. */
  readonly found: ReadonlyMap<PaperId, FoundPaper | null>
  /** All hits, once they were counted. */
  readonly count: SearchCount | null
  /** Papers that are not in the index yet. */
  readonly pending: number
  /** What the saved searches find, by their text, as last counted. */
  readonly savedCounts: ReadonlyMap<string, number>
  /** The saved search whose name is being written, and the one whose menu was opened last, by their text. */
  readonly renaming: string | null
  readonly menuOf: string | null
  /** The paper that the search names with `like:`, and its title, once that is known. */
  readonly like: { readonly paper: string; readonly title: string } | null
  /** Whether a call is under way, so that the next one waits and only the newest text is asked for. */
  readonly isAsking: boolean
}

/** Papers asked for at first. */
export const firstLimit = 200

/** A new store of the search, with nothing asked. */
export function createSearchStore(): StoreApi<SearchState> {
  return createStore<SearchState>(() => ({
    text: '',
    order: 'relevance',
    answered: null,
    limit: firstLimit,
    found: new Map(),
    count: null,
    pending: 0,
    savedCounts: new Map(),
    renaming: null,
    menuOf: null,
    like: null,
    isAsking: false,
  }))
}

/** What is asked by a text that asks for nothing. */
export const emptyQuery: SearchQuery = parseQuery('')
