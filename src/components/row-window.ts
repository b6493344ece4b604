/**
 * Where the rows of a list stand and which of them are in view: arithmetic over rows of one height, so that no key waits
 * for the browser to measure anything, however long the list.
 */

/** All lengths are in px. */
export interface RowGeometry {
  readonly count: number
  readonly rowHeight: number
  /** The row that a rule stands above; null without one. */
  readonly ruleBefore: number | null
}

/** Rows from `from` up to, and without, `to`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** Height of a rule between rows. */
const ruleHeight = 28

/** The top of a row, together with the rule above it. */
export function topOf({ rowHeight, ruleBefore }: RowGeometry, index: number): number {
  return index * rowHeight + (ruleBefore !== null && index > ruleBefore ? ruleHeight : 0)
}

/** The height of all rows. A row's height stays free at the end, so that a notice at the foot covers none. */
export function heightOf(geometry: RowGeometry): number {
  return topOf(geometry, geometry.count) + geometry.rowHeight
}

/** The rows that are at least partly within `height` from `top` on. */
export function rowsWithin(geometry: RowGeometry, top: number, height: number): RowRange {
  const from = Math.min(geometry.count, rowAt(geometry, top))
  return { from, to: Math.min(geometry.count, rowAt(geometry, top + height) + 1) }
}

/** How far the list must be scrolled to show a row and one on either side of it: as far as it is, if it shows them. */
export function scrolledTo(
  geometry: RowGeometry,
  index: number,
  view: { top: number; height: number },
): number {
  const most = Math.max(0, heightOf(geometry) - view.height)
  const highest = topOf(geometry, index + 1) + geometry.rowHeight - view.height
  const lowest = topOf(geometry, index) - geometry.rowHeight
  const wanted = view.top < highest ? highest : Math.min(view.top, lowest)
  return Math.max(0, Math.min(most, wanted))
}

function rowAt({ rowHeight, ruleBefore }: RowGeometry, offset: number): number {
  const index = Math.max(0, Math.floor(offset / rowHeight))
  if (ruleBefore === null || index <= ruleBefore) return index
  return Math.max(ruleBefore, Math.floor((offset - ruleHeight) / rowHeight))
}
