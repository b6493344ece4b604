/** What looks back on the library: the week under review, the numbers, and the journal of what the reader did. */
import type { Day } from './days.ts'
import type { CommandSummary, DayFacts, PaperId, PaperRow, SourcedText } from './domain.ts'
import type { Week } from './weeks.ts'

/** A note as the week shows it. */
export interface WeekNote {
  readonly paperId: PaperId
  readonly title: SourcedText
  readonly text: string
  readonly editedAt: number
}

/** A skipped paper that others have come to like. */
export interface RisenPaper {
  readonly id: PaperId
  /** Upvotes as last seen before it was skipped, and as last seen at all. */
  readonly before: number
  readonly now: number
}

/** The review of an ISO week. A paper stands in the first of the four lists that it belongs to, and in no other. */
export interface WeekReview {
  readonly week: Week
  /** Monday to Sunday. */
  readonly days: readonly DayFacts[]
  /** Starred in the week, in the order of starring. */
  readonly starred: readonly PaperId[]
  /** Papers of the week's lists that are still unread: those with the most upvotes, and how many there are. */
  readonly undecided: readonly PaperId[]
  readonly undecidedCount: number
  /** In the queue since before the week began: those that have waited longest, and how many there are. */
  readonly waiting: readonly PaperId[]
  readonly waitingCount: number
  /** Skipped in the week or the four before it, and risen since; the steepest first. */
  readonly risen: readonly RisenPaper[]
  /** Notes last edited in the week, oldest first. */
  readonly notes: readonly WeekNote[]
  /** Rows of all papers in the four lists. */
  readonly rows: readonly PaperRow[]
}

export const statsRanges = ['weeks', 'year', 'all'] as const
/** The last eight weeks, this year, or everything. */
export type StatsRange = (typeof statsRanges)[number]

/** What became of the papers that were listed on the days of a period. */
export interface TriagePeriod {
  readonly from: Day
  readonly to: Day
  readonly later: number
  readonly read: number
  readonly skipped: number
  readonly unread: number
}

/** A keyword or tag, and the papers that have it. */
export interface Topic {
  readonly name: string
  readonly starred: number
  readonly listed: number
}

/** Papers that waited for at least `from` days, and for less than `before` if that is given. */
export interface WaitSpan {
  readonly from: number
  readonly before: number | null
  readonly count: number
}

/** The library in numbers: of the papers listed from `from` to `to`, unless said otherwise. */
export interface Stats {
  readonly range: StatsRange
  /** The first and last day with a list; null where there is none. */
  readonly from: Day | null
  readonly to: Day | null
  readonly days: number
  readonly listed: number
  readonly decided: number
  readonly starred: number
  readonly notes: number
  /** Papers given Later in the time and not taken out of the queue otherwise than by reading; those of them read by now. */
  readonly later: number
  readonly laterRead: number
  /** Days, weeks or months, oldest first; those without a list are left out. */
  readonly unit: 'day' | 'week' | 'month'
  readonly periods: readonly TriagePeriod[]
  /** The topics most starred. `sampled` is the number of papers whose topics were looked at: all, or evenly spread ones. */
  readonly topics: readonly Topic[]
  readonly sampled: number
  /** Middle values in days; null where there are none. */
  readonly daysToDecide: number | null
  readonly daysToRead: number | null
  /** How many papers read in the time had waited in the queue for so many days, shortest first. */
  readonly waits: readonly WaitSpan[]
  /** In the queue for more than 30 days, now. */
  readonly longInQueue: number
  /** Verdicts given in the time, those that took a paper back from Skipped, and those that were undone. */
  readonly verdicts: number
  readonly broughtBack: number
  readonly undone: number
}

/** A command with what it takes to tell it in words. */
export interface ToldCommand extends CommandSummary {
  /** The feed day that all its papers share; null if they do not, are one, or too many to look at. */
  readonly day: Day | null
}

/** One command of the journal. */
export interface JournalEntry extends ToldCommand {
  /** Grows from command to command. */
  readonly number: number
  readonly isUndone: boolean
  /** What a revert took back. */
  readonly reverted: ToldCommand | null
}

export interface JournalPage {
  /** Newest first. */
  readonly entries: readonly JournalEntry[]
  /** `before` of the next page; null on the last. */
  readonly next: number | null
}

/**
 * Why a command cannot be reverted by itself. `newer`: what came after it and builds on it; `merged`: one of its papers
 * has become one with another; `undone`: it is undone already; `nothing`: all of it was changed back since.
 */
export type RevertObstacle =
  | { readonly kind: 'newer'; readonly command: ToldCommand }
  | { readonly kind: 'merged' | 'undone' | 'nothing' | 'elsewhere' }

export interface RevertResult {
  /** The new command; null if there was an obstacle. */
  readonly command: CommandSummary | null
  readonly obstacle: RevertObstacle | null
}
