/**
 * Takes in an export of Octavo (JSON lines): the papers with the lists they stood on, arXiv's texts, and what the reader
 * had decided and written. What is decided or written here already stays as it is.
 */
import { isDay } from '../../src/shared/days.ts'
import type {
  Change,
  IncomingList,
  ListName,
  Original,
  PaperId,
  PaperRow,
  StoredList,
} from '../../src/shared/domain.ts'
import { readJsonLines } from '../export/json-lines.ts'
import type { ReadPaper } from '../export/json-lines.ts'
import type { AsyncLibrary } from '../library/library.ts'

/** As many rows as `rows` takes, and as many originals as arXiv gives at once. */
const batch = 100

/** Each list and each kind of decision is a command of its own in the journal. `now` in ms. */
export async function importLines(
  library: AsyncLibrary,
  file: { readonly name: string; readonly text: string },
  now: number,
): Promise<StoredList> {
  const { papers, rejected } = readJsonLines(file.text)
  const stored: StoredList[] = []
  const fileList = `import:${file.name}`
  const lists = papers.length === 0 ? [{ list: fileList, papers: [] }] : listsOf(papers, fileList)
  for (const [index, list] of lists.entries()) {
    stored.push(await library.importList({ ...list, rejected: index === 0 ? rejected : [] }))
  }
  const rows = await rowsByName(library)
  const found = papers.flatMap((read) => {
    const row = rows.get(nameOf(read.paper.arxivId, read.paper.title))
    return row === undefined ? [] : [{ read, row }]
  })
  await storeOriginals(library, found, now)
  for (const { ids, change } of changesOf(found)) await library.change(ids, change)
  await saveNotes(library, found, file.name)
  return toldOf(stored, papers.length, rejected.length)
}

interface Found {
  readonly read: ReadPaper
  readonly row: PaperRow
}

/** The lists that papers name, each in its order; a paper that names none stands on the list of the file. */
function listsOf(
  papers: readonly ReadPaper[],
  fileList: ListName,
): readonly Omit<IncomingList, 'rejected'>[] {
  const lists = new Map<ListName, { readonly rank: number; readonly read: ReadPaper }[]>()
  for (const read of papers) {
    const named = read.listings.filter(({ list }) => isListName(list))
    for (const { list, rank } of named.length > 0 ? named : [{ list: fileList, rank: 0 }]) {
      const entries = lists.get(list) ?? []
      entries.push({ rank, read })
      lists.set(list, entries)
    }
  }
  return [...lists].map(([list, entries]) => ({
    list,
    papers: entries.toSorted((a, b) => a.rank - b.rank).map(({ read }) => read.paper),
  }))
}

function isListName(list: ListName): boolean {
  if (list.startsWith('day:')) return isDay(list.slice('day:'.length))
  return list === 'trending' || /^(?:week|month|search|page|arxiv|import):./.test(list)
}

/** Every paper of the library by arXiv id or, where there is none, by title. */
async function rowsByName(library: AsyncLibrary): Promise<ReadonlyMap<string, PaperRow>> {
  const { ids } = await library.list({ place: 'everything', day: null, order: 'newest', tag: null }, 0)
  const rows = new Map<string, PaperRow>()
  for (let from = 0; from < ids.length; from += batch) {
    for (const row of await library.rows(ids.slice(from, from + batch))) {
      rows.set(nameOf(row.arxivId, row.title.feed ?? row.title.original ?? ''), row)
    }
  }
  return rows
}

function nameOf(arxivId: string | null, title: string): string {
  return arxivId ?? `title ${title.trim()}`
}

/** arXiv's texts, where there are none yet. */
async function storeOriginals(library: AsyncLibrary, found: readonly Found[], now: number): Promise<void> {
  const originals: readonly Original[] = found.flatMap(({ read, row }) =>
    read.original === null || row.title.original !== null ? [] : [read.original],
  )
  for (let from = 0; from < originals.length; from += batch) {
    const some = originals.slice(from, from + batch)
    const asked = some.map(({ arxivId }) => arxivId)
    await library.storeOriginals(asked, some, now)
  }
}

interface Wanted {
  readonly ids: readonly PaperId[]
  readonly change: Change
}

/** Verdicts first, because a verdict ends a snooze. */
function changesOf(found: readonly Found[]): readonly Wanted[] {
  const undecided = found.filter(({ row }) => row.verdict === 'unread' && row.decidedAt === null)
  const verdicts = (['read', 'skipped', 'later'] as const).map((value) => ({
    ids: idsOf(undecided.filter(({ read }) => read.decisions.verdict === value)),
    change: { field: 'verdict', value } as const,
  }))
  const starred = found.filter(({ read, row }) => read.decisions.isStarred && !row.isStarred)
  const tags = new Set(found.flatMap(({ read }) => read.decisions.tags))
  const tagged = [...tags].map((name) => ({
    ids: idsOf(
      found.filter(({ read, row }) => read.decisions.tags.includes(name) && !row.tags.includes(name)),
    ),
    change: { field: 'tag', name, value: true } as const,
  }))
  const days = new Set(undecided.flatMap(({ read }) => read.decisions.snoozedUntil ?? []))
  const snoozed = [...days].map((value) => ({
    ids: idsOf(undecided.filter(({ read }) => read.decisions.snoozedUntil === value)),
    change: { field: 'snooze', value } as const,
  }))
  const star = { ids: idsOf(starred), change: { field: 'star', value: true } as const }
  return [...verdicts, star, ...tagged, ...snoozed].filter(({ ids }) => ids.length > 0)
}

function idsOf(found: readonly Found[]): readonly PaperId[] {
  return found.map(({ row }) => row.id)
}

/** A note is given back only where there has never been one. */
async function saveNotes(library: AsyncLibrary, found: readonly Found[], session: string): Promise<void> {
  for (const { read, row } of found) {
    const { note: text } = read.decisions
    if (text === '' || row.noteLine !== null) continue
    const { note } = await library.paper(row.id)
    if (note.revision > 0) continue
    await library.saveNote({
      paperId: row.id,
      text,
      baseRevision: 0,
      session: `import ${session}`.slice(0, 64),
    })
  }
}

/** A paper counts once, however many lists it stands on. */
function toldOf(stored: readonly StoredList[], papers: number, rejected: number): StoredList {
  const sum = (count: (list: StoredList) => number): number =>
    stored.reduce((total, list) => total + count(list), 0)
  const added = sum((list) => list.added)
  const others = Math.max(0, papers - added)
  const isChanged = sum((list) => list.merged + list.updated) > 0
  return { added, updated: 0, unchanged: isChanged ? 0 : others, merged: isChanged ? others : 0, rejected }
}
