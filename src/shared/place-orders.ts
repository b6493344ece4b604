/** The orders of lists. */
import type { Order, Place } from './domain.ts'

/**
 * Orders that make sense in a place or on a list, in the sequence in which the key walks them. The first is the place's own:
 * `feed` is the feed's in Triage, and elsewhere by when the paper came to the place.
 */
export function ordersOf(place: Place, isList = false): readonly [Order, ...Order[]] {
  if (place === 'triage' || isList) return ['feed', 'upvotes', 'newest']
  return place === 'everything' ? ['newest', 'oldest', 'upvotes'] : ['feed', 'newest', 'oldest', 'upvotes']
}
