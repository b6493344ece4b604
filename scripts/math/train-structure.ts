// Learns which TeX stood for the pieces of a formula: a lexicon of runs and a linear classifier.
import { alignTex } from './align-tex.ts'
import { shuffled } from './random.ts'
import {
  CLASS_ROWS,
  classFeatures,
  rowOf,
  saltOf,
  type StructureTable,
} from '../../src/shared/math/tex-classes.ts'
import type { Piece, PieceEntry, PieceLexicon } from '../../src/shared/math/tex-pieces.ts'
import { formulasInContext } from '../../src/shared/math/formula-context.ts'
import type { Example } from './corpus.ts'

const ROUNDS = 4
const RATE = 0.03
/** Classes that the structure rules can write; others count as plain. */
const KEPT =
  /^(?:plain|command|frac|\{\\?(?:mathcal|mathbb|mathrm|mathbf|mathit|mathsf|mathtt|mathscr|mathfrak|boldsymbol|sqrt|hat|tilde|bar|vec|overline|underline|dot)\})$/

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
      step(features, piece.classes, target, { weights, rate })
  }
  return { table: { lexicon, weight: (row) => weights[row] ?? 0 }, weights }
}

function step(
  features: Int32Array,
  classes: readonly string[],
  target: number,
  { weights, rate }: { weights: Float32Array; rate: number },
): void {
  const expected = new Float64Array(classes.length)
  let top = -Infinity
  for (let k = 0; k < classes.length; k++) {
    const salt = saltOf(classes[k]!)
    for (let f = 0; f < features.length; f++) expected[k]! += weights[rowOf(features[f]!, salt)]!
    top = Math.max(top, expected[k]!)
  }
  let total = 0
  for (let k = 0; k < classes.length; k++) total += expected[k] = Math.exp(expected[k]! - top)
  for (let k = 0; k < classes.length; k++) {
    const gradient = expected[k]! / total - (k === target ? 1 : 0)
    if (Math.abs(gradient) < 1e-3) continue
    const salt = saltOf(classes[k]!)
    for (let f = 0; f < features.length; f++) weights[rowOf(features[f]!, salt)]! -= rate * gradient
  }
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
