import { DocumentState } from './document-state.ts'
import { fieldOf } from './field.ts'
import { CONTEXT_FEATURES, CROSS_FEATURES } from './model-shape.ts'
import type { Tokens } from './tokens.ts'
import type { TokenColumns } from './token-columns.ts'
import { Role } from './word-info.ts'

/** Candidates, the tokens that may be mathematics at all, and their features. */
export interface Described {
  /** Token indices, ascending. */
  readonly candidates: Int32Array
  /** `CONTEXT_FEATURES` rows of the context table per candidate. */
  readonly context: Int32Array
  /** `CROSS_FEATURES` rows of the cross table per candidate. */
  readonly crosses: Int32Array
}

/** Tokens from a seed within which everything is a candidate. */
const SPREAD = 4

/** Everything that the model wants to know of a text, looked up once; `fields` as `fieldOf` wants them. */
export function describe(tokens: Tokens, fields: ArrayLike<number>): Described {
  const candidates = candidatesOf(tokens)
  const state = new DocumentState(tokens, fieldOf(tokens.columns, fields))
  const context = new Int32Array(candidates.length * CONTEXT_FEATURES)
  const crosses = new Int32Array(candidates.length * CROSS_FEATURES)
  for (let k = 0; k < candidates.length; k++) {
    state.context(candidates[k]!, context, k * CONTEXT_FEATURES)
    state.crosses(candidates[k]!, crosses, k * CROSS_FEATURES)
  }
  return { candidates, context, crosses }
}

function candidatesOf(tokens: Tokens): Int32Array {
  const { columns } = tokens
  const { count } = columns
  const isCandidate = new Uint8Array(count)
  const isSeed = new Uint8Array(count)
  for (let at = 0; at < count; at++) {
    if (!columns.isSeed(at) && !isSeedHere(tokens, at)) continue
    isSeed[at] = 1
    const last = Math.min(count - 1, at + SPREAD)
    for (let near = Math.max(0, at - SPREAD); near <= last; near++) isCandidate[near] = 1
  }
  addBrackets(columns, isSeed, isCandidate)
  const out: number[] = []
  for (let at = 0; at < count; at++)
    if (isCandidate[at] === 1 && columns.role(at) !== Role.barrier) out.push(at)
  return new Int32Array(out)
}

/** Brackets with a seed in them are candidates, and all between them. */
function addBrackets(columns: TokenColumns, isSeed: Uint8Array, isCandidate: Uint8Array): void {
  const open: number[] = []
  for (let at = 0; at < columns.count; at++) {
    const shape = columns.shape(at) - OPENING
    if (shape < 0 || shape >= 6) continue
    if (shape % 2 === 0) open.push(at)
    else {
      const from = open.pop()
      if (from === undefined || at - from > LONGEST_BRACKET) continue
      if (isSeed.subarray(from, at).includes(1)) isCandidate.fill(1, from, at + 1)
    }
  }
}

/** Whether a token that is no seed everywhere is one between its neighbours: `f(x)`, `3B`, `A` before no word. */
function isSeedHere(tokens: Tokens, at: number): boolean {
  const { infos, spaced, starts, ends } = tokens
  const code = firstOf(tokens, at)
  if (code === CAPITAL_A && ends[at] === starts[at]! + 1)
    return spaced[at + 1] === 0 || !/^[a-z]{2}/.test(infos[at + 1]?.text ?? '')
  if (at === 0 || spaced[at] === 1) return false
  const before = firstOf(tokens, at - 1)
  if (code === ROUND || code === SQUARE)
    return isLatin(before) && spaced[at + 1] === 0 && !/^(?:s|es|ies|a|i+)$/.test(infos[at + 1]?.text ?? '')
  return isDigit(code) ? isLatin(before) : isLatin(code) && isDigit(before)
}

/** The code of a token's first character; 0 for a barrier. */
function firstOf({ columns, text, starts }: Tokens, at: number): number {
  return columns.role(at) === Role.barrier ? 0 : text.charCodeAt(starts[at]!)
}

const [CAPITAL_A, ROUND, SQUARE] = [65, 40, 91]

function isLatin(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

const OPENING = 24
const LONGEST_BRACKET = 40
