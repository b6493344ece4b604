import type { FormulaInContext } from './formula-context.ts'
import { weighByLines } from './line-budget.ts'
import type { Range } from './segment.ts'
import { TEX_CLASSES, type Piece, type PieceLexicon, type TexClass } from './tex-pieces.ts'
import { hashOf, mix } from './word-info.ts'

/** Weights of the classifier; a power of two, as features are hashed into it. */
export const CLASS_ROWS = 65_536

const COLUMNS: ReadonlyMap<TexClass, number> = new Map(TEX_CLASSES.map((name, index) => [name, index]))

/** What training knows of the structure of formulas. */
export interface StructureTable {
  readonly lexicon: PieceLexicon
  /** `CLASS_ROWS` weights, in units of `scale`. */
  readonly weights: Int8Array | Float32Array
  readonly scale: number
}

/** The weight of a feature for a class: those of a feature lie side by side. */
export function rowOf(feature: number, name: TexClass): number {
  return (feature + COLUMNS.get(name)!) & (CLASS_ROWS - 1)
}

const EDGES = [{ hash: hashOf('\u0002') }, { hash: hashOf('\u0003') }] as const

/** Features of the piece at `at`, not yet crossed with a class. */
export function classFeatures(formula: FormulaInContext, at: number): Int32Array {
  const { pieces, before, after, document, around } = formula
  const word = (k: number): number => (pieces[at + k] ?? EDGES[at + k < 0 ? 0 : 1]).hash
  const [a3, a2, a1, here, b1, b2, b3] = [word(-3), word(-2), word(-1), word(0), word(1), word(2), word(3)]
  const inside = scriptAround(pieces, at)
  const isAlone = pieces.length === 1 ? 1 : 0
  const first = at === 0 ? before[0] : 5
  const last = at === pieces.length - 1 ? after[0] : 5
  const { text, shape } = pieces[at]!
  const beside = document.beside.get(text) ?? 0
  const owner = scriptOwner(pieces, at)
  const own = [
    here,
    mix(here, inside),
    mix(here, a1),
    mix(here, b1),
    mix(mix(here, a1), b1),
    mix(mix(here, b1), b2),
    mix(mix(here, a1), a2),
    mix(mix(here, first), isAlone),
    mix(mix(here, last), isAlone),
    mix(shape, inside),
    mix(mix(shape, a1), b1),
    mix(mix(shape, a1), a2),
    mix(mix(shape, b1), b2),
    mix(mix(here, b1), mix(b2, b3)),
    mix(mix(here, a1), mix(a2, a3)),
    mix(here, isAlone + 2),
    mix(shape, mix(first, last)),
    mix(mix(here, before[0]), 9),
    mix(mix(here, before[1]), 9),
    mix(mix(here, after[0]), 9),
    mix(mix(shape, before[0]), isAlone),
    mix(mix(shape, after[0]), isAlone),
    mix(mix(shape, before[1]), isAlone),
    mix(here, beside),
    mix(shape, beside),
    mix(here, document.fonts),
    mix(mix(shape, document.fonts), inside),
    mix(mix(here, owner), inside),
  ]
  const out = new Int32Array(own.length + around.length)
  for (let k = 0; k < own.length; k++) out[k] = mix(own[k]!, k * 7919)
  for (let k = 0; k < around.length; k++) out[own.length + k] = mix(mix(here, around[k]!), 31)
  return out
}

/** What carries the script that the piece at `at` is in. */
function scriptOwner(pieces: readonly Piece[], at: number): number {
  let k = at - 1
  while (k >= 0 && !isScriptSign(pieces[k]!.text)) {
    if (pieces[k]!.text === '}' || at - k > 6) return 1
    k--
  }
  return k > 0 ? pieces[k - 1]!.hash : 2
}

function isScriptSign(text: string): boolean {
  return text === '_' || text === '^'
}

/**
 * How much more a lost command counts, in hard-wrapped text, than its likelihood says: what was lost cannot be seen and is
 * rare, but there the lines seldom let one through that was none.
 */
const LOST_BONUS = 0.4
/** How much the same letters elsewhere in the document count. */
const ELSEWHERE = 0.7
/** Added to every likelihood, so that no vote is final. */
const FLOOR = 1e-4

/** The likeliest class of each piece of each formula of a document; the same letters mostly mean the same. */
export function classify(
  text: string,
  ranges: readonly Range[],
  formulas: readonly FormulaInContext[],
  table: StructureTable,
): TexClass[][] {
  const weighed = formulas.map((formula) => ({
    pieces: formula.pieces,
    odds: formula.pieces.map(({ classes }, at) =>
      classes.length < 2 ? null : likelihoods(classFeatures(formula, at), classes, table),
    ),
  }))
  const bonus = weighByLines(text, ranges, weighed) ? LOST_BONUS : 0
  const votes = new Map<Piece, Votes>()
  for (const { pieces, odds } of weighed) {
    pieces.forEach((piece, at) => {
      const own = odds[at]
      if (!own) return
      for (let k = 0; k < own.length; k++) own[k] = Math.log(own[k]! + FLOOR)
      if (!mayVote(piece)) return
      let known = votes.get(piece)
      if (!known) votes.set(piece, (known = { count: 0, sums: new Float64Array(own.length) }))
      known.count++
      for (let k = 0; k < own.length; k++) known.sums[k]! += own[k]!
    })
  }
  return weighed.map(({ pieces, odds }) =>
    pieces.map((piece, at) => {
      const own = odds[at]
      return own
        ? best(piece.classes, own, { votes: votes.get(piece), bonus })
        : (piece.classes[0] ?? 'plain')
    }),
  )
}

interface Votes {
  count: number
  /** Sums of log likelihoods, in the order of the piece's classes. */
  readonly sums: Float64Array
}

function mayVote({ text }: Piece): boolean {
  const code = text.charCodeAt(0) | 32
  return (code >= 97 && code <= 122) || text === '|'
}

function best(
  classes: readonly TexClass[],
  own: Float64Array,
  { votes, bonus }: { votes: Votes | undefined; bonus: number },
): TexClass {
  const others = votes && votes.count > 1 ? ELSEWHERE / (votes.count - 1) : 0
  let name: TexClass = 'plain'
  let top = -Infinity
  for (let k = 0; k < classes.length; k++) {
    const isLost = classes[k]!.startsWith('{')
    const score = own[k]! + (others > 0 ? others * (votes!.sums[k]! - own[k]!) : 0) + (isLost ? bonus : 0)
    if (score > top) {
      top = score
      name = classes[k]!
    }
  }
  return name
}

/** Likelihoods of the classes. */
export function likelihoods(
  features: Int32Array,
  classes: readonly TexClass[],
  { weights, scale }: StructureTable,
): Float64Array {
  const out = new Float64Array(classes.length)
  let top = -Infinity
  for (let k = 0; k < out.length; k++) {
    const column = COLUMNS.get(classes[k]!)!
    let sum = 0
    for (let f = 0; f < features.length; f++) sum += weights[(features[f]! + column) & (CLASS_ROWS - 1)]!
    out[k] = sum * scale
    if (out[k]! > top) top = out[k]!
  }
  let total = 0
  for (let k = 0; k < out.length; k++) total += out[k] = Math.exp(out[k]! - top)
  for (let k = 0; k < out.length; k++) out[k]! /= total
  return out
}

/** 0 on the line, 1 and 2 in a subscript of one token or a group, 3 and 4 in a superscript, 5 in other braces. */
function scriptAround(pieces: readonly Piece[], at: number): number {
  const before = pieces[at - 1]?.text
  if (before === '_') return 1
  if (before === '^') return 3
  let depth = 0
  for (let k = at - 1; k >= 0 && k > at - 12; k--) {
    const text = pieces[k]?.text
    if (text === '}') depth++
    else if (text === '{' && depth-- === 0)
      return pieces[k - 1]?.text === '_' ? 2 : pieces[k - 1]?.text === '^' ? 4 : 5
  }
  return 0
}
