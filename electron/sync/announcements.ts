/** arXiv's daily announcements as lists of their own, for those who ask for categories; off unless they do. */
import {
  announcementKinds,
  announcementList,
  neverAsked,
  type AnnouncementsStatus,
} from '../../src/shared/announcements.ts'
import type { Day } from '../../src/shared/days.ts'
import type { Arxiv } from '../feed/arxiv.ts'
import { parseCategories, type Announcements as ArxivAnnouncements } from '../feed/arxiv-rss.ts'
import { detailOf } from '../feed/failures.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { AppError } from '../../src/shared/errors.ts'
import { createBackground, type Background } from './background.ts'
import { paperFrom } from './paper-from-original.ts'

export interface AnnouncementsOptions {
  readonly library: Pick<
    AsyncLibrary,
    'storeList' | 'storeOriginals' | 'announcementsSeen' | 'saveAnnouncementsSeen'
  >
  readonly arxiv: Arxiv
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The wanted categories, `cs.LG+cs.CL`; null for none. */
  readonly categories: () => Promise<string | null>
  readonly onStatus: (status: AnnouncementsStatus) => void
  readonly onChanged: (days: readonly Day[]) => void
  readonly onError: (error: unknown) => void
}

export interface Announcements extends Background {
  status(): AnnouncementsStatus
}

/** Fetching of today's announcements. A day's are stored once; what arXiv says is unchanged costs no write. */
export function createAnnouncements(options: AnnouncementsOptions): Announcements {
  let status = neverAsked
  const tell = (patch: Partial<AnnouncementsStatus>): void => {
    status = { ...status, ...patch }
    options.onStatus(status)
  }
  const background = createBackground(async (signal) => {
    const categories = await options.categories()
    if (categories === null) return
    tell({ phase: 'running' })
    try {
      const wasEmpty = !(await run(options, parseCategories(categories), signal))
      tell({ phase: 'idle', checkedAt: options.now(), wasEmpty, failure: null })
    } catch (error) {
      tell({ phase: 'idle', failure: signal.aborted ? status.failure : failureOf(error) })
      throw error
    }
  }, options.onError)
  return { ...background, status: () => status }
}

function failureOf(error: unknown): AnnouncementsStatus['failure'] {
  return error instanceof AppError
    ? { code: error.code, detail: detailOf(error) }
    : { code: 'internal', detail: null }
}

/** Whether there were any. What is stored is not asked for again until it changes, also after a restart. */
async function run(options: AnnouncementsOptions, categories: string, signal: AbortSignal): Promise<boolean> {
  const { library, arxiv } = options
  const seen = await library.announcementsSeen()
  const known = seen?.categories === categories ? seen : null
  const { announcements, etag } = await arxiv.announcements(categories, known?.etag ?? null, signal)
  if (announcements === null) return known?.wasEmpty === false
  const wasEmpty = !(await store(options, categories, announcements))
  if (etag !== null) await library.saveAnnouncementsSeen({ categories, etag, wasEmpty })
  return !wasEmpty
}

async function store(
  { library, now, onChanged }: AnnouncementsOptions,
  categories: string,
  { day, papers }: ArxivAnnouncements,
): Promise<boolean> {
  if (day === null) return false
  let changes = 0
  for (const kind of announcementKinds) {
    const originals = papers[kind]
    if (originals.length === 0) continue
    const list = announcementList({ categories, day, kind })
    const incoming = { list, papers: originals.map(paperFrom), rejected: [] }
    const stored = await library.storeList(incoming, now())
    const changed = stored.added + stored.updated + stored.merged
    changes += changed
    if (changed === 0) continue
    const asked = originals.map(({ arxivId }) => arxivId)
    await library.storeOriginals(asked, originals, now())
  }
  if (changes > 0) onChanged([])
  return true
}
