import { hashOf, mix } from './word-info.ts'
import type { FormulaInContext } from './formula-context.ts'
import type { Piece, PieceLexicon, TexClass } from './tex-pieces.ts'

/** Weights of the classifier; a power of two, as features are hashed into it. */
export const CLASS_ROWS = 65_536

/** What training knows of the structure of formulas. */
export interface StructureTable {
  readonly lexicon: PieceLexicon
  readonly weight: (row: number) => number
}

const FEATURES = 32

/** Features of the piece at `at`, not yet crossed with a class. */
export function classFeatures(formula: FormulaInContext, at: number): Int32Array {
  const { pieces, before, after, document } = formula
  const word = (k: number): number => hashOf(pieces[at + k]?.text ?? (at + k < 0 ? '\u0002' : '\u0003'))
  const [a3, a2, a1, here, b1, b2, b3] = [word(-3), word(-2), word(-1), word(0), word(1), word(2), word(3)]
  const inside = scriptAround(pieces, at)
  const isAlone = pieces.length === 1 ? 1 : 0
  const first = at === 0 ? before[0] : 5
  const last = at === pieces.length - 1 ? after[0] : 5
  const text = pieces[at]?.text ?? ''
  const shape = hashOf(shapeOf(text))
  const missing = formula.missing[at] ?? 0
  const rivals = formula.rivals[at] ?? 0
  const beside = document.beside.get(text) ?? 0
  const owner = scriptOwner(pieces, at)
  const all = [
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
    mix(mix(shape, missing), rivals),
    mix(here, missing),
    mix(mix(shape, missing >> 5), inside),
    mix(mix(missing, b1), shape),
    mix(here, beside),
    mix(shape, beside),
    mix(here, document.fonts),
    mix(mix(shape, document.fonts), inside),
    mix(mix(here, owner), inside),
  ]
  const out = new Int32Array(FEATURES)
  for (let k = 0; k < FEATURES; k++) out[k] = mix(all[k] ?? 0, k * 7919)
  return out
}

/** What carries the script that the piece at `at` is in. */
function scriptOwner(pieces: readonly Piece[], at: number): number {
  let k = at - 1
  while (k >= 0 && !/^[_^]$/.test(pieces[k]?.text ?? '')) {
    if (pieces[k]?.text === '}' || at - k > 6) return 1
    k--
  }
  return k > 0 ? hashOf(pieces[k - 1]?.text ?? '') : 2
}

/** The row of a feature for a class, given by its salt. */
export function rowOf(feature: number, salt: number): number {
  return mix(feature, salt) & (CLASS_ROWS - 1)
}

const salts = new Map<TexClass, number>()

/** What tells the rows of a class from those of others. */
export function saltOf(name: TexClass): number {
  let salt = salts.get(name)
  if (salt === undefined) salts.set(name, (salt = hashOf(name)))
  return salt
}

/** How much more a lost command counts than its likelihood says: what was lost cannot be seen, and is rare. */
const LOST_BONUS = 0.5
/** How much the same letters elsewhere in the document count. */
const ELSEWHERE = 0.7

/** The likeliest class of each piece of each formula of a document; the same letters mostly mean the same. */
export function classify(formulas: readonly FormulaInContext[], table: StructureTable): TexClass[][] {
  const votes = new Map<string, Votes>()
  const scores = formulas.map((formula) =>
    formula.pieces.map(({ text, classes }, at) => {
      if (classes.length < 2) return null
      const own = likelihoods(classFeatures(formula, at), classes, table)
      if (isLetters(text)) {
        const known = votes.get(text) ?? { count: 0, sums: new Float64Array(classes.length) }
        known.count++
        for (let k = 0; k < own.length; k++) known.sums[k]! += own[k]!
        votes.set(text, known)
      }
      return own
    }),
  )
  return formulas.map(({ pieces }, index) =>
    pieces.map(({ text, classes }, at) => {
      const own = scores[index]?.[at]
      if (!own) return classes[0] ?? 'plain'
      return best(classes, own, isLetters(text) ? votes.get(text) : undefined)
    }),
  )
}

interface Votes {
  count: number
  /** Sums of log likelihoods, in the order of the piece's classes. */
  readonly sums: Float64Array
}

function isLetters(text: string): boolean {
  const code = text.charCodeAt(0) | 32
  return (code >= 97 && code <= 122) || text === '|'
}

function best(classes: readonly TexClass[], own: Float64Array, votes: Votes | undefined): TexClass {
  const others = votes && votes.count > 1 ? ELSEWHERE / (votes.count - 1) : 0
  let name: TexClass = 'plain'
  let top = -Infinity
  for (let k = 0; k < classes.length; k++) {
    const isLost = classes[k]!.startsWith('{')
    const score =
      own[k]! + (others > 0 ? others * (votes!.sums[k]! - own[k]!) : 0) + (isLost ? LOST_BONUS : 0)
    if (score > top) {
      top = score
      name = classes[k]!
    }
  }
  return name
}

/** Log likelihoods of the classes. */
function likelihoods(
  features: Int32Array,
  classes: readonly TexClass[],
  table: StructureTable,
): Float64Array {
  const out = new Float64Array(classes.length)
  let top = -Infinity
  for (let k = 0; k < out.length; k++) {
    const salt = saltOf(classes[k]!)
    let score = 0
    for (let f = 0; f < features.length; f++) score += table.weight(rowOf(features[f]!, salt))
    out[k] = score
    if (score > top) top = score
  }
  let total = 0
  for (const score of out) total += Math.exp(score - top)
  const norm = top + Math.log(total)
  for (let k = 0; k < out.length; k++) out[k]! -= norm
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

function shapeOf(text: string): string {
  if (/^[a-z]+$/.test(text)) return text.length === 1 ? 'x' : text.length < 4 ? 'xx' : 'xxxx'
  if (/^[A-Z]+$/.test(text)) return text.length === 1 ? 'X' : 'XX'
  if (/^[A-Za-z]+$/.test(text)) return 'Xx'
  return /^\d/.test(text) ? '0' : text
}
