/**
 * The front matter of a note, in which some keys are ours and all others are somebody else's. Ours are replaced where they
 * stand; every other line stays letter for letter, comments and spelling included.
 */
import { parseDocument, stringify } from 'yaml'

export type Properties = Readonly<Record<string, unknown>>

/** What a front matter says; null if it is no mapping of keys, a line each. */
export function readFrontMatter(yaml: string): Properties | null {
  const document = parseDocument(yaml)
  const values: unknown = document.errors.length > 0 ? null : document.toJS()
  return isProperties(values) ? values : null
}

/** The front matter of a new file. */
export function writeFrontMatter(properties: Properties): string {
  return Object.entries(properties)
    .map(([key, value]) => entryOf(key, value))
    .join('')
}

/**
 * `yaml` with the keys of `own` as in `properties`: changed, added or taken out. Null where that would change anything else,
 * as in a front matter written in an unusual way.
 */
export function replaceProperties(
  yaml: string,
  own: ReadonlySet<string>,
  properties: Properties,
): string | null {
  const before = readFrontMatter(yaml)
  if (before === null) return null
  const added = Object.keys(properties).filter((key) => !(key in before))
  const kept = entriesOf(yaml).map(({ key, text }) => {
    if (key === null || !own.has(key)) return text
    if (!(key in properties)) return ''
    return isEqual(before[key], properties[key]) ? text : entryOf(key, properties[key])
  })
  const after = kept.join('') + added.map((key) => entryOf(key, properties[key])).join('')
  const others = Object.entries(before).filter(([key]) => !own.has(key))
  const wanted = { ...Object.fromEntries(others), ...properties }
  const values = readFrontMatter(after)
  const isSame = values !== null && hasSame(values, wanted) && hasSame(wanted, values)
  return isSame ? after : null
}

interface Entry {
  readonly key: string | null
  readonly text: string
}

/** A key with the lines that belong to it; lines that belong to none (comments) have no key. */
function entriesOf(yaml: string): readonly Entry[] {
  const entries: { key: string | null; text: string }[] = []
  for (const line of yaml.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const key = /^(["']?)([\w-]+)\1[ \t]*:(?:\s|$)/.exec(line)?.[2]
    const last = entries.at(-1)
    const isMore = /^(?:[ \t]|-[ \t\n])/.test(line)
    if (key !== undefined) entries.push({ key, text: line })
    else if (last !== undefined && isMore) last.text += line
    else entries.push({ key: null, text: line })
  }
  return entries
}

function entryOf(key: string, value: unknown): string {
  return stringify({ [key]: value }, { lineWidth: 0 })
}

function hasSame(a: Properties, b: Properties): boolean {
  return Object.entries(a).every(([key, value]) => isEqual(value, b[key]))
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
