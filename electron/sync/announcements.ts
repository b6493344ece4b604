/** arXiv's daily announcements as lists of their own, for those who ask for categories; off unless they do. */
import type { Day } from '../../src/shared/days.ts'
import { announcementList } from '../../src/shared/domain.ts'
import type { Arxiv } from '../feed/arxiv.ts'
import { announcementKinds } from '../feed/arxiv-rss.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { createBackground, type Background } from './background.ts'
import { paperFrom } from './paper-from-original.ts'

export interface AnnouncementsOptions {
  readonly library: Pick<AsyncLibrary, 'storeList' | 'storeOriginals'>
  readonly arxiv: Arxiv
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The wanted categories, `cs.LG+cs.CL`; null for none. */
  readonly categories: () => Promise<string | null>
  readonly onChanged: (days: readonly Day[]) => void
  readonly onError: (error: unknown) => void
}

/** Fetching of today's announcements. A day's are stored once; what arXiv says is unchanged costs no write. */
export function createAnnouncements(options: AnnouncementsOptions): Background {
  return createBackground((signal) => run(options, signal), options.onError)
}

async function run(options: AnnouncementsOptions, signal: AbortSignal): Promise<void> {
  const { library, arxiv, now } = options
  const categories = await options.categories()
  if (categories === null) return
  const { day, papers } = await arxiv.announcements(categories, signal)
  if (day === null) return
  let changes = 0
  for (const kind of announcementKinds) {
    const originals = papers[kind]
    if (originals.length === 0) continue
    const list = {
      list: announcementList(categories, day, kind),
      papers: originals.map(paperFrom),
      rejected: [],
    }
    const stored = await library.storeList(list, now())
    changes += stored.added + stored.updated + stored.merged
    if (stored.added + stored.updated + stored.merged === 0) continue
    await library.storeOriginals(
      originals.map(({ arxivId }) => arxivId),
      originals,
      now(),
    )
  }
  if (changes > 0) options.onChanged([])
}
