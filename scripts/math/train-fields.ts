// Learns which words belong to which field of science: a linear classifier over the words of an abstract.
import { fieldRows } from '../../src/shared/math/field.ts'
import { FIELD_ROWS, FIELDS } from '../../src/shared/math/model-shape.ts'
import type { TokenColumns } from '../../src/shared/math/token-columns.ts'
import { shuffled } from './random.ts'

const ROUNDS = 4
const RATE = 0.02
/** Fields by arXiv's primary category; the last one is all others. */
const CATEGORIES = [
  /^cs\.CL/,
  /^(?:cs\.CV|eess)/,
  /^(?:cs\.(?:LG|AI|NE|MA)|stat)/,
  /^cs/,
  /^math/,
  /^(?:hep|gr-qc|astro|nucl)/,
  /^quant/,
]

export interface FieldExample {
  readonly category: string
  readonly columns: TokenColumns
}

export interface FieldTraining {
  /** `FIELDS` weights per row, from -127 to 127. */
  readonly weights: Int8Array
  /** The same for an example, learnt without it: as sure of its field as of that of a new text. */
  readonly weightsFor: (example: number) => Int8Array
}

const PARTS = 4

/** Examples without a category teach nothing. */
export function trainFields(examples: readonly FieldExample[], random: () => number): FieldTraining {
  const learnFrom = (isTaken: (example: number) => boolean): Int8Array =>
    learn(
      examples.filter(({ category }, example) => category !== '' && isTaken(example)),
      random,
    )
  const weights = learnFrom(() => true)
  const parts = Array.from({ length: PARTS }, (_, part) => learnFrom((example) => example % PARTS !== part))
  return { weights, weightsFor: (example) => parts[example % PARTS] ?? weights }
}

function learn(examples: readonly FieldExample[], random: () => number): Int8Array {
  const weights = new Float32Array(FIELD_ROWS * FIELDS)
  const samples = examples.map(({ category, columns }) => {
    const known = CATEGORIES.findIndex((pattern) => pattern.test(category))
    return { field: known < 0 ? FIELDS - 1 : known, rows: fieldRows(columns) }
  })
  for (let round = 0; round < ROUNDS; round++)
    for (const { field, rows } of shuffled(samples, random)) step(weights, rows, field)
  const top = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9)
  return Int8Array.from(weights, (weight) => Math.round((weight / top) * 127))
}

function step(weights: Float32Array, rows: readonly number[], field: number): void {
  const scores = new Float64Array(FIELDS)
  for (const row of rows) for (let k = 0; k < FIELDS; k++) scores[k]! += weights[row * FIELDS + k]!
  const top = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - top))
  const total = odds.reduce((sum, one) => sum + one, 0)
  for (let k = 0; k < FIELDS; k++) {
    const gradient = odds[k]! / total - (k === field ? 1 : 0)
    for (const row of rows) weights[row * FIELDS + k]! -= RATE * gradient
  }
}
