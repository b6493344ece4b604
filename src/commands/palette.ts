/** What the palette finds: commands that work here, papers of the list, tags, and what the feed can be asked; each with the letters that matched. */
import uFuzzy from '@leeoniya/ufuzzy'
import type { CommandId } from '../shared/commands.ts'
import { commands } from '../shared/commands.ts'
import type { CommandContext } from '../shared/commands.ts'
import type { PaperId } from '../shared/domain.ts'
import { isListOfPapers, papersIn } from '../shared/paper-address.ts'
import type { TagCount } from '../shared/contract.ts'

export type Entry =
  | { readonly kind: 'command'; readonly id: CommandId; readonly name: string }
  | { readonly kind: 'add'; readonly id: string; readonly name: string }
  | { readonly kind: 'feed'; readonly id: string; readonly name: string }
  | { readonly kind: 'paper'; readonly id: PaperId; readonly name: string }
  | { readonly kind: 'tag'; readonly id: string; readonly name: string; readonly count: number }

export interface Found {
  readonly entry: Entry
  /** Ranges of the name that matched, as pairs of offsets. */
  readonly ranges: readonly number[]
}

export interface Sources {
  readonly contexts: ReadonlySet<CommandContext>
  readonly papers: readonly { readonly id: PaperId; readonly name: string }[]
  readonly tags: readonly TagCount[]
}

const limits = { command: 8, paper: 6, tag: 4 } as const
const fuzzy = new uFuzzy({ intraIns: 1 })

/** Commands of the palette itself and keys that only make sense under the fingers. */
const hidden: ReadonlySet<CommandId> = new Set([
  'window.palette',
  'paper.close',
  'move.next',
  'move.previous',
])

/** What answers the text, best first within each kind; without a text, the commands that work here. */
export function findEntries(text: string, { contexts, papers, tags }: Sources): readonly Found[] {
  const all: readonly Entry[] = commands
    .filter((command) => contexts.has(command.when) && !hidden.has(command.id))
    .map(({ id, title, group }) => ({ kind: 'command', id, name: nameOf(title, group) }))
  if (text.trim() === '') return all.slice(0, 12).map((entry) => ({ entry, ranges: [] }))
  return [
    ...namedPapers(text),
    ...best(text, all, limits.command),
    ...best(
      text,
      papers.map(({ id, name }) => ({ kind: 'paper', id, name }) as const),
      limits.paper,
    ),
    ...best(
      text,
      tags.map(({ name, count }) => ({ kind: 'tag', id: name, name, count }) as const),
      limits.tag,
    ),
    ...feedSearch(text),
  ]
}

/** Ids and addresses of papers are offered to be added. */
function namedPapers(text: string): readonly Found[] {
  const papers = isListOfPapers(text) ? papersIn(text) : []
  const [first] = papers
  if (first === undefined) return []
  const name = papers.length === 1 ? `Add paper ${first.id}` : `Add ${papers.length} papers`
  return [{ entry: { kind: 'add', id: text, name }, ranges: [] }]
}

function feedSearch(text: string): readonly Found[] {
  const words = text.trim().slice(0, 250)
  return [{ entry: { kind: 'feed', id: words, name: `Search the feed for “${words}”` }, ranges: [] }]
}

function nameOf(title: string, group: string): string {
  if (group === 'Go to') return `Go to ${title}`
  if (group === 'Select') return `Select: ${title.toLowerCase()}`
  return title
}

function best(text: string, entries: readonly Entry[], limit: number): readonly Found[] {
  const names = entries.map(({ name }) => name)
  const [, info, order] = fuzzy.search(names, text)
  if (info && order && order.length > 0) {
    return order.slice(0, limit).flatMap((at) => found(entries[info.idx[at] ?? -1], info.ranges[at] ?? []))
  }
  // The words in another order: found all the same, but unranked and without their places.
  const [indexes] = fuzzy.search(names, text, 1)
  return (indexes ?? []).slice(0, limit).flatMap((at) => found(entries[at], []))
}

function found(entry: Entry | undefined, ranges: readonly number[]): readonly Found[] {
  return entry ? [{ entry, ranges }] : []
}
