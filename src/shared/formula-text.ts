/**
 * Formulas as search sees them: by what is left when TeX, spacing and typography are taken away. `\mathcal{O}(n \log n)`,
 * `$O(n\log n)$`, `O(n log n)` and the feed's `O(nlog n)` are all `o(nlogn)`. The index and the query both go through
 * here. A formula is found in plain text by its shape, too often rather than too rarely: it only has to be findable.
 */

import { greekNames } from './greek.ts'

export interface FormulaSpan {
  /** UTF-16 range in the text. */
  readonly start: number
  readonly end: number
  /** The formula with everything taken away that does not count. */
  readonly key: string
}

/** A formula without TeX, spaces and typography. Empty if nothing is left. */
export function formulaKey(text: string): string {
  return (
    text
      // What the feed does to braced commands, done to everything (mathematics.md): \mathcal{O} is O.
      .replace(/\\[a-zA-Z]+\s*\{/g, '{')
      .replace(/\\[,;:! ]/g, '')
      .replace(wrappers, '')
      .replace(/<=/g, '≤')
      .replace(/>=/g, '≥')
      .replace(/\\/g, '')
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^ -~]/g, (character) => symbolNames.get(character) ?? character)
      .replace(/[\s\p{M}\p{C}${}^_&]/gu, '')
      .replace(/\b(?:left|right|big[lr]?)(?=[()[\]|<>.])/g, '')
      .replace(/^[.,;:!?]+|[.,;:!?]+$/g, '')
  )
}

const wrappers =
  /\\?(?:math(?:cal|bb|bf|rm|scr|frak|sf|it|tt|normal)|operatorname\*?|boldsymbol|displaystyle|textstyle)(?![a-z])|\\(?:left|right|[bB]igg?[lrm]?|text\w*|bm|quad|qquad)(?![a-zA-Z])/g

const symbolNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...greekNames,
    ϵ: 'epsilon',
    ϑ: 'theta',
    ς: 'sigma',
    ϕ: 'phi',
    '×': 'times',
    '·': 'cdot',
    '⋅': 'cdot',
    '−': '-',
    '–': '-',
    '±': 'pm',
    '≤': 'leq',
    '≥': 'geq',
    '≠': 'neq',
    '≈': 'approx',
    '∼': 'sim',
    '≪': 'll',
    '≫': 'gg',
    '→': 'to',
    '∈': 'in',
    '∞': 'infty',
    '∑': 'sum',
    '∏': 'prod',
    '∫': 'int',
    '∂': 'partial',
    '∇': 'nabla',
    '√': 'sqrt',
    '…': 'ldots',
    '⋯': 'cdots',
    '∥': '|',
    '‖': '|',
    '′': "'",
    '’': "'",
    '⟨': 'langle',
    '⟩': 'rangle',
  }),
)

/** The formulas of a text, in order. */
export function formulasOf(text: string): FormulaSpan[] {
  const spans: FormulaSpan[] = []
  let plainFrom = 0
  for (const match of text.matchAll(delimited)) {
    const inner = match[1] ?? match[2] ?? match[3] ?? ''
    if (match[1] !== undefined && !isFormula(inner)) continue
    addChains(spans, text, plainFrom, match.index)
    addSpan(spans, text, match.index, match.index + match[0].length)
    plainFrom = match.index + match[0].length
  }
  addChains(spans, text, plainFrom, text.length)
  return spans
}

const delimited = /\$([^$]{1,400})\$|\\\(([^$]{1,400}?)\\\)|\\\[([^$]{1,800}?)\\\]/g

/** Whether what stands between two dollars is a formula and not the text between two prices. */
function isFormula(inner: string): boolean {
  return /[\\^_={}]/.test(inner) || !/\s[a-z]{2,}(?:\s|$)/i.test(inner)
}

function addSpan(spans: FormulaSpan[], text: string, start: number, end: number): void {
  const key = formulaKey(text.slice(start, end))
  if ([...key].length > 1) spans.push({ start, end, key })
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly isStrong: boolean
  readonly isAtom: boolean
  readonly isFunction: boolean
  readonly startsOpen: boolean
  readonly endsOpen: boolean
  readonly depth: number
}

/** Chains of pieces of plain text that operators, functions and open brackets hold together. */
function addChains(spans: FormulaSpan[], text: string, from: number, to: number): void {
  let chain: Piece[] = []
  let depth = 0
  const finish = (): void => {
    const [first, last] = [chain[0], chain.at(-1)]
    const isKept =
      chain.some((piece) => piece.isStrong) || (chain.length > 1 && chain.some((p) => p.isFunction))
    if (first !== undefined && last !== undefined && isKept) addSpan(spans, text, first.start, last.end)
    chain = []
    depth = 0
  }
  const pieces = /\S+/g
  pieces.lastIndex = from
  for (let match = pieces.exec(text); match !== null && match.index < to; match = pieces.exec(text)) {
    const isLast = match.index + match[0].length === text.length
    const piece = pieceOf(match[0].slice(0, to - match.index), match.index, {
      isInside: depth > 0,
      // `O(n lo` is `O(n log n)` being typed.
      isUnfinished: depth > 0 && isLast,
    })
    const last = chain.at(-1)
    if (piece === null) {
      finish()
      continue
    }
    if (last !== undefined && !binds(last, piece, depth)) finish()
    chain.push(piece)
    depth = Math.max(0, depth + piece.depth)
  }
  finish()
}

function binds(left: Piece, right: Piece, depth: number): boolean {
  if (depth > 0 || left.endsOpen || right.startsOpen) return true
  return (left.isFunction && right.isAtom) || (left.isAtom && right.isFunction)
}

const strongCharacter =
  /[=<>≤≥≠≈∼≪≫±×·∈∞∑∏∫∂∇√→^_\\|~+*\u0370-\u03ff\u2070-\u209f²³¹\u{1d400}-\u{1d7ff}ℂℍℕℙℚℝℤℓ]/u
const call = /^[("'[]*\p{L}{1,2}['′]?[([]/u
const atom = /^[([{|]*(?:\p{L}|\d+(?:\.\d+)?)[)\]}|]*[,.;:]?$/u
const functionName =
  /^[([{]*(?:[a-z\d]?log[a-z\d]?|ln|exp|sin|cos|tan|max|min|argmax|argmin|lim|sup|inf|poly|polylog|sqrt)[)\]}]*$/
/** Names of symbols that the feed left without their backslash: part of a formula inside brackets only. */
const symbolWord =
  /^(?:times|cdot|leq?|geq?|neq|sim|approx|infty|to|in|ldots|cdots|mid|alpha|beta|gamma|delta|epsilon|lambda|mu|sigma|theta|pi)[)\]}]*$/
const quotient = /^[([]*\w{1,2}\/\w{1,2}[)\]]*[,.;:]?$/

/** What a piece of text between spaces can be in a formula; null if it cannot be in one. */
function pieceOf(
  piece: string,
  start: number,
  { isInside, isUnfinished }: { isInside: boolean; isUnfinished: boolean },
): Piece | null {
  const isStrong = strongCharacter.test(piece) || call.test(piece) || quotient.test(piece)
  const isAtom =
    atom.test(piece) || (isInside && symbolWord.test(piece)) || (isUnfinished && /^[a-z]{2,4}$/.test(piece))
  const isFunction = functionName.test(piece)
  if (!isStrong && !isAtom && !isFunction) return null
  return {
    start,
    end: start + piece.length,
    isStrong,
    isAtom,
    isFunction,
    startsOpen: /^[=<>≤≥≠≈∼≪≫±×·∈→^_|+*]/.test(piece),
    endsOpen: /[=<>≤≥≠≈∼≪≫±×·∈→^_+*]$/.test(piece),
    depth: piece.replace(/[^([{]/g, '').length - piece.replace(/[^)\]}]/g, '').length,
  }
}
