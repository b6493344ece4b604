/** Going to lists other than days: a week, a month, what is trending, what a search of the feed finds, and arXiv's. */
import type { AnnouncementKind } from '../shared/announcements.ts'
import { isoWeekOf } from '../shared/days.ts'
import type { ListName } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { announcedSentence } from '../text/announcement-messages.ts'
import { listOfKind, loadAnnounced } from './announcements.ts'
import { fetchList, newestDay } from './lists.ts'
import { go } from './navigate.ts'
import { toast } from './notify.ts'

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

/** Opens arXiv's newest list of a kind, or the first that has papers; without any, says how it stands. */
export async function openAnnounced(app: App, kind: AnnouncementKind | null = null): Promise<void> {
  const announced = await loadAnnounced(app)
  const { categories = null, shown = null } = announced ?? {}
  if (categories !== null && shown !== null) {
    return go(app, 'everything', { list: listOfKind(categories, shown, kind) })
  }
  toast(app, announcedSentence(announced, app.now()))
}
