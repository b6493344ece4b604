import { hashOf } from './word-info.ts'

/** A piece of a formula as it arrives: a run of letters or part of one, digits, white space, one other character. */
export interface Piece {
  readonly text: string
  /** Hashes of the text and of what kind of text it is. */
  readonly hash: number
  readonly shape: number
  /** Classes that the piece may have, most frequent first; see `TexClass`. */
  readonly classes: readonly TexClass[]
}

/**
 * What stood in the TeX for a piece: itself (`plain`), itself behind a backslash (`command`), itself in the
 * braces of a command that the rewrite took away (`{hat}`, `{mathbb}`; with a backslash `{\hat}`), or a group
 * that is the second argument of one (`frac`).
 */
export type TexClass = string

const FONTS_AND_ACCENTS =
  'mathcal mathbb mathrm mathbf mathit mathsf mathtt mathscr mathfrak boldsymbol sqrt hat tilde bar vec overline underline dot'
/** Every class that is told from others. */
export const TEX_CLASSES: readonly TexClass[] = [
  'plain',
  'command',
  'frac',
  ...FONTS_AND_ACCENTS.split(' ').map((name) => `{${name}}`),
  ...FONTS_AND_ACCENTS.split(' ').map((name) => `{\\${name}}`),
]
/** What training knows of a run of letters or a symbol. */
export interface PieceEntry {
  /** Cost of the run as a command or in one piece as plain letters, in nats; Infinity where never seen. */
  readonly command: number
  readonly plain: number
  readonly classes: readonly TexClass[]
}

export interface PieceLexicon {
  readonly entries: ReadonlyMap<string, PieceEntry>
  /** Cost of a letter that stands for itself. */
  readonly letter: number
  readonly longest: number
}

const PART = /[A-Za-z]+|\d+(?:\.\d+)?|\s+|[^]/gu

/** What stands before a name in braces. */
const OPENS_NAME = /\{(?:(?:rm|it|bf|sf|text) )?$/

/** Costs, in nats, of one more piece in a run of letters and of a piece never seen. */
const CUT = 3
const UNKNOWN = 5

const WORD: readonly TexClass[] = ['plain', '{mathrm}']
const PLAIN: readonly TexClass[] = ['plain']

/** Splits the source of a formula into pieces, runs of letters where commands most likely begin and end. */
export function splitIntoPieces(source: string, lexicon: PieceLexicon): Piece[] {
  const out: Piece[] = []
  for (const match of source.matchAll(PART)) {
    const part = match[0]
    const isName =
      /^[a-z]{3,}$/.test(part) &&
      source[match.index + part.length] === '}' &&
      OPENS_NAME.test(source.slice(Math.max(0, match.index - 6), match.index))
    const runs = /^[A-Za-z]{2}/.test(part) ? cheapestSplit(part, lexicon) : [part]
    const hasCommand = runs.some(
      (run) => run.length > 2 && (lexicon.entries.get(run)?.command ?? Infinity) < Infinity,
    )
    const texts = isName && !hasCommand && runs.some((run) => run.length === 1) ? [part] : runs
    for (const text of texts) out.push(pieceOf(text, lexicon))
  }
  return out
}

/** Pieces seen before, by lexicon: formulas consist of few different ones. */
const known = new WeakMap<PieceLexicon, Map<string, Piece>>()
const MOST_KNOWN = 5000

function pieceOf(text: string, lexicon: PieceLexicon): Piece {
  let pieces = known.get(lexicon)
  if (!pieces || pieces.size >= MOST_KNOWN) known.set(lexicon, (pieces = new Map()))
  let piece = pieces.get(text)
  if (!piece) {
    const classes = lexicon.entries.get(text)?.classes ?? defaults(text)
    pieces.set(text, (piece = { text, hash: hashOf(text), shape: hashOf(shapeOf(text)), classes }))
  }
  return piece
}

function shapeOf(text: string): string {
  if (/^[a-z]+$/.test(text)) return text.length === 1 ? 'x' : text.length < 4 ? 'xx' : 'xxxx'
  if (/^[A-Z]+$/.test(text)) return text.length === 1 ? 'X' : 'XX'
  if (/^[A-Za-z]+$/.test(text)) return 'Xx'
  return /^\d/.test(text) ? '0' : text
}

function defaults(text: string): readonly TexClass[] {
  if (/^[%#&]$/.test(text)) return ['command']
  return /^[A-Za-z]{2}/.test(text) ? WORD : PLAIN
}

/** The split of a run into known commands, known words and letters that costs least. */
function cheapestSplit(run: string, { entries, letter, longest }: PieceLexicon): string[] {
  if (run.length > 200) return [run]
  const cost = new Float64Array(run.length + 1).fill(Infinity)
  const from = new Int32Array(run.length + 1)
  cost[0] = 0
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longest); start < end; start++) {
      const entry = entries.get(run.slice(start, end))
      const known = entry ? Math.min(entry.command, entry.plain) : Infinity
      const unknown = letter * (end - start) + UNKNOWN
      const total = (cost[start] ?? Infinity) + Math.min(known, unknown) + CUT
      if (total < (cost[end] ?? Infinity)) {
        cost[end] = total
        from[end] = start
      }
    }
  }
  const parts: string[] = []
  for (let end = run.length; end > 0; end = from[end] ?? 0) parts.unshift(run.slice(from[end] ?? 0, end))
  return parts
}
