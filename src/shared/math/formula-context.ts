import type { Range } from './segment.ts'
import { splitIntoPieces, type Piece, type PieceLexicon } from './tex-pieces.ts'
import { hashOf, mix } from './word-info.ts'

/** A formula in pieces, and what the text around it says about them. */
export interface FormulaInContext {
  readonly pieces: readonly Piece[]
  /** Hashes of the two words before and the two after the formula, nearest first. */
  readonly before: readonly [number, number]
  readonly after: readonly [number, number]
  /** Hashes of the words around it, in no order. */
  readonly around: readonly number[]
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
  const split = ranges.map(({ start, end }) => splitIntoPieces(text.slice(start, end), lexicon))
  const document = useOf(split)
  return ranges.map((range, index) => {
    const before = wordsBefore(text, range.start)
    const after = wordsAfter(text, range.end)
    return {
      pieces: split[index] ?? [],
      before: [hashOf(before[0] ?? ''), mix(hashOf(before[1] ?? ''), 1)],
      after: [hashOf(after[0] ?? ''), mix(hashOf(after[1] ?? ''), 2)],
      around: [...before, ...after].filter((word) => word.length > 2).map((word) => hashOf(word)),
      document,
    }
  })
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

/** How far words around a formula are looked at, in characters, and how many to either side. */
const REACH = 60
const WORDS = 5

/** The words before an offset in small letters, nearest first. */
function wordsBefore(text: string, offset: number): string[] {
  const out: string[] = []
  const least = Math.max(0, offset - REACH)
  for (let end = offset; end > least && out.length < WORDS;) {
    let start = end
    while (start > least && isLetter(text.charCodeAt(start - 1))) start--
    if (start < end) out.push(text.slice(start, end).toLowerCase())
    end = start < end ? start : end - 1
  }
  return out
}

/** The same for the words behind it. */
function wordsAfter(text: string, offset: number): string[] {
  const out: string[] = []
  const most = Math.min(text.length, offset + REACH)
  for (let start = offset; start < most && out.length < WORDS;) {
    let end = start
    while (end < most && isLetter(text.charCodeAt(end))) end++
    if (start < end) out.push(text.slice(start, end).toLowerCase())
    start = start < end ? end : start + 1
  }
  return out
}

function isLetter(code: number): boolean {
  const small = code | 32
  return (small >= 97 && small <= 122) || code >= 0xc0
}
