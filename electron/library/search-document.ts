/**
 * A paper as the search index has it: its texts folded into words by the same functions that fold a query. What the index
 * is given is never shown, so it may hold words, pieces of formulas and signs of our own.
 */
import { wordsOf } from '../../src/shared/fold-text.ts'
import { formulasOf } from '../../src/shared/formula-text.ts'

/** What the index is made from. Lists are JSON text, names are lines. */
export interface SearchSource {
  readonly arxiv_id: string | null
  readonly title_feed: string | null
  readonly title_original: string | null
  readonly abstract_feed: string | null
  readonly abstract_original: string | null
  readonly author_names: string
  readonly organization: string | null
  readonly ai_summary: string | null
  readonly keywords: string
  /** arXiv's. */
  readonly categories: string | null
  readonly note: string | null
  readonly tags: string
}

/** The columns of papers_fts. */
export interface SearchDocument {
  readonly title: string
  readonly authors: string
  readonly abstract: string
  readonly note: string
  readonly tags: string
  readonly keywords: string
  readonly summary: string
  /** Words that no text has: what a paper is, not what it says. */
  readonly signs: string
}

// Characters for private use are in no folded word, so that no word can be mistaken for one of these.
const boundary = '\uE000'
/** Stands in every document: what is left when something is taken away from everything. */
export const everyDocument = '\uE001'
const formulaMark = '\uE002'
const categoryMark = '\uE003'

/** More of a formula than anybody looks for. */
const longestFormula = 200
const mostFormulas = 120

export function documentOf(source: SearchSource): SearchDocument {
  return {
    title: both(source.title_original, source.title_feed),
    authors: separate([...source.author_names.split('\n'), source.organization ?? '']),
    abstract: both(source.abstract_original, source.abstract_feed),
    note: both(source.note, null),
    tags: separate(strings(source.tags)),
    keywords: separate([...strings(source.keywords), source.arxiv_id ?? '']),
    summary: both(source.ai_summary, null),
    signs: `${everyDocument} ${categoryWords(source.categories)}`,
  }
}

/** More of a kept text than papers have; what is beyond is an appendix of an appendix. */
const longestBody = 400_000

/** A kept full text as the index has it. */
export function bodyOf(text: string): string {
  return both(text.slice(0, longestBody), null)
}

/**
 * The words of arXiv's text, after them those that only the feed's has (what it made of the TeX), and the formulas of
 * both.
 */
function both(original: string | null, feed: string | null): string {
  const words = folded(original ?? feed ?? '')
  const more = original === null || feed === null ? [] : wordsBeyond(words, feed)
  return [words, ...more, ...formulaWords([original, feed])].join(` ${boundary} `)
}

function wordsBeyond(words: string, feed: string): string[] {
  const known = new Set(words.split(' '))
  const more = wordsOf(feed).filter((word) => !known.has(word.text))
  return more.length === 0 ? [] : [more.map((word) => word.text).join(' ')]
}

function folded(text: string): string {
  return wordsOf(withoutTex(text))
    .map((word) => word.text)
    .join(' ')
}

/** The text without the names of the commands that only set type: \\textbf{deep} is the word deep. */
export function withoutTex(text: string): string {
  return text.includes('\\') ? text.replace(/\\[a-zA-Z]+\s*\{/g, ' {') : text
}

/** Texts of which no phrase leads into the next one. */
function separate(texts: readonly string[]): string {
  return texts.map(folded).join(` ${boundary} `)
}

/** An arXiv category as one word of the index. */
export function categoryWord(category: string): string {
  return categoryMark + category.toLowerCase().replace(/[^a-z]/g, '\uFF0E')
}

/** Each category and the archive that it belongs to. */
function categoryWords(json: string | null): string {
  const categories = json === null ? [] : strings(json)
  const archives = categories.map((category) => category.split('.')[0] ?? category)
  return [...new Set([...categories, ...archives])].map(categoryWord).join(' ')
}

/** The formulas of texts, each as a phrase of pieces. */
function formulaWords(texts: readonly (string | null)[]): string[] {
  const keys = new Set<string>()
  for (const text of texts) {
    if (text !== null) for (const span of formulasOf(text)) keys.add(span.key.slice(0, longestFormula))
  }
  return [...keys].slice(0, mostFormulas).map((key) => formulaParts(key).join(' '))
}

/** A formula as overlapping pieces of three characters, so that any part of it can be found as a phrase of pieces. */
export function formulaParts(key: string): string[] {
  const characters = [...key]
  const parts: string[] = []
  for (let at = 0; at === 0 || at + 2 < characters.length; at++) {
    parts.push(
      formulaMark +
        characters
          .slice(at, at + 3)
          .map(asLetter)
          .join(''),
    )
  }
  return parts
}

/** Signs in their full width: the index takes signs of ASCII for the space between words. */
function asLetter(character: string): string {
  return /[!-/:-@[-`{-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character
}

/** A list of texts that this library wrote as JSON itself. */
function strings(json: string): readonly string[] {
  const list: readonly string[] = JSON.parse(json)
  return list
}
