import { COMMAND_NAMES } from './command-names.ts'
import type { Tokens } from './tokens.ts'

/** A run of tokens, both ends included, with the largest probability in it. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly top: number
}

/** How far the other half of a bracket may be. */
const REACH = 10
const OPENING = '([{'
const CLOSING = ')]}'

/**
 * Spans with whole brackets: one that opens a bracket goes on to its end, one that closes a bracket starts with
 * it, where only mathematics can stand between, and else ends before it; overlapping spans are joined.
 */
export function balanceSpans(tokens: Tokens, spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans) {
    const whole = completed(tokens, span)
    const last = out.at(-1)
    if (last && whole.from <= last.to) {
      const from = Math.min(last.from, whole.from)
      out[out.length - 1] = { from, to: Math.max(last.to, whole.to), top: Math.max(last.top, whole.top) }
    } else out.push(whole)
  }
  return out
}

function completed(tokens: Tokens, span: Span): Span {
  const open: string[] = []
  const strays: number[] = []
  for (let at = span.from; at <= span.to; at++) {
    const word = tokens.words[at] ?? ''
    const closing = word.length === 1 ? CLOSING.indexOf(word) : -1
    if (word.length === 1 && OPENING.includes(word)) open.push(word)
    else if (closing >= 0 && open.pop() === undefined) strays.push(at)
  }
  let to = open.length === 0 ? span.to : (follow(tokens, span.to, open.length, 1) ?? span.to)
  if (strays.length === 0) return { ...span, to }
  const from = follow(tokens, span.from, strays.length, -1)
  // `(for every k)`: the bracket opens in the text.
  if (from === null) while (strays.at(-1) === to && to > span.from) to = strays.pop()! - 1
  return { from: from ?? span.from, to, top: span.top }
}

/** The token where `missing` brackets are matched, walking from `at` in `direction`; null where text comes first. */
function follow({ words, spaced }: Tokens, at: number, missing: number, direction: 1 | -1): number | null {
  const more = direction === 1 ? OPENING : CLOSING
  const fewer = direction === 1 ? CLOSING : OPENING
  let depth = missing
  for (let k = at + direction; Math.abs(k - at) <= REACH && k >= 0 && k < words.length; k += direction) {
    const word = words[k] ?? ''
    if (word.length === 1 && more.includes(word)) depth++
    else if (word.length === 1 && fewer.includes(word)) {
      depth--
      if (depth === 0) return k
    } else if (isProse(word) || (word === '.' && (spaced[k + 1] ?? 1) === 1)) return null
  }
  return null
}

function isProse(word: string): boolean {
  return (
    word === '\u0000' || word === ';' || (word.length > 1 && /^\p{L}/u.test(word) && !COMMAND_NAMES.has(word))
  )
}
