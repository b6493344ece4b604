/** The list and the paper that a window opens with, told from where the reader was: both sides work it out, so that they can be fetched before the window asks. */
import type { FirstList, ListQuery } from './contract.ts'
import type { PaperId } from './domain.ts'
import type { Day } from './days.ts'
import { ordersOf } from './place-orders.ts'
import type { ViewState } from './view-state.ts'

/** The day on which the reader left, unless a newer one has come since: the morning begins with the new list. */
export function firstDay(view: ViewState | null, latestDay: Day | null): Day | null {
  if (!view || view.place !== 'triage') return latestDay
  if (view.day === null) return view.paperId === null ? latestDay : null
  return view.day
}

/** What to list first. `view` is where the reader was, null if nowhere yet. */
export function firstQuery(view: ViewState | null, latestDay: Day | null): ListQuery {
  const place = view?.place ?? 'triage'
  return {
    place,
    day: place === 'triage' ? firstDay(view, latestDay) : null,
    order: view?.orders?.[place] ?? ordersOf(place)[0],
    tag: null,
  }
}

/** The paper that a window most likely opens with: the one where the reader was, else the first that is unread. */
export function firstPaper(
  view: ViewState | null,
  { ids, rows }: Pick<FirstList, 'ids' | 'rows'>,
): PaperId | null {
  if (view?.paperId != null && ids.includes(view.paperId)) return view.paperId
  return rows.find(({ verdict }) => verdict === 'unread')?.id ?? ids[0] ?? null
}
