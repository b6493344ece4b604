/**
 * A library as records that any library can take in: everything but what belongs to one file (row numbers, the search
 * index) or to one machine (folders). Exports, imports and the copy beside the backups are made of these.
 */
import type { Day } from './days.ts'
import type {
  ArxivFacts,
  ArxivId,
  Author,
  CommandSummary,
  Listing,
  SourcedText,
  UpvoteSnapshot,
  Verdict,
} from './domain.ts'

/** Who told of a paper: the sample, a file of the reader's, or the feed. */
export const origins = ['sample', 'import', 'feed'] as const
export type Origin = (typeof origins)[number]

/** What of a paper a command changes. */
export const paperKinds = [
  'verdict',
  'star',
  'tag',
  'snooze',
  'note',
  'delete',
  'listing',
  'merge',
  'apart',
] as const

export const commandKinds = [
  'verdict',
  'star',
  'snooze',
  'tag',
  'note',
  'import',
  'remove-sample',
  'delete',
  'revert',
  'merge',
  'apart',
  'save-search',
  'remove-search',
  'rename-search',
  'set',
] as const satisfies readonly CommandSummary['kind'][]

/** How records name a paper: by its arXiv id, else by its title and the instant at which it came. */
export interface PaperName {
  readonly arxivId: ArxivId | null
  readonly title: string
  readonly addedAt: number
}

/** One change of one paper, or of a setting, by a command that stands, as the journal holds it. */
export interface EventRecord {
  readonly id: string
  readonly command: string
  readonly kind: (typeof paperKinds)[number] | 'setting'
  /**
   * Values; of a note the numbers of its revisions, of `apart` the name of the other paper as JSON. A merge has none: it is
   * told, and can only be taken back where both papers are.
   */
  readonly before: string | null
  readonly after: string | null
  readonly beforeFact: number | null
  readonly afterFact: number | null
  readonly at: number
  /** Which machine wrote it, and when by its logical clock (electron/library/hlc.ts). */
  readonly machine: string
  readonly clock: string
}

/** A step of undo that stands: what was undone is not part of a library's story. */
export interface CommandRecord {
  readonly id: string
  readonly kind: CommandSummary['kind']
  readonly value: string | null
  readonly session: string | null
  readonly at: number
}

export interface NoteRecord {
  readonly text: string
  /** 0: there has never been one. */
  readonly revision: number
  readonly editedAt: number | null
  /** Texts of other revisions that the history names. */
  readonly earlier: readonly {
    readonly revision: number
    readonly text: string
    readonly editedAt: number | null
  }[]
}

export interface PaperRecord {
  readonly arxivId: ArxivId | null
  readonly origin: Origin
  readonly title: SourcedText
  readonly abstract: SourcedText
  /** Keys of titles under which it was known before (electron/library/title-key.ts). */
  readonly knownAs: readonly string[]
  /** arXiv ids of papers that the reader made part of it. */
  readonly alsoArxiv: readonly ArxivId[]
  /** Earlier papers of which the reader has said that they are others, however alike. */
  readonly apart: readonly PaperName[]
  readonly authors: readonly Author[]
  readonly authorCount: number
  readonly organization: string | null
  readonly publishedOn: Day | null
  readonly arxiv: ArxivFacts | null
  /** When arXiv was last asked, also where it had nothing. */
  readonly arxivAskedAt: number | null
  readonly upvotes: number | null
  readonly commentCount: number | null
  readonly aiSummary: string | null
  readonly keywords: readonly string[]
  readonly githubRepo: string | null
  readonly githubStars: number | null
  readonly projectPage: string | null
  readonly thumbnail: string | null
  readonly media: readonly string[]
  readonly submittedBy: string | null
  readonly withdrawnAt: Day | null
  readonly addedAt: number
  readonly verdict: Verdict
  readonly decidedAt: number | null
  readonly isStarred: boolean
  readonly starredAt: number | null
  readonly snoozedUntil: Day | null
  readonly putOff: number
  readonly tags: readonly string[]
  readonly note: NoteRecord
  readonly listings: readonly Listing[]
  readonly upvoteHistory: readonly UpvoteSnapshot[]
  readonly history: readonly EventRecord[]
}

/** What is in a library besides papers. */
export interface FrameRecord {
  /** By name, as far as they are not of one machine: saved searches, keys, looks. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What set them, as far as they are still set. */
  readonly history: readonly EventRecord[]
  /** Days that the feed has answered for. */
  readonly days: readonly { readonly day: Day; readonly checkedAt: number; readonly changedAt: number }[]
  /** What of the lists could not be read. */
  readonly rejected: readonly {
    readonly list: string
    readonly position: number
    readonly reason: string
    readonly raw: string
    readonly at: number
  }[]
  /** Papers whose full text the reader asked to be kept. The files are not part of it: they are fetched again. */
  readonly kept: readonly { readonly arxivId: ArxivId; readonly wantedAt: number }[]
}

export interface LibraryRecords {
  readonly papers: readonly PaperRecord[]
  /** In the order in which they were given. */
  readonly commands: readonly CommandRecord[]
  readonly frame: FrameRecord | null
}
