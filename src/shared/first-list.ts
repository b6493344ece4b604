/** The list that a window opens with, told from where the reader was: both sides work it out, so that it can be fetched before the window asks. */
import type { ListQuery } from './contract.ts'
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
