/**
 * Everything the window may ask of the library and hear from it: the only definition of what crosses a process.
 * A method is one entry here and one function in electron/service. Inputs are parsed on the serving side, always.
 * All values are JSON.
 */
import { z } from 'zod'
import { omit, partial } from 'zod/mini'
import type { Announced, AnnouncementsStatus } from './announcements.ts'
import { isDay } from './days.ts'
import { exportFormats } from './export-formats.ts'
import type { ExportedFile, VaultResult } from './export-formats.ts'
import { longestNote, orders, places, verdicts } from './domain.ts'
import type { KeptList, KeptPages } from './kept.ts'
import type { PagePictures } from './pictures.ts'
import { statsRanges } from './reviews.ts'
import type { JournalPage, RevertResult, Stats, WeekReview } from './reviews.ts'
import { searchName, searchText as savedText, settingsSchema, type Settings } from './settings.ts'
import { searchOrders } from './search-matches.ts'
import { viewState, type ViewState } from './view-state.ts'
import type { FoundPaper } from './search-matches.ts'
import type { SimilarPapers, TwinPair } from './similar.ts'
import type { Failure } from './errors.ts'
import type { Health, LibraryCopy, Recovery, StorageFacts } from './storage.ts'
import { isWeek } from './weeks.ts'
import type {
  ArxivId,
  BackfillStatus,
  CommandSummary,
  Counts,
  DayFacts,
  Note,
  PaperDetail,
  PaperId,
  PaperRow,
  StoredList,
  SyncStatus,
} from './domain.ts'

const paperId = z.int().positive()
const paperIds = z.array(paperId).min(1).max(200_000)
const day = z.string().refine(isDay, 'not a calendar day')
const tagName = z.string().trim().min(1).max(60)

const change = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('verdict'), value: z.enum(verdicts) }),
  z.strictObject({ field: z.literal('star'), value: z.boolean() }),
  z.strictObject({ field: z.literal('snooze'), value: day.nullable() }),
  z.strictObject({ field: z.literal('tag'), name: tagName, value: z.boolean() }),
])

/** A list of papers: a place, one day of it or all, in an order. */
const listQuery = z.strictObject({
  place: z.enum(places),
  day: day.nullable(),
  order: z.enum(orders),
  tag: tagName.nullable().default(null),
  /** Only what stands on this list of the library, in its ranks; wins over the day. */
  list: z.string().min(1).max(400).optional(),
})
export type ListQuery = z.output<typeof listQuery>

const searchText = z.string().max(1000)

/** The name of a list that the feed has. */
const feedList = z
  .string()
  .regex(/^(day:\d{4}-\d\d-\d\d|week:\d{4}-W\d\d|month:\d{4}-\d\d|trending|search:.{1,250})$/)

/** Longest text of one import: a library of some 30,000 papers as JSON lines. */
export const importLimit = 150_000_000

export type { Settings } from './settings.ts'

const nothing = z.strictObject({})

/** Method name to the schema of its input. */
export const inputs = {
  /** All the window needs for its first paint besides the list. */
  'app.state': nothing,
  'view.save': viewState,
  /** Saved searches have a method of their own, so that they can be undone. */
  'settings.save': partial(omit(settingsSchema, { searches: true })),
  /** Ids of the whole list, in order, and the first rows of it. The order never changes under the cursor. */
  'papers.list': listQuery,
  /** The list that the window opens with, and what is told about its day: asked for before the window's scripts are there. */
  'papers.first': nothing,
  'papers.rows': z.strictObject({ ids: z.array(paperId).max(500) }),
  'papers.get': z.strictObject({ id: paperId }),
  /** Papers as a file's content, in the order of `ids`; those that are gone are left out. Null for the whole library. */
  'papers.export': z.strictObject({ ids: paperIds.nullable(), format: z.enum(exportFormats) }),
  /** The paper of an arXiv id without version. */
  'papers.named': z.strictObject({ arxivId: z.string().min(1).max(40) }),
  /** Hands papers to Zotero on this computer. Fails with `zotero-away` or `zotero-refused`. */
  'zotero.send': z.strictObject({ ids: z.array(paperId).min(1).max(500) }),
  /** Papers found, best or newest first. A greater limit gives the same beginning. */
  'search.find': z.strictObject({
    text: searchText,
    order: z.enum(searchOrders),
    limit: z.int().min(1).max(20_000),
  }),
  /** Takes longer than `search.find`: for when the typing pauses. */
  'search.count': z.strictObject({ text: searchText }),
  /** Keeps a search as a place under a name, or (null) no longer, in one undoable command. */
  'searches.keep': z.strictObject({ text: savedText, name: z.nullable(searchName) }),
  'search.excerpts': z.strictObject({ text: searchText, ids: z.array(paperId).max(500) }),
  /** Papers as Markdown notes of a folder; what others wrote there stays. */
  'vault.write': z.strictObject({ ids: paperIds.nullable(), folder: z.string().trim().min(1).max(1000) }),
  /** The papers most like one, by the library's own words. */
  'papers.similar': z.strictObject({ id: paperId, limit: z.int().min(1).max(50) }),
  /** Papers that may be here twice, found by their titles. */
  'twins.list': nothing,
  /** Makes one of papers, in one undoable command. */
  'twins.merge': z.strictObject({ ids: z.array(paperId).min(2).max(50) }),
  /** Says that two papers are two, so that they are not offered as one again. */
  'twins.keepApart': z.strictObject({ one: paperId, other: paperId }),
  'days.facts': z.strictObject({ day }),
  /** Undecided papers of the days around: for `[`, `]` and the sentence of an empty day. */
  'days.near': z.strictObject({ day }),
  'papers.change': z.strictObject({ ids: paperIds, change }),
  'journal.undo': nothing,
  'journal.redo': nothing,
  /** What the reader did, newest first: the commands with numbers below `before`, or the newest of all. */
  'journal.list': z.strictObject({ before: z.int().nullable(), limit: z.int().min(1).max(200) }),
  /** Takes back one command, whenever it was given, by a new one that can be undone. */
  'journal.revert': z.strictObject({ commandId: z.string().min(1).max(64) }),
  'week.review': z.strictObject({ week: z.string().refine(isWeek, 'not a week') }),
  'stats.get': z.strictObject({ range: z.enum(statsRanges) }),
  'notes.save': z.strictObject({
    paperId,
    text: z.string().max(longestNote),
    baseRevision: z.int().nonnegative(),
    /** One writing of the note, however often it is saved, is one step of undo. */
    session: z.string().min(1).max(64),
  }),
  'sync.start': nothing,
  'sync.stop': nothing,
  /** Fetches one list of the feed now: any day, week or month, what is trending, or a search. */
  'lists.fetch': z.strictObject({ list: feedList }),
  /** Fetches the papers whose ids or addresses stand in the text, at most a hundred, as one undoable import. */
  'papers.add': z.strictObject({ text: z.string().min(1).max(1_000_000) }),
  /** What arXiv announced on a day, or on the newest day that is here, in the categories of the settings. */
  'arxiv.announced': z.strictObject({ day: day.nullable() }),
  'backfill.status': nothing,
  'backfill.start': z.strictObject({ from: day, to: day }),
  'backfill.pause': nothing,
  'backfill.resume': nothing,
  /** Ends it for good; what was fetched stays. */
  'backfill.cancel': nothing,
  /** A saved page, or pasted text of one. `name` is the file's name or a title for the list. */
  'import.text': z.strictObject({ name: z.string().min(1).max(200), text: z.string().max(importLimit) }),
  'sample.open': nothing,
  'sample.remove': nothing,
  'tags.list': nothing,
  /** What is kept for reading offline, newest change first. */
  'kept.list': nothing,
  /** Fetches full text, figures and PDF of papers, when there is a network. */
  'kept.keep': z.strictObject({ ids: paperIds }),
  /** Removes them again; null for all. */
  'kept.remove': z.strictObject({ ids: paperIds.nullable() }),
  /** Brings back what was removed since Octavo began. */
  'kept.restore': nothing,
  'kept.pages': z.strictObject({ id: paperId }),
  /** The pictures of a paper that are here, and whether there are more. */
  'pictures.get': z.strictObject({ id: paperId }),
  /** Fetches all pictures of a paper, when there is a network. */
  'pictures.ask': z.strictObject({ id: paperId }),
  /** Removes the pictures of all papers; they come again when they are asked for. */
  'pictures.remove': nothing,
  /** Where the library is and what copies there are. This and the next ones also work for a library that does not open. */
  'storage.get': nothing,
  /** Makes today's backup, verified, in place of one of today. */
  'backups.make': nothing,
  /** Goes on with a verified copy of the library at `path`, a backup or any other; the present one is set aside. */
  'library.open': z.strictObject({ path: z.string().trim().min(1).max(1000) }),
  /** Moves the library into a folder, which is made if need be; what was here before is set aside. */
  'library.move': z.strictObject({ folder: z.string().trim().min(1).max(1000) }),
  /** Goes on with the library at `path`, where it is; the present one stays where it is. */
  'library.use': z.strictObject({ path: z.string().trim().min(1).max(1000) }),
  /** Has the reader choose a folder or a library's file in the shell's own dialog. */
  'shell.pick': z.strictObject({ what: z.enum(['folder', 'library']) }),
  /** Goes on with a new library; the present one is set aside. */
  'library.startOver': nothing,
  /** Goes on with the newest backup and all that can be read of the present library, which is set aside. */
  'library.repair': nothing,
  /** What the window knows of the network: the serving process cannot ask the system. */
  'network.tell': z.strictObject({ isMetered: z.boolean(), isOnline: z.boolean() }),
  /** Opens an https address outside the app; refused where the shell cannot. */
  'shell.open': z.strictObject({ url: z.url({ protocol: /^https$/ }).max(2048) }),
  /** A silent notification of the system; nothing where the shell has none of its own. */
  'shell.notify': z.strictObject({ text: z.string().min(1).max(200) }),
} as const

export type Method = keyof typeof inputs
export type Input<M extends Method> = z.input<(typeof inputs)[M]>
export type ParsedInput<M extends Method> = z.output<(typeof inputs)[M]>

export interface AppState {
  readonly settings: Settings
  readonly counts: Counts
  readonly sync: SyncStatus
  readonly view: ViewState | null
  /** Newest feed day that has papers; null in an empty library. */
  readonly latestDay: string | null
  readonly today: string
  readonly libraryPath: string
  readonly version: string
  readonly tags: readonly TagCount[]
}

export interface FirstList {
  readonly query: ListQuery
  readonly ids: readonly PaperId[]
  readonly rows: readonly PaperRow[]
  /** Null where the list is not a day's. */
  readonly facts: DayFacts | null
  readonly near: NearDays | null
  /** The one that the window opens with; null if there is none. */
  readonly paper: PaperDetail | null
}

export interface SearchPage {
  readonly ids: readonly PaperId[]
  /** The first rows, and what of the first 20 of those papers answers the search. */
  readonly rows: readonly PaperRow[]
  readonly excerpts: readonly FoundPaper[]
  /** Papers that are not in the index yet, or not as they are now. */
  readonly pending: number
}

export interface SearchCount {
  readonly count: number
  /** For a search that finds nothing: the same with its words spelled as the library spells them, if that finds something. */
  readonly suggestion: { readonly text: string; readonly count: number } | null
}

export interface TagCount {
  readonly name: string
  readonly count: number
}

/** The days around one: the nearest with a list, or a weekday in between that the feed was never asked for. */
export interface NearDays {
  readonly previous: string | null
  readonly next: string | null
  /** Nearest earlier day with undecided papers, and how many. */
  readonly previousUndecided: { readonly day: string; readonly count: number } | null
}

export interface Changed {
  readonly command: CommandSummary | null
  readonly counts: Counts
}

/** Method name to its output. */
export interface Outputs {
  'app.state': AppState
  'view.save': null
  'settings.save': Settings
  'papers.list': { readonly ids: readonly PaperId[]; readonly rows: readonly PaperRow[] }
  'papers.first': FirstList
  'papers.rows': readonly PaperRow[]
  'papers.get': PaperDetail
  /** Null if it is not in the library. */
  'papers.named': PaperId | null
  'papers.export': ExportedFile
  'vault.write': VaultResult
  /** How many were sent. */
  'zotero.send': number
  'search.find': SearchPage
  'search.count': SearchCount
  'searches.keep': Changed
  'search.excerpts': readonly FoundPaper[]
  'papers.similar': SimilarPapers
  'twins.list': readonly TwinPair[]
  'twins.merge': Changed
  'twins.keepApart': Changed
  'days.facts': DayFacts
  'days.near': NearDays
  'papers.change': Changed
  /** `command` is null when nothing is left to undo or redo. */
  'journal.undo': Changed
  'journal.redo': Changed
  'journal.list': JournalPage
  'journal.revert': RevertResult & { readonly counts: Counts }
  'week.review': WeekReview
  'stats.get': Stats
  'notes.save': { readonly note: Note; readonly counts: Counts }
  'sync.start': SyncStatus
  'sync.stop': SyncStatus
  'lists.fetch': { readonly stored: StoredList; readonly counts: Counts }
  /** `missing`: ids that neither Hugging Face nor arXiv has. */
  'papers.add': { readonly stored: StoredList; readonly missing: readonly ArxivId[]; readonly counts: Counts }
  'arxiv.announced': Announced
  /** Null if there is none. */
  'backfill.status': BackfillStatus | null
  'backfill.start': BackfillStatus
  'backfill.pause': BackfillStatus | null
  'backfill.resume': BackfillStatus | null
  'backfill.cancel': null
  'import.text': { readonly stored: StoredList; readonly counts: Counts }
  'sample.open': { readonly stored: StoredList; readonly counts: Counts }
  'sample.remove': Changed
  'tags.list': readonly TagCount[]
  'kept.list': KeptList
  'kept.keep': null
  'kept.remove': null
  'kept.restore': null
  'kept.pages': KeptPages
  'pictures.get': PagePictures
  'pictures.ask': null
  'pictures.remove': null
  'storage.get': StorageFacts
  'backups.make': LibraryCopy
  'library.open': null
  'library.move': { readonly path: string }
  'library.use': { readonly path: string }
  /** Null if nothing was chosen, or the shell has no such dialog. */
  'shell.pick': string | null
  'library.startOver': null
  'library.repair': Recovery
  'network.tell': null
  'shell.open': null
  'shell.notify': null
}

/** The service behind the contract: input already parsed. */
export type Service = { readonly [M in Method]: (input: ParsedInput<M>) => Promise<Outputs[M]> }

/** Facts that the library tells the window; it fetches again what it shows. */
export interface Events {
  /** The window hears from here on, or again after a break. Takes no number: its sequence is the last event's. */
  'stream.opened': null
  /** Papers of these lists were added or changed by a sync or an import. */
  'papers.changed': { readonly days: readonly string[]; readonly counts: Counts }
  'sync.status': SyncStatus
  'backfill.status': BackfillStatus | null
  'arxiv.status': AnnouncementsStatus
  /** These papers of the pack are as told now. */
  'kept.changed': KeptList
  /** The pictures of these papers are not what they were. */
  'pictures.changed': { readonly arxivIds: readonly ArxivId[] }
  /** A large file is on its way; `total` in bytes is null where the server does not say. */
  'kept.progress': { readonly arxivId: ArxivId; readonly received: number; readonly total: number | null }
  'settings.changed': Settings
  /** Another library is open now: everything shown is of the one before. */
  'library.replaced': { readonly recovery: Recovery | null }
  /** What a check found, if it found something. */
  'library.health': { readonly health: Health }
  /** The daily backup could not be made. */
  'backup.failed': Failure
  /** A link from outside the window asks for a paper. */
  'paper.asked': { readonly arxivId: ArxivId }
  /** A command chosen in the native menu. */
  'command.run': { readonly id: string }
}
export type EventName = keyof Events
/** An event on the wire. A gap in `sequence` means that some were missed: everything shown is fetched again. */
export type EventMessage = {
  [E in EventName]: { readonly name: E; readonly payload: Events[E]; readonly sequence: number }
}[EventName]
