/** Pure steps through a list: what is next, what is still open, where the cursor goes. */
import { isAsleep, type PaperId, type PaperRow, type Place, type Verdict } from '../shared/domain.ts'
import type { LibraryState, PaperList } from '../stores/library.ts'

type Rows = ReadonlyMap<PaperId, PaperRow>

const verdictOfPlace: Readonly<Partial<Record<Place, Verdict>>> = {
  triage: 'unread',
  queue: 'later',
  read: 'read',
  skipped: 'skipped',
}

/** The verdict as known now; in a place that is made of one verdict, that one until something else is known. */
export function verdictIn(list: PaperList, rows: Rows, id: PaperId): Verdict | undefined {
  return verdictOf(list, id, rows.get(id))
}

function verdictOf(list: PaperList, id: PaperId, row: PaperRow | undefined): Verdict | undefined {
  return list.verdicts.get(id) ?? row?.verdict ?? verdictOfPlace[list.query.place]
}

/** Whether the paper still waits in this place: unread in Triage and at large, later in the queue. */
export function isOpen(list: PaperList, rows: Rows, id: PaperId): boolean {
  return isOpenAs(list, id, rows.get(id))
}

/** The same of a paper whose row, if there is one, is not among those of the window. */
export function isOpenAs(list: PaperList, id: PaperId, row: PaperRow | undefined): boolean {
  const wanted = list.query.place === 'queue' ? 'later' : 'unread'
  if (row !== undefined && isAsleep(row, list.today)) return false
  return verdictOf(list, id, row) === wanted
}

/** The nearest open paper from `from` (exclusive) in a direction, or null. */
export function nextOpen(list: PaperList, rows: Rows, from: number, step: 1 | -1): PaperId | null {
  return list.ids[nearest(list, from, step, (id) => isOpen(list, rows, id))] ?? null
}

/**
 * The index of the nearest paper from `from` (exclusive) in a direction that is open, or may be: one whose row has not
 * arrived. Outside the list if there is none.
 */
export function nextOpenOrUnknown(list: PaperList, rows: Rows, from: number, step: 1 | -1): number {
  return nearest(list, from, step, (id) => isOpen(list, rows, id) || verdictIn(list, rows, id) === undefined)
}

function nearest({ ids }: PaperList, from: number, step: 1 | -1, wanted: (id: PaperId) => boolean): number {
  let at = from + step
  for (let id = ids[at]; id !== undefined && !wanted(id); id = ids[at]) at += step
  return at
}

/** The nearest open papers after `from`, at most `most`. */
export function openAfter(list: PaperList, rows: Rows, from: number, most: number): readonly PaperId[] {
  const found: PaperId[] = []
  for (let at = from + 1; at < list.ids.length && found.length < most; at += 1) {
    const id = list.ids[at]
    if (id !== undefined && isOpen(list, rows, id)) found.push(id)
  }
  return found
}

/**
 * Where a verdict leaves the cursor: on the next open paper, else on the one before it that is still open, else where
 * it is. In places that mix verdicts there is no "open" to look for, and it is simply the next row.
 */
export function afterVerdict(list: PaperList, rows: Rows, from: number): PaperId | null {
  const place = list.query.place
  if (place !== 'triage' && place !== 'queue') return list.ids[from + 1] ?? list.ids[from] ?? null
  return nextOpen(list, rows, from, 1) ?? nextOpen(list, rows, from, -1) ?? list.ids[from] ?? null
}

/** Index of the current paper in the list, or -1. */
export function currentIndex(state: LibraryState, currentId: PaperId | null): number {
  return currentId === null ? -1 : (state.list.positions.get(currentId) ?? -1)
}

/** The list with these ids: positions looked up, verdicts taken over from the list before where it is the same one. */
export function listOf(list: PaperList, ids: readonly PaperId[]): PaperList {
  return {
    ...list,
    status: 'ready',
    ids,
    positions: new Map(ids.map((id, index) => [id, index])),
    lateFrom: ids.length,
  }
}

/** The list after it was fetched again: nothing moves or leaves, and what is new stands below the rule. */
export function withLateArrivals(list: PaperList, fetched: readonly PaperId[]): PaperList {
  const late = fetched.filter((id) => !list.positions.has(id))
  if (late.length === 0) return list
  const ids = [...list.ids, ...late]
  return { ...listOf(list, ids), lateFrom: Math.min(list.lateFrom, list.ids.length) }
}
