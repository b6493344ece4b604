/** What arXiv announces each day in the categories that the reader named: lists of their own, beside the feed's. */
import { isDay, type Day } from './days.ts'
import type { ListName, SyncStatus } from './domain.ts'

/** `replace` holds replacements of cross-lists too. */
export const announcementKinds = ['new', 'cross', 'replace'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

/** One list: categories in the spelling of arXiv (`cs.LG+cs.CL`), the day of the announcement, and its kind. */
export interface AnnouncementListing {
  readonly categories: string
  readonly day: Day
  readonly kind: AnnouncementKind
}

/** The name of a list: `arxiv:cs.LG+cs.CL:2026-06-23:new`. */
export function announcementList({ categories, day, kind }: AnnouncementListing): ListName {
  return `arxiv:${categories}:${day}:${kind}`
}

/** What the name of a list says; null for a list that is no announcement. */
export function readAnnouncementList(list: ListName): AnnouncementListing | null {
  const [source, categories, day, kind] = list.split(':')
  const known = announcementKinds.find((name) => name === kind)
  if (source !== 'arxiv' || !categories || day === undefined || !isDay(day) || known === undefined)
    return null
  return { categories, day, kind: known }
}

/** Names of categories in a text, `cs.LG+cs.CL` or `cs.LG, cs.CL`, each once; null if one of them can be none. */
export function categoriesIn(text: string): readonly string[] | null {
  const names = [...new Set(text.split(/[\s,;+]+/).filter((name) => name !== ''))]
  const isGood = names.every((name) => /^[a-z]+(-[a-z]+)*(\.[A-Za-z]{2}|\.[a-z]+(-[a-z]+)+)?$/.test(name))
  return isGood && names.length <= 40 ? names : null
}

/** How it stands with asking arXiv. Instants in ms. */
export interface AnnouncementsStatus {
  readonly phase: 'idle' | 'running'
  /** Last answer in this process. */
  readonly checkedAt: number | null
  /** Whether that answer had no announcements, as at weekends. */
  readonly wasEmpty: boolean
  readonly failure: SyncStatus['failure']
}

export const neverAsked: AnnouncementsStatus = {
  phase: 'idle',
  checkedAt: null,
  wasEmpty: false,
  failure: null,
}

/** A document of announcements, as the server names its version. */
export interface AnnouncementsSeen {
  readonly categories: string
  readonly etag: string
  readonly wasEmpty: boolean
}

/** The lists of one day. */
export interface AnnouncedDay {
  readonly day: Day
  /** The nearest days with announcements in the same categories. */
  readonly previous: Day | null
  readonly next: Day | null
  /** Those that have papers, in the order of `announcementKinds`. */
  readonly lists: readonly {
    readonly list: ListName
    readonly kind: AnnouncementKind
    readonly count: number
    /** Undecided ones that are not snoozed. */
    readonly unread: number
  }[]
}

/** What the library has of arXiv's lists. */
export interface Announced {
  /** Null: the reader wants none. */
  readonly categories: string | null
  /** Null while nothing is here. */
  readonly shown: AnnouncedDay | null
  readonly status: AnnouncementsStatus
}
