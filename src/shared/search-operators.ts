/** The operators of the search language: their names, what may follow them, and what each one means. */
import { addDays, isDay } from './days.ts'
import type { Day } from './days.ts'
import { parsePaperAddress } from './paper-address.ts'

/** A fact about a paper that is looked up and not searched for. */
export type Fact =
  | { readonly kind: 'is'; readonly value: IsValue }
  | { readonly kind: 'has'; readonly value: HasValue }
  | { readonly kind: 'tag'; readonly name: string; readonly isPrefix: boolean }
  | { readonly kind: 'cat'; readonly category: string }
  /** Near to a paper, which is named by its arXiv id or its number in the library. */
  /** An arXiv id, a title, or `#` and a number of this library. */
  | { readonly kind: 'like'; readonly paper: string }
  /** Days from `from` to `to`, both inclusive; null is open. `listed` is any feed day of the paper, `newest` its newest. */
  | { readonly kind: 'listed' | 'newest'; readonly from: Day | null; readonly to: Day | null }
  | { readonly kind: 'upvotes'; readonly from: number | null; readonly to: number | null }

export const isValues = ['unread', 'later', 'read', 'skipped', 'starred', 'snoozed'] as const
export type IsValue = (typeof isValues)[number]
export const hasValues = ['note', 'pdf', 'code'] as const
export type HasValue = (typeof hasValues)[number]

/** The texts of a paper that can be searched by themselves. */
export const textFields = ['title', 'author', 'abstract', 'note', 'keyword'] as const
export type TextField = (typeof textFields)[number]

export interface Operator {
  readonly name: string
  /** What follows the colon, in words: for completion and for errors. */
  readonly wants: string
  /** All values there are, where they are few. */
  readonly values: readonly string[]
}

export const operators = [
  { name: 'title', wants: 'a word of the title', values: [] },
  { name: 'author', wants: 'a name', values: [] },
  { name: 'abstract', wants: 'a word of the abstract', values: [] },
  { name: 'note', wants: 'a word of your note', values: [] },
  { name: 'keyword', wants: 'a keyword', values: [] },
  { name: 'tag', wants: 'one of your tags', values: [] },
  { name: 'is', wants: isValues.join(', '), values: isValues },
  { name: 'has', wants: hasValues.join(', '), values: hasValues },
  { name: 'before', wants: 'a day, month or year, such as 2026-06', values: [] },
  { name: 'after', wants: 'a day, month or year, such as 2026-06', values: [] },
  { name: 'day', wants: 'a day or month of the feed, such as 2026-06-12', values: [] },
  { name: 'upvotes', wants: 'a number, such as >20 or 10..50', values: [] },
  { name: 'cat', wants: 'an arXiv category, such as cs.LG', values: [] },
  { name: 'like', wants: 'the arXiv id of a paper, such as 2606.13677, or its title in quotes', values: [] },
] as const satisfies readonly Operator[]
export type OperatorName = (typeof operators)[number]['name']

/** The operator of that name in any case, or undefined. */
export function operatorOf(name: string): (typeof operators)[number] | undefined {
  const lower = name.toLowerCase()
  return operators.find((operator) => operator.name === lower)
}

export function isTextField(name: OperatorName): name is TextField {
  return textFields.some((field) => field === name)
}

/** The fact that `name:value` asks for; null if the value is none that the operator knows. */
export function factOf(
  name: Exclude<OperatorName, TextField>,
  value: string,
  isBeingTyped: boolean,
): Fact | null {
  switch (name) {
    case 'is': {
      const wanted = isValues.find((known) => known === value.toLowerCase())
      return wanted === undefined ? null : { kind: 'is', value: wanted }
    }
    case 'has': {
      const wanted = hasValues.find((known) => known === value.toLowerCase())
      return wanted === undefined ? null : { kind: 'has', value: wanted }
    }
    case 'tag':
      return value.endsWith('*')
        ? { kind: 'tag', name: value.slice(0, -1), isPrefix: true }
        : { kind: 'tag', name: value.replace(/^#/, ''), isPrefix: isBeingTyped }
    case 'cat':
      return /^[a-z][a-z-]*(?:\.[a-z-]*)?$/i.test(value) ? { kind: 'cat', category: value } : null
    case 'like':
      return likeOf(value)
    case 'upvotes':
      return upvotesOf(value)
    case 'before':
    case 'after':
    case 'day':
      return daysOf(name, value)
  }
}

function daysOf(name: 'before' | 'after' | 'day', value: string): Fact | null {
  const span = spanOf(value)
  if (span === null) return null
  if (name === 'day') return { kind: 'listed', from: span.first, to: span.last }
  return name === 'before'
    ? { kind: 'newest', from: null, to: addDays(span.first, -1) }
    : { kind: 'newest', from: addDays(span.last, 1), to: null }
}

/** First and last day of a day, a month or a year. */
function spanOf(value: string): { first: Day; last: Day } | null {
  if (isDay(value)) return { first: value, last: value }
  const [, year = '', month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(value) ?? []
  if (year === '') return null
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` }
  const next =
    month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`
  return { first: `${year}-${month}-01`, last: addDays(next, -1) }
}

function likeOf(value: string): Fact | null {
  const isTitle = /\S\s+\S/.test(value)
  const paper = parsePaperAddress(value)?.id ?? (isTitle ? value : /^#\d{1,9}$/.exec(value)?.[0])
  return paper === undefined ? null : { kind: 'like', paper }
}

function upvotesOf(value: string): Fact | null {
  const between = /^(\d{1,9})\.\.(\d{1,9})$/.exec(value)
  if (between !== null) return { kind: 'upvotes', from: Number(between[1]), to: Number(between[2]) }
  const [, sign = '', digits] = /^([<>]=?|=)?(\d{1,9})$/.exec(value) ?? []
  if (digits === undefined) return null
  const number = Number(digits)
  switch (sign) {
    case '>':
      return { kind: 'upvotes', from: number + 1, to: null }
    case '>=':
      return { kind: 'upvotes', from: number, to: null }
    case '<':
      return { kind: 'upvotes', from: null, to: number - 1 }
    case '<=':
      return { kind: 'upvotes', from: null, to: number }
    default:
      return { kind: 'upvotes', from: number, to: number }
  }
}
