/** arXiv used to break the lines of abstracts at this width, as TeX, so before the feed took characters away. */
const LINE_WIDTH = 79
/** Paragraphs were indented; the indent of the first was lost afterwards, in the application that of all. */
const FIRST_INDENT = 2

/**
 * How many characters the rewrite may have taken from each line of a hard-wrapped text.
 *
 * A line had at most `LINE_WIDTH` characters, and the first word of the next did not fit into it any more. What
 * is missing from a line that looks too short went with dollars and backslashes; a full line has lost nothing.
 */
export interface LineSlack {
  /** Where lines start, ascending. */
  readonly starts: readonly number[]
  /** At most so many characters are missing from the line. */
  readonly most: readonly number[]
  /** At least so many are missing from the line and the first word of the next; below zero says nothing. */
  readonly least: readonly number[]
}

/** Null for text that is not hard-wrapped. */
export function lineSlackOf(text: string): LineSlack | null {
  const lines = text.split('\n')
  if (lines.length < 3) return null
  const starts: number[] = []
  const most: number[] = []
  const least: number[] = []
  let at = 0
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    if (line.length > LINE_WIDTH) return null
    const isFirst = index === 0 || lines[index - 1] === ''
    const length = line.length + (isFirst && !line.startsWith(' ') ? FIRST_INDENT : 0)
    starts.push(at)
    most.push(LINE_WIDTH - length)
    const hasNext = next !== undefined && next !== '' && !next.startsWith(' ')
    const word = hasNext ? next.indexOf(' ') : 0
    least.push(hasNext ? LINE_WIDTH - length - (word < 0 ? next.length : word) : -9)
    at += line.length + 1
  }
  return { starts, most, least }
}
