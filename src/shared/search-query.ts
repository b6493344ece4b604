/**
 * The search language: text with operators, as one types it into the search field, read into what it asks for. Pure, and
 * total: every text is a query, and what cannot be understood in it is told with its place while the rest is searched.
 *
 *   word "a phrase" word* -word            title: author: abstract: note: keyword:    also with "quotes" and -
 *   is:unread is:later is:read is:skipped is:starred is:snoozed      has:note has:pdf has:code
 *   tag:name  cat:cs.LG  day:2026-06-12  before:2026-06  after:2025  upvotes:>20  like:2606.13677
 */
import { distance } from './edit-distance.ts'
import { wordsOf } from './fold-text.ts'
import { formulasOf } from './formula-text.ts'
import { factOf, isTextField, operatorOf, operators } from './search-operators.ts'
import type { Fact, OperatorName, TextField } from './search-operators.ts'

/** Words that must stand side by side, or a formula, somewhere in a paper or in one of its texts. */
export interface TextTerm {
  readonly kind: 'text'
  readonly field: TextField | null
  /** Folded words; the last may be the beginning of a word. */
  readonly words: readonly string[]
  readonly isPrefix: boolean
  /** A formula, see formula-text.ts: papers with it are meant, and those with its words if there are at least two. */
  readonly formula: string | null
  readonly isNegated: boolean
  readonly start: number
  readonly end: number
}

export interface FactTerm {
  readonly kind: 'fact'
  readonly fact: Fact
  readonly isNegated: boolean
}

/** What could not be understood, with its place (UTF-16) in the text. */
export interface QueryProblem {
  readonly kind: 'no-value' | 'unknown-value' | 'unknown-operator'
  readonly operator: string
  readonly value: string
  /** What was probably meant, to put in place of the range. */
  readonly suggestion: string | null
  readonly start: number
  readonly end: number
}

export interface SearchQuery {
  readonly terms: readonly (TextTerm | FactTerm)[]
  readonly problems: readonly QueryProblem[]
}

/** More terms or words than anybody types; what is beyond is not searched for. */
const mostTerms = 40
const mostWords = 60

interface Chunk {
  readonly start: number
  readonly end: number
  readonly isNegated: boolean
  /** Lower case; null where there is none. */
  readonly operator: string | null
  readonly value: string
  readonly valueStart: number
  readonly isQuoted: boolean
}

const chunkShape = /(-?)(?:(\p{L}+):)?(?:"([^"]*)(?:"|$)|(\S*))/uy

/** Reads a query. Never throws. */
export function parseQuery(text: string): SearchQuery {
  const terms: (TextTerm | FactTerm)[] = []
  const problems: QueryProblem[] = []
  let plain: Chunk[] = []
  const flush = (): void => {
    addPlain(terms, text, plain)
    plain = []
  }
  for (const chunk of chunksOf(text)) {
    const problem = problemOf(chunk, text)
    if (problem !== null) problems.push(problem)
    const operator = chunk.operator === null ? undefined : operatorOf(chunk.operator)
    if (operator === undefined && !chunk.isNegated && !chunk.isQuoted && !isStarred(chunk.value)) {
      plain.push(chunk)
      continue
    }
    flush()
    const isBeingTyped = chunk.end === text.length && !closes(chunk, text)
    const term =
      operator === undefined
        ? textTerm(chunk, null, isBeingTyped)
        : operatorTerm(chunk, operator.name, isBeingTyped)
    if (term !== null) terms.push(term)
  }
  flush()
  return { terms: terms.slice(0, mostTerms), problems }
}

function* chunksOf(text: string): Generator<Chunk> {
  const space = /\s*/y
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.exec(text)
    const start = space.lastIndex
    if (start >= text.length) return
    chunkShape.lastIndex = start
    const match = chunkShape.exec(text)
    if (match === null) return
    const [whole, minus = '', name, quoted, bare = ''] = match
    at = start + Math.max(1, whole.length)
    const isNegated = minus !== '' && whole.length > 1
    const isKnown = name !== undefined && operatorOf(name) !== undefined
    const prefixLength = (isNegated ? 1 : 0) + (isKnown ? name.length + 1 : 0)
    const isQuoted = quoted !== undefined && (isKnown || name === undefined)
    const value = isQuoted ? quoted : text.slice(start + prefixLength, at)
    yield {
      start,
      end: at,
      isNegated,
      operator: name === undefined || (!isKnown && bare.startsWith('//')) ? null : name.toLowerCase(),
      value,
      valueStart: start + prefixLength + (isQuoted ? 1 : 0),
      isQuoted,
    }
  }
}

/** Whether a quoted chunk has its closing quote, so that its last word is complete. */
function closes(chunk: Chunk, text: string): boolean {
  return chunk.isQuoted && chunk.end > chunk.valueStart + chunk.value.length && text[chunk.end - 1] === '"'
}

function isStarred(value: string): boolean {
  return /^[\p{L}\p{N}\p{M}]+\*$/u.test(value)
}

/** Plain words one after the other: the formulas among them, and each other word by itself. */
function addPlain(terms: (TextTerm | FactTerm)[], text: string, chunks: readonly Chunk[]): void {
  const [first, last] = [chunks[0], chunks.at(-1)]
  if (first === undefined || last === undefined) return
  const stretch = text.slice(first.start, last.end)
  const formulas = formulasOf(stretch).map((span) => ({
    key: span.key,
    start: span.start + first.start,
    end: span.end + first.start,
  }))
  const isBeingTyped = last.end === text.length
  let done = 0
  for (const chunk of chunks) {
    if (chunk.start < done) continue
    const formula = formulas.find((span) => span.start < chunk.end && span.end > chunk.start)
    const end = formula === undefined ? chunk.end : Math.max(formula.end, chunk.end)
    const start = chunk.start
    done = end
    const value = arxivIdIn(text.slice(start, end)) ?? text.slice(start, end)
    const whole = { ...chunk, end, value, valueStart: start }
    const term = textTerm(whole, null, isBeingTyped && end === text.length)
    if (term !== null) terms.push({ ...term, formula: formula?.key ?? null })
    else if (formula !== undefined) terms.push(formulaTerm(whole, formula.key))
  }
}

/** The arXiv id in an address or with its version, which papers are known by without. */
function arxivIdIn(value: string): string | null {
  const match = /(?:^|arxiv[.:/].*?|papers\/)(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?$/i.exec(value)
  return match?.[1] ?? null
}

function formulaTerm(chunk: Chunk, formula: string): TextTerm {
  const { isNegated, start, end } = chunk
  return { kind: 'text', field: null, words: [], isPrefix: false, formula, isNegated, start, end }
}

/** The term for words; null if there are none in it. A word that is still being typed is the beginning of one. */
function textTerm(chunk: Chunk, field: TextField | null, isBeingTyped: boolean): TextTerm | null {
  const all = wordsOf(chunk.value).slice(0, mostWords)
  const last = all.at(-1)
  if (last === undefined) {
    const formula = chunk.isQuoted ? (formulasOf(chunk.value)[0]?.key ?? null) : null
    return formula === null ? null : formulaTerm(chunk, formula)
  }
  const isLoneTail = last.isTail && (all.length === 1 || all.at(-2)?.end !== last.end)
  // The index has the tail of a run at its end only; a query may end within the run.
  const words = last.isTail && !isLoneTail ? all.slice(0, -1) : all
  const endsHere = last.end === chunk.value.length
  const isPrefix =
    isLoneTail ||
    (chunk.value.endsWith('*') && last.end === chunk.value.length - 1) ||
    (isBeingTyped && endsHere && !last.isTail && last.text.length > 1)
  // The star of `learn*` is no operator of a formula.
  const unstarred = chunk.value.replace(/(?<=[\p{L}\p{N}])\*$/u, '')
  const formulas = chunk.isQuoted || hasFormulas(field) ? formulasOf(unstarred) : []
  return {
    kind: 'text',
    field,
    words: words.map((word) => word.text),
    isPrefix,
    formula:
      formulas.length === 1 && (field === null || hasFormulas(field)) ? (formulas[0]?.key ?? null) : null,
    isNegated: chunk.isNegated,
    start: chunk.start,
    end: chunk.end,
  }
}

function hasFormulas(field: TextField | null): boolean {
  return field === 'title' || field === 'abstract' || field === 'note'
}

function operatorTerm(chunk: Chunk, name: OperatorName, isBeingTyped: boolean): TextTerm | FactTerm | null {
  if (chunk.value === '') return null
  if (isTextField(name)) return textTerm(chunk, name, isBeingTyped)
  const fact = factOf(name, chunk.value.trim(), isBeingTyped)
  return fact === null ? null : { kind: 'fact', fact, isNegated: chunk.isNegated }
}

function problemOf(chunk: Chunk, text: string): QueryProblem | null {
  const { operator, value, start, end } = chunk
  if (operator === null) return null
  const known = operatorOf(operator)
  if (known === undefined) {
    const meant = nearest(
      operator,
      operators.map(({ name }) => name),
    )
    if (meant === null) return null
    const colon = text.indexOf(':', start)
    const from = start + (chunk.isNegated ? 1 : 0)
    return { kind: 'unknown-operator', operator, value, suggestion: meant, start: from, end: colon }
  }
  // What is still being typed is not wrong yet.
  const isAtEnd = end === text.length
  if (value.trim() === '') {
    if (isAtEnd && !closes(chunk, text)) return null
    return { kind: 'no-value', operator: known.name, value: '', suggestion: null, start, end }
  }
  if (isTextField(known.name) || factOf(known.name, value.trim(), false) !== null) return null
  const values: readonly string[] = known.values
  if (isAtEnd && (values.length === 0 || values.some((option) => option.startsWith(value.toLowerCase())))) {
    if (values.length > 0 || /^[\d<>=.-]*$/.test(value)) return null
  }
  const range = { start: chunk.valueStart, end: chunk.valueStart + value.length }
  return { kind: 'unknown-value', operator: known.name, value, suggestion: nearest(value, values), ...range }
}

function nearest(word: string, known: readonly string[]): string | null {
  const lower = word.toLowerCase()
  const allowed = lower.length < 4 ? 1 : 2
  const ranked = known
    .map((name) => ({ name, far: distance(lower, name, allowed) }))
    .filter(({ far, name }) => far <= allowed && far < name.length)
    .sort((one, other) => one.far - other.far)
  return ranked[0]?.name ?? null
}
