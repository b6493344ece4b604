/** What a place is called at its head, in the window's title and to screen readers. */
import type { Day } from '../shared/days.ts'
import type { View } from '../stores/view.ts'
import { listTitle } from './feed-messages.ts'
import { longDay } from './format.ts'
import { screenNames } from './messages.ts'

/** "Tuesday 23 June", "Unread of all days", "#agents", "Trending", "Queue". */
export function placeTitle(
  { screen, day, tag, list }: Pick<View, 'screen' | 'day' | 'tag' | 'list'>,
  today: Day | null,
): string {
  if (list !== null) return listTitle(list)
  if (tag !== null) return `#${tag}`
  if (screen !== 'triage') return screenNames[screen]
  return day === null ? 'Unread of all days' : longDay(day, today)
}
