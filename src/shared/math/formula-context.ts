import { lineSlackOf, type LineSlack } from './line-slack.ts'
import type { Range } from './segment.ts'
import { splitIntoPieces, type Piece, type PieceLexicon } from './tex-pieces.ts'
import { hashOf, mix } from './word-info.ts'

/** A formula in pieces, and what the text around it says about them. */
export interface FormulaInContext {
  readonly pieces: readonly Piece[]
  /** Hashes of the two words before and the two after the formula, nearest first. */
  readonly before: readonly [number, number]
  readonly after: readonly [number, number]
  /** Per piece: what the rewrite took from its line beyond dollars and backslashes, 0 where nothing is known. */
  readonly missing: Int32Array
  /** Per piece: how many pieces of its line may have lost a command, at most 3. */
  readonly rivals: Uint8Array
  readonly document: DocumentUse
}

/** How a document writes its formulas. */
export interface DocumentUse {
  /** Bits for what stands beside a piece somewhere in the document, by its text. */
  readonly beside: ReadonlyMap<string, number>
  /** Bits for the fonts and accents whose names survive in its formulas. */
  readonly fonts: number
}

/** The formulas of a text, in order, with what is around them. */
export function formulasInContext(
  text: string,
  ranges: readonly Range[],
  lexicon: PieceLexicon,
): FormulaInContext[] {
  const lines = lineSlackOf(text)
  const split = ranges.map(({ start, end }) => splitIntoPieces(text.slice(start, end), lexicon))
  const document = useOf(split)
  const spent = lines ? spentPerLine(lines, ranges, split) : null
  return ranges.map((range, index) => {
    const pieces = split[index] ?? []
    const missing = new Int32Array(pieces.length)
    const rivals = new Uint8Array(pieces.length)
    if (lines && spent) {
      let at = range.start
      let line = lineOf(lines, at)
      pieces.forEach((piece, k) => {
        while ((lines.starts[line + 1] ?? Infinity) <= at) line++
        const most = clamp((lines.most[line] ?? 0) - (spent.sure[line] ?? 0), -1, 14)
        const least = clamp((lines.least[line] ?? -9) - (spent.sure[line] ?? 0), -4, 14)
        missing[k] = (most + 2) * 32 + least + 5
        rivals[k] = Math.min(3, spent.open[line] ?? 0)
        at += piece.text.length
      })
    }
    return {
      pieces,
      before: wordsBefore(text, range.start),
      after: wordsAfter(text, range.end),
      missing,
      rivals,
      document,
    }
  })
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

function lineOf({ starts }: LineSlack, at: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

/** Per line: characters that dollars and certain backslashes take, and pieces that may have lost more. */
function spentPerLine(
  lines: LineSlack,
  ranges: readonly Range[],
  split: readonly (readonly Piece[])[],
): { sure: Int32Array; open: Int32Array } {
  const sure = new Int32Array(lines.starts.length)
  const open = new Int32Array(lines.starts.length)
  ranges.forEach(({ start }, index) => {
    let at = start
    let line = lineOf(lines, at)
    sure[line]!++
    for (const { text, classes } of split[index] ?? []) {
      while ((lines.starts[line + 1] ?? Infinity) <= at) line++
      if (classes[0] === 'command') sure[line]!++
      else if (classes.length > 1 && classes[0] !== 'plain') open[line]!++
      else if (classes.length > 1 && /^[A-Z]|^[a-z]{2}|^\{/.test(text)) open[line]!++
      at += text.length
    }
    sure[line]!++
  })
  return { sure, open }
}

const FONTS: Readonly<Record<string, number>> = {
  mathcal: 1,
  cal: 1,
  mathbb: 2,
  mathbf: 4,
  bf: 4,
  boldsymbol: 4,
  mathrm: 8,
  rm: 8,
  text: 8,
  hat: 16,
  widehat: 16,
  tilde: 32,
  widetilde: 32,
  bar: 64,
  overline: 64,
}

function useOf(split: readonly (readonly Piece[])[]): DocumentUse {
  const beside = new Map<string, number>()
  let fonts = 0
  for (const pieces of split) {
    pieces.forEach(({ text }, at) => {
      fonts |= FONTS[text] ?? 0
      if (!/^[A-Za-z]/.test(text)) return
      const next = pieces[at + 1]?.text ?? ''
      const previous = pieces[at - 1]?.text ?? ''
      const bits =
        (next === '^' ? 1 : 0) |
        (next === '_' ? 2 : 0) |
        (next === '(' ? 4 : 0) |
        (previous.trim() === '' && (pieces[at - 2]?.text ?? '') === 'in' ? 8 : previous === 'in' ? 8 : 0) |
        (pieces.length === 1 ? 16 : 0) |
        (/^(?:in|subset|subseteq)$/.test(next.trim() === '' ? (pieces[at + 2]?.text ?? '') : next) ? 32 : 0) |
        (previous === '_' || previous === '{' ? 64 : 0)
      beside.set(text, (beside.get(text) ?? 0) | bits)
    })
  }
  return { beside, fonts }
}

const WORD = /\p{L}+/gu

function wordsBefore(text: string, start: number): [number, number] {
  const words =
    text
      .slice(Math.max(0, start - 40), start)
      .toLowerCase()
      .match(WORD) ?? []
  return [hashOf(words.at(-1) ?? ''), mix(hashOf(words.at(-2) ?? ''), 1)]
}

function wordsAfter(text: string, end: number): [number, number] {
  const words =
    text
      .slice(end, end + 40)
      .toLowerCase()
      .match(WORD) ?? []
  return [hashOf(words[0] ?? ''), mix(hashOf(words[1] ?? ''), 2)]
}
