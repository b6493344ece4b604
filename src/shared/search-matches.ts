/** Where in a text stands what a query asks for: highlights and snippets, as data. Pure, both processes. */
import type { PaperId } from './domain.ts'
import { wordsOf } from './fold-text.ts'
import type { Word } from './fold-text.ts'
import { formulasOf } from './formula-text.ts'
import type { TextField } from './search-operators.ts'
import type { SearchQuery, TextTerm } from './search-query.ts'

/** A stretch of text, UTF-16. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** A piece of a text on one line, with what is to be highlighted in it. */
export interface Excerpt {
  readonly text: string
  readonly marks: readonly Stretch[]
}

/** Hits by how well they fit, or newest first. */
export const searchOrders = ['relevance', 'newest'] as const
export type SearchOrder = (typeof searchOrders)[number]

/** What of a found paper answers the query, and in which of its texts that stands. */
export interface FoundPaper extends Excerpt {
  readonly id: PaperId
  readonly source: 'note' | 'abstract' | 'summary' | 'authors' | 'keywords' | 'text'
}

/** What of `text` answers the query, in order and without overlaps. `field` says which of a paper's texts it is. */
export function matchesIn(text: string, query: SearchQuery, field: TextField | null): Stretch[] {
  const terms = query.terms.filter(
    (term): term is TextTerm =>
      term.kind === 'text' && !term.isNegated && (term.field === null || term.field === field),
  )
  if (terms.length === 0) return []
  const words = wordsOf(text)
  const found: Stretch[] = []
  for (const term of terms) {
    if (term.formula !== null) addFormulas(found, text, term.formula)
    if (term.formula === null || term.words.length > 1) addPhrases(found, words, term)
  }
  return merged(found)
}

function addFormulas(found: Stretch[], text: string, formula: string): void {
  for (const span of formulasOf(text)) if (span.key.includes(formula)) found.push(span)
}

function addPhrases(found: Stretch[], words: readonly Word[], term: TextTerm): void {
  const last = term.words.length - 1
  for (let at = 0; at + last < words.length; at++) {
    const [first, end] = [words[at], words[at + last]]
    if (first === undefined || end === undefined || !fits(words, at, term)) continue
    found.push({ start: first.start, end: end.end })
  }
}

/** Whether the words of the term stand at `at`. */
function fits(words: readonly Word[], at: number, term: TextTerm): boolean {
  for (let index = 0; index < term.words.length; index++) {
    const [word, wanted] = [words[at + index]?.text ?? '', term.words[index] ?? '']
    const isBeginning = term.isPrefix && index === term.words.length - 1
    if (isBeginning ? !word.startsWith(wanted) : word !== wanted) return false
  }
  return true
}

function merged(found: Stretch[]): Stretch[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of found.sort((one, other) => one.start - other.start)) {
    const last = result.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}

/**
 * The part of `text`, at most about `length` long, that holds most of `matches`: from a little before the first of them,
 * which is seen also where a row has no room for the rest.
 */
export function bestStretch(text: string, matches: readonly Stretch[], length: number): Stretch {
  let best = 0
  let bestCount = 0
  matches.forEach((match, index) => {
    const count = matches.slice(index).findIndex((other) => other.end > match.start + length)
    const held = count === -1 ? matches.length - index : count
    if (held > bestCount) [best, bestCount] = [index, held]
  })
  const first = matches[best]?.start ?? 0
  const start = wordStart(text, Math.max(0, first - Math.round(length / 5)))
  return { start, end: wordEnd(text, Math.min(text.length, start + length)) }
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.slice(at, at + 24).search(/\s\S/)
  return space === -1 ? afterPair(text, at) : at + space + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(Math.max(0, at - 24), at).search(/\s\S*$/)
  return space === -1 ? afterPair(text, at) : Math.max(0, at - 24) + space
}

/** Not between the two halves of one character. */
function afterPair(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at
}
