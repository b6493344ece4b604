/** What the window knows of the library: a capped cache of rows and papers, and the one list that is shown. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { defaultSettings } from '../shared/default-settings.ts'
import type { ListQuery, NearDays, Settings, TagCount } from '../shared/contract.ts'
import { neverSynced } from '../shared/domain.ts'
import type {
  Counts,
  DayFacts,
  PaperDetail,
  PaperId,
  PaperRow,
  SyncStatus,
  Verdict,
} from '../shared/domain.ts'
import type { Day } from '../shared/days.ts'
import type { Failure } from '../shared/errors.ts'

/**
 * The list on the screen: a snapshot. Its order never changes and decided papers stay until the place is left; what
 * arrives meanwhile is appended from `lateFrom` on, below a rule.
 */
export interface PaperList {
  readonly query: ListQuery
  readonly status: 'loading' | 'ready' | 'failed'
  readonly ids: readonly PaperId[]
  readonly positions: ReadonlyMap<PaperId, number>
  /** Verdicts that are known for good, so that they outlive the capped cache of rows. */
  readonly verdicts: ReadonlyMap<PaperId, Verdict>
  /** Index of the first paper below the rule of late arrivals; the length if there is none. */
  readonly lateFrom: number
  /** The reader's day when the list was fetched: what is snoozed beyond it is asleep. */
  readonly today: Day
}

export interface LibraryState {
  readonly status: 'starting' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly settings: Settings
  readonly counts: Counts
  readonly sync: SyncStatus
  readonly latestDay: Day | null
  readonly today: Day | null
  readonly libraryPath: string
  readonly version: string
  readonly tags: readonly TagCount[]
  readonly rows: ReadonlyMap<PaperId, PaperRow>
  readonly details: ReadonlyMap<PaperId, PaperDetail>
  readonly list: PaperList
  readonly dayFacts: DayFacts | null
  readonly near: NearDays | null
}

const noCounts: Counts = {
  triage: 0,
  queue: 0,
  starred: 0,
  read: 0,
  skipped: 0,
  everything: 0,
  notes: 0,
  sample: 0,
}

/** An empty list that is being fetched. */
export function emptyList(query: ListQuery, today: Day): PaperList {
  return { today, query, status: 'loading', ids: [], positions: new Map(), verdicts: new Map(), lateFrom: 0 }
}

/** An empty list for what a search found, or a week under review: its rules are those of a place that mixes verdicts. */
export function emptyMixedList(today: Day): PaperList {
  return emptyList({ place: 'everything', day: null, order: 'newest', tag: null }, today)
}

/** A new store of the library, before anything was asked. */
export function createLibraryStore(): StoreApi<LibraryState> {
  return createStore<LibraryState>(() => ({
    status: 'starting',
    failure: null,
    settings: defaultSettings,
    counts: noCounts,
    sync: neverSynced,
    latestDay: null,
    today: null,
    libraryPath: '',
    version: '',
    tags: [],
    rows: new Map(),
    details: new Map(),
    list: emptyList({ place: 'triage', day: null, order: 'feed', tag: null }, ''),
    dayFacts: null,
    near: null,
  }))
}

const rowCap = 3_000
const detailCap = 60

/** The cache with these rows in it, the oldest dropped beyond the cap. */
export function withRows(
  rows: ReadonlyMap<PaperId, PaperRow>,
  fresh: readonly PaperRow[],
): ReadonlyMap<PaperId, PaperRow> {
  return capped(rows, fresh, rowCap)
}

/** The cache with this paper in it, the oldest dropped beyond the cap. */
export function withDetail(
  details: ReadonlyMap<PaperId, PaperDetail>,
  fresh: PaperDetail,
): ReadonlyMap<PaperId, PaperDetail> {
  return capped(details, [fresh], detailCap)
}

/** A cache with what is fresh, without its oldest entries above `cap`. */
export function capped<T extends { readonly id: PaperId }>(
  cache: ReadonlyMap<PaperId, T>,
  fresh: readonly T[],
  cap: number,
): ReadonlyMap<PaperId, T> {
  const next = new Map(cache)
  for (const item of fresh) {
    // Deleting first moves it to the young end of the map's order.
    next.delete(item.id)
    next.set(item.id, item)
  }
  for (const id of next.keys()) {
    if (next.size <= cap) break
    next.delete(id)
  }
  return next
}
