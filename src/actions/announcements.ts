/** What there is of arXiv's lists in the categories that the reader named. */
import {
  announcementList,
  readAnnouncementList,
  type Announced,
  type AnnouncedDay,
  type AnnouncementKind,
  type AnnouncementListing,
} from '../shared/announcements.ts'
import type { Day } from '../shared/days.ts'
import type { ListName } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'

/** Asks what arXiv announced last. */
export async function loadAnnounced(app: App): Promise<Announced | null> {
  const announced = await announcedOn(app, null)
  if (announced !== null) app.feed.setState({ announced })
  return announced
}

/** The list of a kind; null for any kind is the first that has papers. */
export function listOfKind(categories: string, shown: AnnouncedDay, kind: AnnouncementKind | null): ListName {
  return announcementList({ categories, day: shown.day, kind: kind ?? shown.lists[0]?.kind ?? 'new' })
}

/** What the list that is shown is of, if it is one of arXiv's. */
export function shownAnnouncement(app: App): AnnouncementListing | null {
  const { list } = app.view.getState()
  return list === null ? null : readAnnouncementList(list)
}

/** The same list of the nearest day before or after that has any; null if none has. */
export async function announcementBeside(
  app: App,
  listing: AnnouncementListing,
  step: 1 | -1,
): Promise<ListName | null> {
  const here = (await announcedOn(app, listing.day))?.shown
  const day = (step === 1 ? here?.next : here?.previous) ?? null
  return day === null ? null : announcementList({ ...listing, day })
}

async function announcedOn(app: App, day: Day | null): Promise<Announced | null> {
  const answer = await app.bridge.call('arxiv.announced', { day })
  return answer.ok ? answer.value : null
}
