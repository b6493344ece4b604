/**
 * A Daily Papers page saved as HTML. Hugging Face writes the list into the page as data, in an attribute `data-props`
 * whose JSON has `dailyPapers`, with the same entries as the API; nothing else of the page is looked at, so none of its
 * markup is ever interpreted.
 */
import type { Day } from '../../src/shared/days.ts'
import type { IncomingList } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { readResponse } from './saved-response.ts'

/** A page has a handful of such attributes with a list in it; one made to waste time has more. */
const mostCandidates = 8

/**
 * The lists in a saved page, as `readResponse` gives them. Null if the text is no HTML. Throws `invalid-input` for HTML
 * without a list in it.
 */
export function readSavedHtml(text: string, name: string, latest: Day): readonly IncomingList[] | null {
  if (!/^\ufeff?\s*<(?:!doctype html|html|!--)/i.test(text.slice(0, 1000))) return null
  for (const props of candidatesIn(text)) {
    const entries = entriesOf(props)
    const lists = entries === null ? null : readResponse(entries, name, latest)
    if (lists !== null) return lists
  }
  throw new AppError('invalid-input', 'this page has no list of papers in it')
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
