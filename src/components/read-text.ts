/** The texts of a paper as segments, each read once. */
import { parse, recover, toPlainText, type RecoveryModel, type Segment } from '../shared/math/index.ts'
import type { SourcedText } from '../shared/domain.ts'

const cap = 600
const read = new Map<string, readonly Segment[]>()
let model: RecoveryModel | undefined

/**
 * Recovers formulas with these weights from now on. The given texts, which are on the screen or come next, are read with
 * them first, each when `free` has resolved; then what was read by rules alone is forgotten, all at once.
 */
export async function recoverWith(
  weights: RecoveryModel,
  texts: readonly SourcedText[],
  free: () => Promise<void>,
): Promise<void> {
  const fresh = new Map<string, readonly Segment[]>()
  for (const { original, feed } of texts) {
    if (original !== null || feed === null) continue
    await free()
    fresh.set(`f${feed}`, recover(feed, weights))
  }
  model = weights
  for (const key of read.keys()) if (key.startsWith('f')) read.delete(key)
  for (const [key, segments] of fresh) read.set(key, segments)
}

/** The text of the better source: the original's LaTeX as written, else the feed's with its mathematics recovered. */
export function segmentsOf(text: SourcedText): readonly Segment[] {
  if (text.original !== null) return remembered(`o${text.original}`, () => parse(text.original ?? ''))
  if (text.feed !== null) return remembered(`f${text.feed}`, () => recover(text.feed ?? '', model))
  return []
}

/** A text that kept its LaTeX, such as the feed's summary. */
export function segmentsOfWritten(text: string): readonly Segment[] {
  return remembered(`o${text}`, () => parse(text))
}

/** The text on one line without markup, for names and labels. */
export function plainText(text: SourcedText): string {
  return toPlainText(segmentsOf(text))
}

function remembered(key: string, make: () => readonly Segment[]): readonly Segment[] {
  const known = read.get(key)
  if (known) return known
  const fresh = make()
  read.set(key, fresh)
  if (read.size > cap) {
    const [oldest] = read.keys()
    if (oldest !== undefined) read.delete(oldest)
  }
  return fresh
}
