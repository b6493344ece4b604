/** What a search says in words. */
import type { SearchCount } from '../shared/contract.ts'
import type { SearchOrder } from '../shared/search-matches.ts'
import { operatorOf } from '../shared/search-operators.ts'
import type { QueryProblem } from '../shared/search-query.ts'
import type { SimilarPaper } from '../shared/similar.ts'
import { counted, number } from './format.ts'

const orderNames: Readonly<Record<SearchOrder, string>> = {
  relevance: 'Best first',
  newest: 'Newest first',
}

/** The name of an order of hits, as the button says it. */
export function searchOrderName(order: SearchOrder): string {
  return orderNames[order]
}

/** What is wrong with a part of a query. The button beside it says what was probably meant. */
export function problemSentence({ kind, operator, value }: QueryProblem): string {
  const wants = operatorOf(operator)?.wants ?? ''
  switch (kind) {
    case 'no-value':
      return `${operator}: wants ${wants}, right after the colon.`
    case 'unknown-value':
      return `${operator}: does not know “${value}”. It wants ${wants}.`
    case 'unknown-operator':
      return `There is no ${operator}: to search by.`
  }
}

/** How much was found: "1,630 papers", or "200 papers and more" while they are not counted. */
export function foundSentence(shown: number, limit: number, count: SearchCount | null): string {
  if (count !== null && count.count > 0) return counted(Math.max(shown, count.count), 'paper')
  return shown < limit ? counted(shown, 'paper') : `${number(shown)} papers and more`
}

/** Some papers cannot be found yet. */
export function pendingSentence(pending: number): string {
  return `${counted(pending, 'paper')} still to be read into the index.`
}

/** "Nothing matches “hyrda head”." */
export function nothingMatches(text: string): string {
  return `Nothing matches “${text.trim()}”.`
}

/** What two papers have in common: "latent, action, robot · by the same author". */
export function sharedSentence({ words, sharedAuthors }: SimilarPaper): string {
  const by = sharedAuthors === 0 ? '' : `by ${sharedAuthors === 1 ? 'an author' : 'authors'} of this paper`
  return [words.join(', '), by].filter(Boolean).join(' · ')
}
