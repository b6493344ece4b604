import { FIELD_ROWS, FIELDS } from './model-shape.ts'
import { mix, type WordInfo } from './word-info.ts'

/** Rows of the field table for a text: one per word of two letters or more, each once. */
export function fieldRows(infos: readonly WordInfo[]): Set<number> {
  const rows = new Set<number>()
  for (const { shape, hash } of infos) if (shape > 4 && shape < 15) rows.add(mix(hash, 9) & (FIELD_ROWS - 1))
  return rows
}

/**
 * The field of science that a text most likely belongs to, by its words: 0 to `FIELDS - 1`. What authors set as
 * mathematics differs between fields. `weights` are `FIELDS` per row.
 */
export function fieldOf(infos: readonly WordInfo[], weights: ArrayLike<number>): number {
  const scores = new Float64Array(FIELDS)
  for (const row of fieldRows(infos))
    for (let field = 0; field < FIELDS; field++) scores[field]! += weights[row * FIELDS + field]!
  return scores.indexOf(Math.max(...scores))
}
