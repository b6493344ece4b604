/**
 * A Daily Papers page saved as HTML. Hugging Face writes the list into the page as data, in an attribute `data-props`
 * whose JSON has `dailyPapers`, with the same entries as the API. A page without it, as browsers and extensions save them
 * when they rewrite what they save, is read as the text that it shows, with the ids of its links; and one that shows
 * too little still names papers.
 */
import type { Day } from '../../src/shared/days.ts'
import type { ArxivId, IncomingList, IncomingPaper } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { pageTextOf, wordsOf, type PageText } from './page-text.ts'
import { readSavedPage } from './saved-page.ts'
import { readResponse } from './saved-response.ts'

/** A page has a handful of such attributes with a list in it; one made to waste time has more. */
const mostCandidates = 8

/** Lists that can be stored as they are, or papers that are known by their ids only. */
export type SavedHtml =
  | { readonly lists: readonly IncomingList[]; readonly named: null }
  | { readonly lists: null; readonly named: readonly ArxivId[] }

/**
 * What is in a saved page; null if the text is no HTML. `latest` is the latest feed day there can be, `today` the
 * reader's day. Throws `invalid-input` for HTML that has neither a list nor a link to a paper.
 */
export function readSavedHtml(
  text: string,
  name: string,
  { latest, today }: { readonly latest: Day; readonly today: Day },
): SavedHtml | null {
  if (!/^\ufeff?\s*<(?:!doctype html|html|!--|head|body)/i.test(text.slice(0, 1000))) return null
  for (const props of candidatesIn(text)) {
    const entries = entriesOf(props)
    const lists = entries === null ? null : readResponse(entries, name, latest)
    if (lists !== null) return { lists, named: null }
  }
  const page = pageTextOf(text)
  const list = shownList(page, name, today)
  if (list !== null) return { lists: [list], named: null }
  if (page.links.length > 0) return { lists: null, named: [...new Set(page.links.map(({ id }) => id))] }
  throw new AppError('invalid-input', 'this page has no list of papers in it')
}

/** The list that a page shows, its papers with the ids of the links that have their titles; null if it shows none. */
function shownList({ text, links }: PageText, name: string, today: Day): IncomingList | null {
  const ids = new Map<string, Set<ArxivId>>()
  for (const { words, id } of links) ids.set(words, (ids.get(words) ?? new Set()).add(id))
  const taken = new Set<ArxivId>()
  const withId = (paper: IncomingPaper): IncomingPaper => {
    const [id, ...others] = ids.get(wordsOf(paper.title)) ?? []
    if (id === undefined || others.length > 0 || taken.has(id)) return paper
    taken.add(id)
    return { ...paper, arxivId: id }
  }
  try {
    const list = readSavedPage(text, name, today)
    return { ...list, papers: list.papers.map(withId) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid-input') return null
    throw error
  }
}

/** The attributes that may hold a list, decoded. */
function candidatesIn(text: string): readonly string[] {
  const found: string[] = []
  const opening = 'data-props="'
  for (let at = text.indexOf(opening); at >= 0 && found.length < mostCandidates;) {
    const from = at + opening.length
    const to = text.indexOf('"', from)
    if (to < 0) break
    const value = text.slice(from, to)
    if (value.includes('dailyPapers')) found.push(decoded(value))
    at = text.indexOf(opening, to)
  }
  return found
}

/** The entries as the API would answer them, as JSON; null if there are none. */
function entriesOf(props: string): string | null {
  try {
    const value: unknown = JSON.parse(props)
    const isObject = typeof value === 'object' && value !== null && 'dailyPapers' in value
    return isObject && Array.isArray(value.dailyPapers) ? JSON.stringify(value.dailyPapers) : null
  } catch {
    return null
  }
}

const named: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: '\u00a0',
}

/** Text of an attribute. References that are unknown, or name no character, stay as they are. */
function decoded(value: string): string {
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, word) => {
    if (typeof word === 'string') return named[word] ?? whole
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
