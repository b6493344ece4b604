import { balanceSpans, type Span } from './balance-spans.ts'
import { COMMAND_NAMES, LETTER_NAMES } from './command-names.ts'
import { describe } from './features.ts'
import type { RecoveryModel } from './recovery-model.ts'
import type { Range } from './segment.ts'
import { tokenise, type Tokens } from './tokens.ts'
import { addVotes } from './word-votes.ts'

/** Formulas that the model finds in text without delimiters, ordered; `closed` ranges stay as they are. */
export function findFormulas(text: string, closed: readonly Range[], model: RecoveryModel): Range[] {
  const tokens = tokenise(text, closed, model.vocabulary)
  const described = describe(tokens, model.fields)
  const scores = model.scores(tokens.infos, described)
  addVotes(tokens.infos, described.candidates, {
    likely: probabilities(described.candidates, scores),
    scores,
  })
  const likely = probabilities(described.candidates, scores)
  return rangesOf(tokens, described.candidates, { likely, threshold: model.threshold })
}

/** Runs of likely candidates, whole and plausible, as ranges of the text. */
function rangesOf(tokens: Tokens, candidates: Int32Array, { likely, threshold }: Likely): Range[] {
  const spans = spansOf(tokens, candidates, { likely, threshold })
  const whole = balanceSpans(
    tokens,
    spans.map((span) => withArgument(tokens, span)),
  )
  return settled(tokens, whole).map(({ from, to }) => ({
    start: tokens.starts[from] ?? 0,
    end: tokens.ends[to] ?? 0,
  }))
}

/** The probability of each candidate to be mathematics, over all labellings of its chain of neighbours. */
function probabilities(candidates: Int32Array, scores: Float32Array): Float64Array {
  const count = candidates.length
  const out = new Float64Array(count)
  const forward = new Float64Array(count * 2)
  for (let from = 0, to = 0; from < count; from = to) {
    to = from + 1
    while (to < count && candidates[to] === (candidates[to - 1] ?? 0) + 1) to++
    forwardPass(forward, scores, from, to)
    backwardPass(out, { forward, scores }, from, to)
  }
  return out
}

function forwardPass(forward: Float64Array, scores: Float32Array, from: number, to: number): void {
  for (let k = from; k < to; k++) {
    const outside = k === from ? 0 : (forward[k * 2 - 2] ?? 0)
    const inside = k === from ? -Infinity : (forward[k * 2 - 1] ?? 0)
    forward[k * 2] = logSum(outside, inside + (scores[k * 3 + 2] ?? 0))
    forward[k * 2 + 1] = logSum(outside + (scores[k * 3] ?? 0), inside + (scores[k * 3 + 1] ?? 0))
  }
}

interface Pass {
  readonly forward: Float64Array
  readonly scores: Float32Array
}

function backwardPass(out: Float64Array, { forward, scores }: Pass, from: number, to: number): void {
  let outside = 0
  let inside = 0
  for (let k = to - 1; k >= from; k--) {
    const odds = (forward[k * 2 + 1] ?? 0) + inside - (forward[k * 2] ?? 0) - outside
    out[k] = 1 / (1 + Math.exp(-odds))
    const next = logSum(outside, (scores[k * 3] ?? 0) + inside)
    inside = logSum((scores[k * 3 + 2] ?? 0) + outside, (scores[k * 3 + 1] ?? 0) + inside)
    outside = next
  }
}

function logSum(a: number, b: number): number {
  const high = a > b ? a : b
  const low = a > b ? b : a
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high))
}

interface Likely {
  readonly likely: Float64Array
  readonly threshold: number
}

function spansOf(tokens: Tokens, candidates: Int32Array, { likely, threshold }: Likely): Span[] {
  const out: Span[] = []
  for (let k = 0; k < candidates.length; k++) {
    const probability = likely[k] ?? 0
    const token = candidates[k] ?? 0
    const last = out.at(-1)
    const goesOn = last?.to === token - 1
    if (probability < (!goesOn && isBase(tokens, token) ? BASE_ALONE : threshold)) continue
    if (last && goesOn) {
      out[out.length - 1] = { from: last.from, to: token, top: Math.max(last.top, probability) }
    } else out.push({ from: token, to: token, top: probability })
  }
  return out
}

/** What is nothing without the token that follows. */
const NEEDS_ARGUMENT =
  /^(?:[_^]|(?:wide)?(?:hat|tilde)|bar|vec|overline|underline|sqrt|math(?:cal|bb|bf|rm|frak|scr|sf|it)|boldsymbol)$/

/** The span with the argument of what it ends with: `mathcal V`, `La_x`. */
function withArgument(tokens: Tokens, span: Span): Span {
  const isComplete = !NEEDS_ARGUMENT.test(tokens.words[span.to] ?? '')
  const next = tokens.words[span.to + 1] ?? ''
  return isComplete || next.length > 12 || !/^[\p{L}\d{]/u.test(next) ? span : { ...span, to: span.to + 1 }
}

/** Whether a name of two letters or more carries a script: `TiSe_2`, where authors write only `_2` as mathematics. */
function isBase({ words, spaced }: Tokens, token: number): boolean {
  const isGlued = spaced[token + 1] === 0 && /^[_^]$/.test(words[token + 1] ?? '')
  return isGlued && /^\p{L}{2}/u.test(words[token] ?? '') && !COMMAND_NAMES.has(words[token] ?? '')
}

const STRONG = /^(?:[\^_=<>]|[\u0370-\u03ff]|[\u2190-\u22ff±×])$/

/** What is written the same in plain text: `p < 0.001`, `N=12`, `>75%`, `10 times`. */
const PLAIN = /^(?:(?:[pPrRnNtF] ?)?[<>=]{1,2} ?[\d.,%]+|[\d.,]* ?times)$/
/** How likely the base of a script must be to be part of the formula. */
const BASE_ALONE = 0.65

/**
 * How likely formulas must be in a text that shows no other mathematics: with a sign of it and without, words,
 * `10 times`, `>75%`; and words in a text that shows one other sign.
 */
const ALONE = { strong: 0.7, weak: 0.65, word: 0.8, times: 0.6, comparison: 0.7 }
const WORD_NEARLY_ALONE = 0.6

/** What cannot have been between dollars: TeX that kept its backslash, and names such as `slow_think`. */
function isNoFormula({ words, spaced, text }: Tokens, { from, to }: Span): boolean {
  // Where a dollar is left over the pairs were shifted, and formulas stand outside of them.
  if (!text.includes('$')) {
    if (words[from - 1] === '\\' && spaced[from] === 0) return true
    if (words.slice(from, to + 1).includes('\\')) return true
  }
  const sign = words[from] === '_' ? from : from + 1
  const isGlued = spaced[sign] === 0 && spaced[sign + 1] === 0
  if (words[sign] !== '_' || to !== sign + 1 || !isGlued || !/^[a-z]{3}/.test(words[to] ?? '')) return false
  return (sign === from || /^[a-z]{3}/.test(words[from] ?? '')) && !COMMAND_NAMES.has(words[to] ?? '')
}

/** Drops what is only a number, and what a text without other mathematics makes too unlikely. */
function settled(tokens: Tokens, spans: readonly Span[]): Span[] {
  const { words, text, starts, ends } = tokens
  const strength = spans.map(({ from, to }) => {
    const source = text.slice(starts[from], ends[to])
    if (PLAIN.test(source) && !/\dtimes$/.test(source)) return 0
    return words.slice(from, to + 1).filter((word) => isStrong(word)).length
  })
  const total = strength.reduce((sum, count) => sum + count, 0)
  const kept = spans.filter((span, index) => {
    const inside = words.slice(span.from, span.to + 1)
    if (inside.every((word) => /^[\d.,%+\-:/(){}~]/.test(word)) || isNoFormula(tokens, span)) return false
    const own = strength[index] ?? 0
    const others = total - own
    const source = text.slice(starts[span.from], ends[span.to])
    if (others > 1) return true
    if (others > 0) return span.top >= (/^[A-Za-z]{2}/.test(source) ? WORD_NEARLY_ALONE : 0)
    if (own > 0) return span.top >= ALONE.strong
    if (source.endsWith('times')) return span.top >= ALONE.times
    if (PLAIN.test(source)) return !/^[pP]/.test(source) && span.top >= ALONE.comparison
    return span.top >= (inside.some(isWordy) ? ALONE.word : ALONE.weak)
  })
  return kept.map((span) => withoutDegreeBase(tokens, span))
}

/** `360^{circ}`: the number is text, as authors write it. */
function withoutDegreeBase({ words }: Tokens, span: Span): Span {
  const isDegree =
    words[span.from + 1] === '^' && /^\d/.test(words[span.from] ?? '') && span.to - span.from < 5
  return isDegree &&
    words
      .slice(span.from + 2, span.to + 1)
      .join('')
      .replace(/[{}]/g, '') === 'circ'
    ? { ...span, from: span.from + 1 }
    : span
}

function isWordy(word: string): boolean {
  return /^[A-Za-z]{2}/.test(word) && (!COMMAND_NAMES.has(word) || LETTER_NAMES.has(word))
}

function isStrong(word: string): boolean {
  return STRONG.test(word) || (word.length > 1 && COMMAND_NAMES.has(word))
}
