// Learns which TeX stood for the pieces of a formula: a lexicon of runs and a linear classifier.
import { alignTex } from './align-tex.ts'
import { shuffled } from './random.ts'
import {
  CLASS_ROWS,
  classFeatures,
  likelihoods,
  rowOf,
  type StructureTable,
} from '../../src/shared/math/tex-classes.ts'
import {
  TEX_CLASSES,
  type Piece,
  type PieceEntry,
  type PieceLexicon,
} from '../../src/shared/math/tex-pieces.ts'
import { formulasInContext } from '../../src/shared/math/formula-context.ts'
import type { Example } from './corpus.ts'

const ROUNDS = 4
const RATE = 0.03
export function trainStructure(
  examples: readonly Example[],
  random: () => number,
): { table: StructureTable; weights: Float32Array } {
  const aligned = examples.map(({ text, gold }) =>
    gold.flatMap(({ tex, start, end, typographic }) => {
      const found = typographic ? null : alignTex(tex)
      if (!found || found.image.trim() !== text.slice(start, end)) return []
      const white = found.image.length - found.image.trimStart().length
      return [
        { range: { start: start - white, end: start - white + found.image.length }, pieces: found.pieces },
      ]
    }),
  )
  const lexicon = learnLexicon(aligned.flatMap((formulas) => formulas.map(({ pieces }) => pieces)))
  const weights = new Float32Array(CLASS_ROWS)
  const table: StructureTable = { lexicon, weights, scale: 1 }
  const samples = aligned.flatMap((formulas, index) => {
    const inContext = formulasInContext(
      examples[index]?.text ?? '',
      formulas.map(({ range }) => range),
      lexicon,
    )
    return formulas.flatMap(({ pieces }, k) => {
      const formula = inContext[k]
      const gold = formula ? goldClasses(formula.pieces, pieces) : null
      if (!formula || !gold) return []
      return formula.pieces.flatMap((piece, at) => {
        const target = piece.classes.indexOf(gold[at] ?? 'plain')
        return piece.classes.length < 2 || target < 0
          ? []
          : [{ piece, target, features: classFeatures(formula, at) }]
      })
    })
  })
  for (let round = 0; round < ROUNDS; round++) {
    const rate = RATE * (1 - (0.8 * round) / ROUNDS)
    for (const { piece, target, features } of shuffled(samples, random))
      step(features, piece.classes, target, { table, weights, rate })
  }
  return { table, weights }
}

function step(features: Int32Array, classes: readonly string[], target: number, use: Step): void {
  const expected = likelihoods(features, classes, use.table)
  for (let k = 0; k < classes.length; k++) {
    const gradient = expected[k]! - (k === target ? 1 : 0)
    if (Math.abs(gradient) < 1e-3) continue
    for (const feature of features) use.weights[rowOf(feature, classes[k]!)]! -= use.rate * gradient
  }
}

interface Step {
  readonly table: StructureTable
  readonly weights: Float32Array
  readonly rate: number
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
      const kind = TEX_CLASSES.includes(tex) ? tex : 'plain'
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
