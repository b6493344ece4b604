import { hashOf, mix } from './word-info.ts'
import type { Piece, PieceLexicon, TexClass } from './tex-pieces.ts'

/** Weights of the classifier; a power of two, as features are hashed into it. */
export const CLASS_ROWS = 65_536

/** What training knows of the structure of formulas. */
export interface StructureTable {
  readonly lexicon: PieceLexicon
  readonly weight: (row: number) => number
}

/** The words next to the formula, in lower case. */
export interface Surroundings {
  readonly before: string
  readonly after: string
}

const FEATURES = 18

/** Features of the piece at `at`, not yet crossed with a class. */
export function classFeatures(pieces: readonly Piece[], at: number, around: Surroundings): Int32Array {
  const word = (k: number): number => hashOf(pieces[at + k]?.text ?? (at + k < 0 ? '\u0002' : '\u0003'))
  const [a3, a2, a1, here, b1, b2, b3] = [word(-3), word(-2), word(-1), word(0), word(1), word(2), word(3)]
  const inside = scriptAround(pieces, at)
  const isAlone = pieces.length === 1 ? 1 : 0
  const first = at === 0 ? hashOf(around.before) : 5
  const last = at === pieces.length - 1 ? hashOf(around.after) : 5
  const shape = hashOf(shapeOf(pieces[at]?.text ?? ''))
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
    mix(mix(here, hashOf(around.before)), 9),
  ]
  const out = new Int32Array(FEATURES)
  for (let k = 0; k < FEATURES; k++) out[k] = mix(all[k] ?? 0, k * 7919)
  return out
}

/** The row of a feature for a class. */
export function rowOf(feature: number, name: TexClass): number {
  return mix(feature, hashOf(name)) & (CLASS_ROWS - 1)
}

/** The likeliest class of each piece. */
export function classify(pieces: readonly Piece[], table: StructureTable, around: Surroundings): TexClass[] {
  return pieces.map((piece, at) => {
    if (piece.classes.length < 2) return piece.classes[0] ?? 'plain'
    const features = classFeatures(pieces, at, around)
    let best: TexClass = 'plain'
    let top = -Infinity
    for (const name of piece.classes) {
      let score = 0
      for (const feature of features) score += table.weight(rowOf(feature, name))
      if (score > top) {
        top = score
        best = name
      }
    }
    return best
  })
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
