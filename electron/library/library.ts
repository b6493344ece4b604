/**
 * What the library can do, in the terms of the domain: the one interface between SQLite and everything else. It is
 * synchronous here; everybody but the worker thread and tests holds an `AsyncLibrary`. Calls that fail for an expected
 * reason throw an AppError. Every value is JSON, because it crosses a thread.
 */
import type { AnnouncedDay, AnnouncementsSeen } from '../../src/shared/announcements.ts'
import type { Day } from '../../src/shared/days.ts'
import type {
  ListQuery,
  NearDays,
  SearchCount,
  SearchPage,
  Settings,
  TagCount,
} from '../../src/shared/contract.ts'
import type { ViewState } from '../../src/shared/view-state.ts'
import type {
  ArxivId,
  BackfillJob,
  Change,
  CommandSummary,
  Counts,
  DayFacts,
  IncomingList,
  Note,
  Original,
  PaperDetail,
  PaperId,
  PaperRow,
  StoredList,
} from '../../src/shared/domain.ts'
import type { LibraryRecords } from '../../src/shared/library-records.ts'
import type { KeptLibrary } from './kept.ts'
import type { PictureLibrary } from './pictures.ts'
import type { RecordLibrary } from './records.ts'
import type { JournalPage, RevertResult, Stats, StatsRange, WeekReview } from '../../src/shared/reviews.ts'
import type { FoundPaper, SearchOrder } from '../../src/shared/search-matches.ts'
import type { SimilarPapers, TwinPair } from '../../src/shared/similar.ts'
import type { Health, LibraryCopy, Recovery, StorageFacts } from '../../src/shared/storage.ts'
import type { Week } from '../../src/shared/weeks.ts'

/** A part of a list that is imported in several calls, which are one command. */
export interface ImportPiece {
  /** The same in all calls. */
  readonly session: string
  /** Papers of the list before this part. */
  readonly from: number
}

export interface Search {
  readonly text: string
  readonly order: SearchOrder
  readonly limit: number
}

/** What concerns the library's files. All of it but `backUp` works for a library that does not open, too. */
export interface Keeping {
  storage(): StorageFacts
  /**
   * Makes today's backup, verified, and thins out the older ones. Null if there is one of today already and it is not
   * `isForced`. Throws `disk-full`, `read-only` or `backup-unusable`.
   */
  backUp(isForced: boolean): LibraryCopy | null
  /**
   * Goes on with a copy of the library at `path`, once that is verified; the present one is set aside. Throws
   * `backup-unusable`, `library-foreign`, `library-newer`; then nothing has changed.
   */
  replaceWith(path: string): null
  /** The path of the library's file. */
  place(): string
  /**
   * Moves the library into another folder and gives its path there. Throws `place-unusable`, `library-locked` or
   * `disk-full`; then nothing has changed.
   */
  moveTo(folder: string): string
  /** Goes on with the library at `path`, where it is; the present one stays where it is, too. Throws as `moveTo`. */
  useLibrary(path: string): string
  /** Goes on with a new library; the present one is set aside. */
  startOver(): null
  /** Goes on with the newest backup and all that can be read of the present files, which are set aside. */
  recover(): Recovery
}

export interface Library extends Keeping, KeptLibrary, PictureLibrary, RecordLibrary {
  counts(): Counts
  tags(): readonly TagCount[]

  /** Ids of the whole list in order, and its first `rowCount` rows. */
  list(
    query: ListQuery,
    rowCount: number,
  ): { readonly ids: readonly PaperId[]; readonly rows: readonly PaperRow[] }
  /** Rows in the order of `ids`; unknown ids are left out. */
  rows(ids: readonly PaperId[]): readonly PaperRow[]
  /** Throws `not-found`. */
  paper(id: PaperId): PaperDetail
  /** The paper of an arXiv id, if it is here. */
  named(arxivId: ArxivId): PaperId | null

  /** The first `limit` papers that a search finds, the rows of the first `rowCount`, and excerpts of those on top. */
  search(search: Search, rowCount: number): SearchPage
  /** How many papers a search finds, and for one that finds none what was probably meant. */
  searchCount(text: string): SearchCount
  /** What of each paper answers a search; papers that only answer by their title are left out. */
  excerpts(text: string, ids: readonly PaperId[]): readonly FoundPaper[]

  /** The `limit` papers most like one, by the words and authors they share, the nearest first; none for one that is not there. */
  similar(id: PaperId, limit: number): SimilarPapers

  /** Papers that may be here twice, at most `limit` pairs, the newest papers first. */
  twins(limit: number): readonly TwinPair[]
  /**
   * Makes one of papers: listings, tags and notes are joined, the latest verdict, any star and any snooze hold. One
   * undoable command; null if there are not two.
   */
  merge(ids: readonly PaperId[]): CommandSummary | null
  /** Says that two papers are two, so that they are not offered as one again. Undoable; null if that was said. */
  tellApart(one: PaperId, other: PaperId): CommandSummary | null

  /** One undoable command over all `ids`; papers that have the value already are left alone. Null if nothing changed. */
  change(ids: readonly PaperId[], change: Change): CommandSummary | null
  /** Keeps a search as a place under a name, or (null) no longer; undoable. Null if it is so, or there are too many. */
  keepSearch(text: string, name: string | null): CommandSummary | null
  /** Takes back the newest command not yet undone, whenever it was given; null if there is none. */
  undo(): CommandSummary | null
  /** Gives again what undo took back, until a new command is given; null if there is none. */
  redo(): CommandSummary | null
  /** The `limit` newest commands with numbers below `before`. */
  journal(before: number | null, limit: number): JournalPage
  /** Takes back one command by a new one, unless something newer builds on it. Throws `not-found`. */
  revert(commandId: string): RevertResult

  /** Saves a note if `baseRevision` is its revision, else throws `conflict` and changes nothing. Saves of one `session` are one command. */
  saveNote(edit: { paperId: PaperId; text: string; baseRevision: number; session: string }): Note

  /**
   * Stores a list in one transaction: adds and updates papers, never what the reader made of them. For a day list
   * `checkedAt` (ms) is when the feed was asked, and papers that are no longer on it keep their listing.
   */
  storeList(list: IncomingList, checkedAt: number): StoredList
  /** Stores an import as one undoable command; a paper that is here already, by arXiv id or by title, stays one row. */
  importList(list: IncomingList, piece?: ImportPiece): StoredList
  /**
   * Takes in records of another library, or of this one, as one undoable command. `name` is the file's. What was decided
   * or written here stays; taking the same in again changes nothing.
   */
  takeIn(records: LibraryRecords, name: string): StoredList
  /** Takes the sample papers out, in one undoable command. */
  removeSample(): CommandSummary | null

  /** Papers to ask arXiv for, those of the newest days first; one that arXiv did not have comes again after a week. */
  papersWithoutOriginal(limit: number): readonly ArxivId[]
  /** Puts arXiv's answer to `asked` beside the feed's text, in one transaction; gives the days on which a paper changed. */
  storeOriginals(asked: readonly ArxivId[], found: readonly Original[], at: number): readonly Day[]

  /** The lists of arXiv's announcements in `categories` on a day, or on the newest there is; null if there are none. */
  announced(categories: string, day: Day | null): AnnouncedDay | null
  dayFacts(day: Day): DayFacts
  nearDays(day: Day): NearDays
  /** The newest day on which a paper is listed. */
  latestDay(): Day | null
  weekReview(week: Week): WeekReview
  stats(range: StatsRange): Stats
  /** Days from `from` to `to`, inclusive, that the feed has answered for, with the instant (ms) of the last answer. */
  checkedDays(from: Day, to: Day): readonly { readonly day: Day; readonly checkedAt: number }[]

  settings(): Settings
  saveSettings(patch: Partial<Settings>): Settings
  view(): ViewState | null
  saveView(view: ViewState): null
  /** The range of history that is being fetched, so that a restart goes on with it. */
  backfill(): BackfillJob | null
  saveBackfill(job: BackfillJob | null): null
  /** The document of arXiv's announcements that is stored whole. */
  announcementsSeen(): AnnouncementsSeen | null
  saveAnnouncementsSeen(seen: AnnouncementsSeen): null

  /** The process before this one did not close the library, which is then worth a check. */
  needsCheck(): boolean
  /**
   * Checks one part of the library, from 0 on; null after the last. A damaged search index is made anew. Parts are
   * tables, so that no call takes as long as a check of the whole file.
   */
  checkPart(part: number): Health | null

  /** Checkpoints and closes; nothing may be called afterwards. */
  close(): null
}

/** What is read of a library that is still closed: its first list, with the paper that a window opens with. */
export interface FirstLook extends Pick<
  Library,
  | 'settings'
  | 'view'
  | 'counts'
  | 'tags'
  | 'place'
  | 'latestDay'
  | 'checkedDays'
  | 'list'
  | 'dayFacts'
  | 'nearDays'
  | 'paper'
> {
  /** Nothing may be read afterwards. */
  close(): void
}

/** The library as everyone outside its thread holds it. */
export type AsyncLibrary = {
  readonly [K in keyof Library]: (...args: Parameters<Library[K]>) => Promise<ReturnType<Library[K]>>
}
