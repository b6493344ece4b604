/** What the palette finds: commands that work here, papers, tags, settings, and what the feed can be asked; each with the letters that matched. */
import uFuzzy from '@leeoniya/ufuzzy'
import type { CommandId } from '../shared/commands.ts'
import { commands } from '../shared/commands.ts'
import type { CommandContext } from '../shared/commands.ts'
import type { PaperId } from '../shared/domain.ts'
import { isListOfPapers, papersIn } from '../shared/paper-address.ts'
import type { TagCount } from '../shared/contract.ts'
import { settingsSections, type SettingsSection } from '../stores/view.ts'

export type Entry =
  | { readonly kind: 'command'; readonly id: CommandId; readonly name: string }
  | { readonly kind: 'add'; readonly id: string; readonly name: string }
  | { readonly kind: 'feed'; readonly id: string; readonly name: string }
  | PaperEntry
  | {
      readonly kind: 'setting'
      readonly id: string
      readonly name: string
      readonly section: SettingsSection
    }
  | { readonly kind: 'tag'; readonly id: string; readonly name: string; readonly count: number }

/** A paper of the list, or one from elsewhere in the library. */
export interface PaperEntry {
  readonly kind: 'paper'
  readonly id: PaperId
  readonly name: string
}

export interface Found {
  readonly entry: Entry
  /** Ranges of the name that matched, as pairs of offsets. */
  readonly ranges: readonly number[]
}

export interface Sources {
  readonly contexts: ReadonlySet<CommandContext>
  /** Papers of the list, to look through, and those that the library found for the text. */
  readonly papers: readonly Omit<PaperEntry, 'kind'>[]
  readonly elsewhere: readonly Omit<PaperEntry, 'kind'>[]
  readonly tags: readonly TagCount[]
}

const limits = { command: 8, paper: 6, tag: 4, setting: 4 } as const

let fuzzy: uFuzzy | null = null

/** Made when something is first looked for: making it takes longer than all else that the window's script does at its start. */
function fuzzySearch(): uFuzzy {
  fuzzy ??= new uFuzzy({ intraIns: 1 })
  return fuzzy
}

/** Commands of the palette itself and keys that only make sense under the fingers. */
const hidden: ReadonlySet<CommandId> = new Set([
  'window.palette',
  'paper.close',
  'move.next',
  'move.previous',
])

/** What answers the text, best first within each kind; without a text, the commands that work here. */
export function findEntries(text: string, { contexts, papers, elsewhere, tags }: Sources): readonly Found[] {
  const all: readonly Entry[] = commands
    .filter((command) => contexts.has(command.when) && !hidden.has(command.id))
    .map(({ id, title, group }) => ({ kind: 'command', id, name: nameOf(title, group) }))
  if (text.trim() === '') return all.slice(0, 12).map((entry) => ({ entry, ranges: [] }))
  return [
    ...namedPapers(text),
    ...best(text, all, limits.command),
    ...papersFound(text, papers, elsewhere),
    ...best(
      text,
      tags.map(({ name, count }) => ({ kind: 'tag', id: name, name, count }) as const),
      limits.tag,
    ),
    ...best(text, settings, limits.setting),
    ...feedSearch(text),
  ]
}

/** Papers of the list by their letters first, then those of the library, which are found by whole words. */
function papersFound(
  text: string,
  papers: Sources['papers'],
  elsewhere: Sources['elsewhere'],
): readonly Found[] {
  const here = best(
    text,
    papers.map(({ id, name }) => ({ kind: 'paper', id, name }) as const),
    limits.paper,
  )
  const known = new Set(here.map(({ entry }) => entry.id))
  const others = elsewhere.filter(({ id }) => !known.has(id))
  const more = others.map(({ id, name }) => ({ entry: { kind: 'paper', id, name } as const, ranges: [] }))
  return [...here, ...more].slice(0, limits.paper)
}

const settingNames: Readonly<Record<SettingsSection, readonly string[]>> = {
  Feed: ['Address of the feed', 'How often the feed is asked', 'Originals from arXiv', 'Lists of arXiv'],
  Reading: ['Theme', 'Rows of lists', 'Text size of papers'],
  Keys: ['Keys', 'Single letters are commands'],
  Offline: ['Papers kept offline', 'Space for papers kept offline'],
  'Storage and backups': ['Backups', 'Restore a backup'],
}

const settings: readonly Entry[] = settingsSections.flatMap((section) =>
  settingNames[section].map((name) => ({ kind: 'setting', id: name, name, section }) as const),
)

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
  const search = fuzzySearch()
  const [, info, order] = search.search(names, text)
  if (info && order && order.length > 0) {
    return order.slice(0, limit).flatMap((at) => found(entries[info.idx[at] ?? -1], info.ranges[at] ?? []))
  }
  // The words in another order: found all the same, but unranked and without their places.
  const [indexes] = search.search(names, text, 1)
  return (indexes ?? []).slice(0, limit).flatMap((at) => found(entries[at], []))
}

function found(entry: Entry | undefined, ranges: readonly number[]): readonly Found[] {
  return entry ? [{ entry, ranges }] : []
}
