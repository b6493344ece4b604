// Learns which TeX stood for the pieces of a formula: a lexicon of runs and a linear classifier.
import { alignTex } from './align-tex.ts'
import { shuffled } from './random.ts'
import { CLASS_ROWS, classFeatures, rowOf, type StructureTable } from '../../src/shared/math/tex-classes.ts'
import {
  splitIntoPieces,
  type Piece,
  type PieceEntry,
  type PieceLexicon,
} from '../../src/shared/math/tex-pieces.ts'

export interface FormulaExample {
  readonly tex: string
  readonly before: string
  readonly after: string
}

const ROUNDS = 4
const RATE = 0.03
/** Classes that the structure rules can write; others count as plain. */
const KEPT =
  /^(?:plain|command|frac|\{\\?(?:mathcal|mathbb|mathrm|mathbf|mathit|mathsf|mathtt|mathscr|mathfrak|boldsymbol|sqrt|hat|tilde|bar|vec|overline|underline|dot)\})$/

export function trainStructure(
  formulas: readonly FormulaExample[],
  random: () => number,
): { table: StructureTable; weights: Float32Array } {
  const aligned = formulas.flatMap((formula) => {
    const found = alignTex(formula.tex)
    return found ? [{ ...formula, ...found }] : []
  })
  const lexicon = learnLexicon(aligned.map(({ pieces }) => pieces))
  const weights = new Float32Array(CLASS_ROWS)
  const samples = aligned.flatMap(({ image, pieces, before, after }) => {
    const split = splitIntoPieces(image, lexicon)
    const gold = goldClasses(split, pieces)
    return gold ? [{ split, gold, before, after }] : []
  })
  const table: StructureTable = { lexicon, weight: (row) => weights[row] ?? 0 }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { split, gold, before, after } of shuffled(samples, random)) {
      split.forEach((piece, at) => {
        if (piece.classes.length < 2) return
        const features = classFeatures(split, at, { before, after })
        const target = piece.classes.indexOf(gold[at] ?? 'plain')
        if (target >= 0) step(features, piece, target, { weights, rate: RATE * (1 - (0.8 * round) / ROUNDS) })
      })
    }
  }
  return { table, weights }
}

function step(
  features: Int32Array,
  piece: Piece,
  target: number,
  { weights, rate }: { weights: Float32Array; rate: number },
): void {
  const scores = piece.classes.map((name) =>
    features.reduce((sum, feature) => sum + (weights[rowOf(feature, name)] ?? 0), 0),
  )
  const top = Math.max(...scores)
  const expected = scores.map((score) => Math.exp(score - top))
  const total = expected.reduce((sum, value) => sum + value, 0)
  piece.classes.forEach((name, index) => {
    const gradient = (expected[index] ?? 0) / total - (index === target ? 1 : 0)
    if (Math.abs(gradient) < 1e-3) return
    for (const feature of features) {
      const row = rowOf(feature, name)
      weights[row] = (weights[row] ?? 0) - rate * gradient
    }
  })
}

/** The class of each piece of a split: that of the aligned piece with the same bounds; null when none fit. */
function goldClasses(
  split: readonly Piece[],
  pieces: readonly { text: string; tex: string }[],
): string[] | null {
  const classOf = new Map<string, string>()
  let at = 0
  for (const { text, tex } of pieces) {
    classOf.set(`${at}:${at + text.length}`, tex)
    at += text.length
  }
  const length = at
  at = 0
  const gold = split.map(({ text }) => {
    const found = classOf.get(`${at}:${at + text.length}`)
    at += text.length
    return found ?? ''
  })
  return at === length ? gold : null
}

function learnLexicon(formulas: readonly (readonly { text: string; tex: string }[])[]): PieceLexicon {
  const counts = new Map<string, Map<string, number>>()
  let total = 0
  for (const pieces of formulas) {
    for (const { text, tex } of pieces) {
      total++
      const kind = KEPT.test(tex) ? tex : 'plain'
      const of = counts.get(text) ?? new Map<string, number>()
      of.set(kind, (of.get(kind) ?? 0) + 1)
      counts.set(text, of)
    }
  }
  const entries = new Map<string, PieceEntry>()
  for (const [text, of] of counts) {
    const all = [...of.values()].reduce((sum, count) => sum + count, 0)
    const command = [...of].reduce(
      (sum, [name, count]) => sum + (/^command$|^\{\\/.test(name) ? count : 0),
      0,
    )
    const classes = [...of]
      .filter(([, count]) => count >= 2 && count >= all * 0.01)
      .sort((a, b) => b[1] - a[1])
      .map(([name]) => name)
    if (/^[A-Za-z]{2}/.test(text) && !classes.includes('{mathrm}')) classes.push('{mathrm}')
    if (/^[A-Za-z]$/.test(text))
      for (const name of [
        '{mathrm}',
        ...(text < 'a' ? ['{mathcal}', '{mathbb}'] : []),
        '{mathbf}',
        '{hat}',
        '{bar}',
        '{tilde}',
      ])
        if (!classes.includes(name)) classes.push(name)
    if (classes.length === 0 || (all < 2 && !/^.$/.test(text))) continue
    const isDull = classes.length === 1 && classes[0] === 'plain' && !/^[A-Za-z]{2}/.test(text)
    if (isDull || /^\d{2}|^\s/.test(text)) continue
    entries.set(text, {
      command: command > 0 ? cost(command, total) : Infinity,
      plain: all > command ? cost(all - command, total) : Infinity,
      classes,
    })
  }
  const letter = 4
  return { entries, letter, longest: 24 }
}

function cost(count: number, total: number): number {
  return Math.round(10 * Math.log(total / count)) / 10
}
