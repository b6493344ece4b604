import { DocumentState } from './document-state.ts'
import { CONTEXT_FEATURES, CROSS_FEATURES } from './model-shape.ts'
import type { Tokens } from './tokens.ts'
import { Role, type WordInfo } from './word-info.ts'

/** A candidate's features; candidates are the tokens that may be mathematics at all. */
export interface Described {
  readonly infos: readonly WordInfo[]
  /** Token indices of the candidates, ascending. */
  readonly candidates: Int32Array
  /** `CONTEXT_FEATURES` rows of the context table per candidate. */
  readonly context: Int32Array
  /** `CROSS_FEATURES` rows of the cross table per candidate. */
  readonly crosses: Int32Array
}

/** Tokens from a seed within which everything is a candidate. */
const SPREAD = 4

/** Everything that the model wants to know of a text, looked up once. */
export function describe(tokens: Tokens, infoOf: (word: string) => WordInfo): Described {
  const infos = tokens.words.map(infoOf)
  const candidates = candidatesOf(tokens, infos)
  const state = new DocumentState(tokens, infos)
  const context = new Int32Array(candidates.length * CONTEXT_FEATURES)
  const crosses = new Int32Array(candidates.length * CROSS_FEATURES)
  candidates.forEach((token, index) => {
    state.context(token, context, index * CONTEXT_FEATURES)
    state.crosses(token, crosses, index * CROSS_FEATURES)
  })
  return { infos, candidates, context, crosses }
}

function candidatesOf({ words, spaced }: Tokens, infos: readonly WordInfo[]): Int32Array {
  const count = infos.length
  const isCandidate = new Uint8Array(count)
  const isSeed = new Uint8Array(count)
  for (let at = 0; at < count; at++) {
    if (!isSeedAt(at)) continue
    isSeed[at] = 1
    isCandidate.fill(1, Math.max(0, at - SPREAD), Math.min(count, at + SPREAD + 1))
  }
  const open: number[] = []
  for (let at = 0; at < count; at++) {
    const shape = (infos[at]?.shape ?? 0) - OPENING
    if (shape < 0 || shape >= 6) continue
    if (shape % 2 === 0) open.push(at)
    else {
      const from = open.pop()
      if (from === undefined || at - from > LONGEST_BRACKET) continue
      if (isSeed.subarray(from, at).includes(1)) isCandidate.fill(1, from, at + 1)
    }
  }
  const out: number[] = []
  for (let at = 0; at < count; at++)
    if (isCandidate[at] === 1 && infos[at]?.role !== Role.barrier) out.push(at)
  return Int32Array.from(out)

  function isSeedAt(at: number): boolean {
    const role = infos[at]?.role ?? 0
    if (role === Role.seed || role === Role.strong) return true
    const word = words[at] ?? ''
    const next = words[at + 1] ?? ''
    const isGlued = at > 0 && spaced[at] === 0
    if (word === 'A') return spaced[at + 1] === 0 || !/^[a-z]{2}/.test(next)
    if (SHORT_COMMAND.test(word) || word === '@' || word === '~') return true
    if (!isGlued) return false
    const before = words[at - 1] ?? ''
    if (word === '(' || word === '[')
      return /^[A-Za-z]/.test(before) && spaced[at + 1] === 0 && !/^(?:s|es|ies|a|i+)$/.test(next)
    return /^\d/.test(word) ? /^[A-Za-z]/.test(before) : /^[A-Za-z]/.test(word) && /^\d/.test(before)
  }
}

const OPENING = 24
const LONGEST_BRACKET = 40
const SHORT_COMMAND = /^(?:ge|le|ne|det|exp|tr|Tr|pm|mp|Pr|Re|Im)$/
