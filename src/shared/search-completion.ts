/** What may be written next in a search: operators while a word is typed, their values after the colon. */
import { operatorOf, operators } from './search-operators.ts'

export interface Completion {
  /** What takes the place of the range. */
  readonly insert: string
  readonly label: string
  /** What it is, in words; empty where the label says it. */
  readonly hint: string
}

export interface Completions {
  /** The range (UTF-16) that a completion replaces. */
  readonly start: number
  readonly end: number
  readonly items: readonly Completion[]
  /** What the operator at the caret wants, where there is nothing to choose from. */
  readonly wants: string | null
}

const mostItems = 8
const none: Completions = { start: 0, end: 0, items: [], wants: null }

/** The completions at the caret; `tags` are those of the library. */
export function completionsAt(text: string, caret: number, tags: readonly string[]): Completions {
  const before = text.slice(0, caret)
  const [, minus = '', word = ''] = /(?:^|\s)(-?)((?:[^\s"]|"[^"]*(?:"|$))*)$/.exec(before) ?? []
  if (word === '' || (minus === '' && word.startsWith('"'))) return none
  const start = caret - word.length
  const colon = word.indexOf(':')
  if (colon === -1) {
    const lower = word.toLowerCase()
    const items = operators
      .filter(({ name }) => name.startsWith(lower))
      .map(({ name, wants }) => ({ insert: `${name}:`, label: `${name}:`, hint: wants }))
    return { start, end: caret, items, wants: null }
  }
  const operator = operatorOf(word.slice(0, colon))
  if (operator === undefined) return none
  const typed = word.slice(colon + 1).replace(/^"/, '')
  const known: readonly string[] = operator.name === 'tag' ? tags : operator.values
  const items = known
    .filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()) && value !== typed)
    .slice(0, mostItems)
    .map((value) => ({ insert: `${/\s/.test(value) ? `"${value}"` : value} `, label: value, hint: '' }))
  const wants = typed === '' && items.length === 0 ? operator.wants : null
  return { start: start + colon + 1, end: caret, items, wants }
}
