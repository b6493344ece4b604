/** Going to the feed's own lists: a week, a month, what is trending, and what a search of the feed finds. */
import { isoWeekOf } from '../shared/days.ts'
import type { ListName } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { fetchList, newestDay } from './lists.ts'
import { go } from './navigate.ts'

/** Shows what the library has of a list at once, and asks the feed for how it is now. */
export async function openList(app: App, list: ListName): Promise<void> {
  await go(app, 'everything', { list })
  await fetchList(app, list)
}

/** Opens the week or the month of the day that is shown, or of the newest. */
export async function openPeriod(app: App, unit: 'week' | 'month'): Promise<void> {
  const day = app.view.getState().day ?? newestDay(app)
  await openList(app, unit === 'week' ? `week:${isoWeekOf(day)}` : `month:${day.slice(0, 7)}`)
}

/** Asks the feed, not the library, for papers about something. */
export async function searchFeed(app: App, text: string): Promise<void> {
  await openList(app, `search:${text.trim().slice(0, 250)}`)
}
