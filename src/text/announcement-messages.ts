/** Sentences about arXiv's own lists. */
import type { Announced, AnnouncementKind, AnnouncementListing } from '../shared/announcements.ts'
import { counted, longDay, moment } from './format.ts'

/** The kinds as they stand in the sidebar, below the word arXiv. */
export const kindNames: Readonly<Record<AnnouncementKind, string>> = {
  new: 'New',
  cross: 'Cross-listed',
  replace: 'Replaced',
}

/** The head of a list: "New on arXiv". */
export function announcementTitle(kind: AnnouncementKind): string {
  return `${kindNames[kind]} on arXiv`
}

/** "Tuesday 23 June · cs.LG, cs.CL" */
export function announcementFacts({ day, categories }: AnnouncementListing, today: string | null): string {
  return `${longDay(day, today)} · ${categories.replaceAll('+', ', ')}`
}

/** How it stands with arXiv's lists, in one sentence. Null is for what is not known yet. */
export function announcedSentence(announced: Announced | null, now: number): string {
  if (announced === null) return 'arXiv’s lists are not here yet.'
  const { categories, shown, status } = announced
  if (categories === null)
    return 'Name categories of arXiv in Settings, Feed, and their lists come every day.'
  if (status.phase === 'running') return 'Asking arXiv now.'
  if (status.failure !== null) {
    return status.failure.code === 'offline'
      ? 'arXiv could not be asked: there is no network.'
      : status.failure.code === 'rate-limited'
        ? 'arXiv asks for a pause. It is asked again later.'
        : `arXiv could not be asked${status.failure.detail === null ? '' : ` (${status.failure.detail})`}.`
  }
  const at = status.checkedAt === null ? '' : ` Asked ${moment(status.checkedAt, now)}.`
  if (status.wasEmpty) return `arXiv announces nothing today.${at}`
  if (shown === null) return 'arXiv has not been asked for these categories yet.'
  const lists = shown.lists.map(({ kind, count }) => counted(count, words[kind], words[kind]))
  return `${longDay(shown.day, null)}: ${lists.join(', ')}.${at}`
}

const words: Readonly<Record<AnnouncementKind, string>> = {
  new: 'new',
  cross: 'cross-listed',
  replace: 'replaced',
}
