/** The words of Octavo as types: what a paper is, what can be decided about it, and where it is shown. */
import type { Day } from './days.ts'
import type { ErrorCode } from './errors.ts'

/** A paper has exactly one verdict; the star is independent of it. */
export const verdicts = ['unread', 'later', 'read', 'skipped'] as const
export type Verdict = (typeof verdicts)[number]

/** The row number of a paper in this library. Stable for ever; an imported paper keeps it when its arXiv id becomes known. */
export type PaperId = number

/** An arXiv id without version: `2606.13677` or `hep-th/9901001`. */
export type ArxivId = string

/**
 * The name of a list on which papers stand: `day:2026-06-23`, `week:2026-W26`, `month:2026-06`, `trending`,
 * `search:<query>`, `page:<name of a saved page>`, `arxiv:<categories>:<day>:<new, cross or replace>` or `import:<name>`.
 */
export type ListName = string

/** The list of a feed day. */
export function dayList(day: Day): ListName {
  return `day:${day}`
}

export const places = ['triage', 'queue', 'starred', 'read', 'skipped', 'everything', 'notes'] as const
/** A place that shows a list of papers. */
export type Place = (typeof places)[number]

export const orders = ['feed', 'upvotes', 'newest', 'oldest'] as const
export type Order = (typeof orders)[number]

/** A text of the paper in its two sources: the feed's is stripped of its TeX, arXiv's is not. At least one is there. */
export interface SourcedText {
  readonly feed: string | null
  readonly original: string | null
}

export interface Author {
  readonly name: string
  /** The author's login on Hugging Face, if linked and not hidden. */
  readonly login: string | null
}

/** What a feed, a saved page or a file says of one paper, before the library knows it. Absent facts are null or empty. */
export interface IncomingPaper {
  readonly arxivId: ArxivId | null
  readonly title: string
  readonly abstract: string
  readonly authors: readonly Author[]
  /** Number of authors, which a saved page tells without their names. */
  readonly authorCount: number
  /** Day of the first version on arXiv. */
  readonly publishedOn: Day | null
  readonly upvotes: number | null
  readonly commentCount: number | null
  readonly aiSummary: string | null
  readonly keywords: readonly string[]
  readonly organization: string | null
  readonly githubRepo: string | null
  readonly githubStars: number | null
  readonly projectPage: string | null
  readonly thumbnail: string | null
  readonly media: readonly string[]
  readonly submittedBy: string | null
  readonly withdrawnAt: Day | null
}

/** What arXiv says of a paper: its text with the TeX that the feed strips, and facts that the feed does not have. */
export interface Original {
  readonly arxivId: ArxivId
  /** Of this text; null where the source does not tell. */
  readonly version: number | null
  readonly title: string
  readonly abstract: string
  readonly authors: readonly string[]
  /** Primary first. */
  readonly categories: readonly string[]
  readonly comment: string | null
  /** Of the published paper, not arXiv's own. */
  readonly doi: string | null
  readonly journalRef: string | null
  /** Day of the first version, and of this one. */
  readonly publishedOn: Day | null
  readonly updatedOn: Day | null
}

/** What arXiv says beyond title, abstract and authors. */
export type ArxivFacts = Pick<
  Original,
  'version' | 'categories' | 'comment' | 'doi' | 'journalRef' | 'updatedOn'
>

/** What only the Daily Papers feed tells of a paper, where nothing of it is known. */
export const unknownFacts = {
  upvotes: null,
  commentCount: null,
  aiSummary: null,
  keywords: [],
  organization: null,
  githubRepo: null,
  githubStars: null,
  projectPage: null,
  thumbnail: null,
  media: [],
  submittedBy: null,
  withdrawnAt: null,
} as const satisfies Partial<IncomingPaper>

/** One item that could not be read, kept as it came (cut to 64 kB) so that nothing is lost. */
export interface RejectedItem {
  readonly reason: string
  readonly raw: string
}

/** One list as fetched or read from a file: its papers in order, and what could not be read. */
export interface IncomingList {
  readonly list: ListName
  readonly papers: readonly IncomingPaper[]
  readonly rejected: readonly RejectedItem[]
  /** Sample papers are marked, so that they can be removed in one step; a real feed's copy clears the mark. */
  readonly isSample?: boolean
}

/** What storing a list changed. `unchanged` papers cost no write. */
export interface StoredList {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Papers of an import that turned out to be the same as ones already here. */
  readonly merged: number
  readonly rejected: number
}

/** A row of a list: all that is drawn there and nothing more. */
export interface PaperRow {
  readonly id: PaperId
  readonly arxivId: ArxivId | null
  readonly title: SourcedText
  readonly firstAuthor: string | null
  readonly authorCount: number
  readonly organization: string | null
  /** One line: the feed's summary, or the beginning of the abstract (at most 240 characters). */
  readonly summary: string | null
  readonly hasCode: boolean
  readonly githubStars: number | null
  readonly commentCount: number
  readonly upvotes: number | null
  readonly verdict: Verdict
  readonly isStarred: boolean
  /** First day on which the paper is shown again. */
  readonly snoozedUntil: Day | null
  readonly tags: readonly string[]
  /** First line of the note. */
  readonly noteLine: string | null
  readonly isSample: boolean
  /** The newest feed day that lists it, and its rank there from 1. */
  readonly listedOn: Day | null
  readonly rank: number | null
  readonly publishedOn: Day | null
  /** Instant (ms) at which this library first saw it. */
  readonly addedAt: number
  /** Instant (ms) of its present verdict; null while unread and never decided. */
  readonly decidedAt: number | null
  /** How often it was put off: snoozed while in the queue. */
  readonly putOff: number
}

/** Whether a paper is snoozed on the day `today`. */
export function isAsleep({ snoozedUntil }: Pick<PaperRow, 'snoozedUntil'>, today: Day): boolean {
  return snoozedUntil !== null && snoozedUntil > today
}

export interface Listing {
  readonly list: ListName
  /** From 1. */
  readonly rank: number
  readonly upvotes: number | null
  readonly firstSeenAt: number
}

/** Characters of a note that is written; one that a merge has put together of two may have more. */
export const longestNote = 1_000_000

/** A note and the revision a next edit is based on (0: there has never been one). */
export interface Note {
  readonly text: string
  readonly revision: number
  readonly editedAt: number | null
}

/** What was decided about a paper and when, newest first. */
export interface HistoryEntry {
  readonly at: number
  readonly kind: 'verdict' | 'star' | 'tag' | 'snooze' | 'note' | 'delete'
  readonly before: string | null
  readonly after: string | null
}

/** A number of upvotes and the instant (ms) at which this library first saw it. */
export interface UpvoteSnapshot {
  readonly at: number
  readonly upvotes: number
}

/** Everything about one paper. */
export interface PaperDetail extends PaperRow {
  readonly abstract: SourcedText
  readonly authors: readonly Author[]
  readonly aiSummary: string | null
  readonly keywords: readonly string[]
  readonly githubRepo: string | null
  readonly projectPage: string | null
  readonly thumbnail: string | null
  readonly media: readonly string[]
  readonly submittedBy: string | null
  readonly withdrawnAt: Day | null
  /** Null until arXiv has answered for it. */
  readonly arxiv: ArxivFacts | null
  readonly listings: readonly Listing[]
  readonly note: Note
  readonly history: readonly HistoryEntry[]
  /** Numbers of upvotes and when each was first seen, oldest first. */
  readonly upvoteHistory: readonly UpvoteSnapshot[]
}

/** A change of one field, wanted for a set of papers at once. */
export type Change =
  | { readonly field: 'verdict'; readonly value: Verdict }
  | { readonly field: 'star'; readonly value: boolean }
  | { readonly field: 'snooze'; readonly value: Day | null }
  | { readonly field: 'tag'; readonly name: string; readonly value: boolean }

/** What one command did, told in words by src/text/messages.ts. */
export interface CommandSummary {
  readonly commandId: string
  readonly kind:
    | 'verdict'
    | 'star'
    | 'snooze'
    | 'tag'
    | 'note'
    | 'import'
    | 'remove-sample'
    | 'delete'
    | 'revert'
    | 'merge'
    | 'apart'
    | 'save-search'
    | 'remove-search'
    | 'rename-search'
    | 'set'
  /**
   * The value that was given: a verdict, `starred`, `unstarred`, a tag, a day, the name of a search, the id of what was
   * reverted, what was set as JSON (a list of `SetThing`); null where there is none.
   */
  readonly value: string | null
  /** A tag that was taken off. */
  readonly isRemoval: boolean
  readonly count: number
  /** Title of the paper, where it was one. */
  readonly title: string | null
  /** At most 500 of the papers concerned. */
  readonly paperIds: readonly PaperId[]
  readonly at: number
  /** Of what is undone or redone: settings and searches that were changed since, and therefore stayed as they are. */
  readonly stayed?: number
}

/** Papers per place, as the sidebar shows them. Snoozed papers are counted in no place but the queue's own list. */
export interface Counts {
  readonly triage: number
  readonly queue: number
  readonly starred: number
  readonly read: number
  readonly skipped: number
  readonly everything: number
  readonly notes: number
  readonly sample: number
}

/** One feed day, told honestly. */
export interface DayFacts {
  readonly day: Day
  /** `unknown`: never asked for; `empty`: the feed had no list; `partial`: some items could not be read. */
  readonly state: 'unknown' | 'empty' | 'filling' | 'settled' | 'partial'
  readonly rejected: number
  readonly checkedAt: number | null
  readonly changedAt: number | null
  /** Papers that arrived after everything there had been decided, and when that was. */
  readonly newSince: { readonly at: number; readonly count: number } | null
  /** Every paper of the day in feed order with its verdict: the day's rule is drawn from it. */
  readonly papers: readonly { readonly id: PaperId; readonly verdict: Verdict }[]
}

/** Where the sync stands, and how the last one ended. Instants in ms. */
export interface SyncStatus {
  readonly phase: 'idle' | 'running'
  readonly day: Day | null
  /** Lists done and to do in this run. */
  readonly done: number
  readonly total: number
  readonly added: number
  readonly rejected: number
  /** Last time the feed answered. */
  readonly checkedAt: number | null
  /** `detail` is the feed's status (`503`) or the reason in a word (`timeout`). */
  readonly failure: { readonly code: ErrorCode; readonly detail: string | null } | null
  readonly offlineSince: number | null
  readonly retryAt: number | null
}

/** The status before there has been any sync. */
export const neverSynced: SyncStatus = {
  phase: 'idle',
  day: null,
  done: 0,
  total: 0,
  added: 0,
  rejected: 0,
  checkedAt: null,
  failure: null,
  offlineSince: null,
  retryAt: null,
}

/** A range of history that is being fetched, as the library keeps it. */
export interface BackfillJob {
  readonly from: Day
  readonly to: Day
  readonly isPaused: boolean
}

/**
 * How far a back-fill is. `waiting`: for the network, or for the feed's leave (`failure`, `retryAt`); without a failure,
 * for a network that is not metered.
 */
export interface BackfillStatus {
  readonly from: Day
  readonly to: Day
  readonly phase: 'running' | 'waiting' | 'paused' | 'done'
  /** The day fetched last. */
  readonly day: Day | null
  /** Days of the range that the feed has answered for, or failed to, and all of them. */
  readonly done: number
  readonly total: number
  readonly added: number
  readonly failed: number
  /** Estimate from the pace so far, ms. */
  readonly remainingMs: number | null
  readonly failure: SyncStatus['failure']
  readonly retryAt: number | null
}
