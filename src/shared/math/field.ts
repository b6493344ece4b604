import { FIELD_ROWS, FIELDS } from './model-shape.ts'
import type { TokenColumns } from './token-columns.ts'
import { mix } from './word-info.ts'

/** Rows of the field table for a text: one per word of two letters or more, each once. */
export function fieldRows(columns: TokenColumns): number[] {
  const isTaken = new Uint8Array(FIELD_ROWS)
  const rows: number[] = []
  for (let at = 0; at < columns.count; at++) {
    const shape = columns.shape(at)
    const row = mix(columns.hash(at), 9) & (FIELD_ROWS - 1)
    if (shape < 5 || shape > 14 || isTaken[row] === 1) continue
    isTaken[row] = 1
    rows.push(row)
  }
  return rows
}

/**
 * The field of science that a text most likely belongs to, by its words: 0 to `FIELDS - 1`. What authors set as
 * mathematics differs between fields. `weights` are `FIELDS` per row.
 */
export function fieldOf(columns: TokenColumns, weights: ArrayLike<number>): number {
  const scores = new Float64Array(FIELDS)
  for (const row of fieldRows(columns))
    for (let field = 0; field < FIELDS; field++) scores[field]! += weights[row * FIELDS + field]!
  return scores.indexOf(Math.max(...scores))
}
