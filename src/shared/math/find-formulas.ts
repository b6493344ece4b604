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

/**
 * The probability of each candidate to be mathematics, over all labellings of its chain of neighbours. Odds instead of
 * logarithms of both labels' sums: an exponential for each score is all that it takes.
 */
function probabilities(candidates: Int32Array, scores: Float32Array): Float64Array {
  const count = candidates.length
  const out = new Float64Array(count)
  const factors = new Float64Array(scores.length)
  for (let k = 0; k < scores.length; k++) factors[k] = Math.exp(scores[k]!)
  for (let from = 0, to = 0; from < count; from = to) {
    to = from + 1
    while (to < count && candidates[to] === candidates[to - 1]! + 1) to++
    forwardPass(out, factors, from, to)
    backwardPass(out, factors, from, to)
  }
  return out
}

/** The odds of each candidate by itself and all before it. */
function forwardPass(odds: Float64Array, factors: Float64Array, from: number, to: number): void {
  let before = 0
  for (let k = from; k < to; k++) {
    before = (factors[k * 3]! + before * factors[k * 3 + 1]!) / (1 + before * factors[k * 3 + 2]!)
    odds[k] = before
  }
}

/** Odds of all before become probabilities with all that follows. */
function backwardPass(odds: Float64Array, factors: Float64Array, from: number, to: number): void {
  let after = 1
  for (let k = to - 1; k >= from; k--) {
    odds[k] = 1 / (1 + 1 / (odds[k]! * after))
    after = (factors[k * 3 + 2]! + factors[k * 3 + 1]! * after) / (1 + factors[k * 3]! * after)
  }
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
