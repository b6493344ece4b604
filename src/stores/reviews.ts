/** The week under review and the numbers of the library, as last fetched. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Stats, StatsRange, WeekReview } from '../shared/reviews.ts'
import type { Week } from '../shared/weeks.ts'

export interface ReviewsState {
  /** The week asked for; null until the place has been opened. */
  readonly week: Week | null
  readonly review: WeekReview | null
  readonly range: StatsRange
  readonly stats: Stats | null
}

/** A new store with nothing fetched. */
export function createReviewsStore(): StoreApi<ReviewsState> {
  return createStore<ReviewsState>(() => ({ week: null, review: null, range: 'weeks', stats: null }))
}
