/** The feed behind the fake bridge: papers that the library does not know until it asks for them. */
import {
  announcementKinds,
  announcementList,
  neverAsked,
  readAnnouncementList,
} from '../shared/announcements.ts'
import { daysBetween, type Day } from '../shared/days.ts'
import type { Input, Method, Outputs } from '../shared/contract.ts'
import type { BackfillStatus, StoredList } from '../shared/domain.ts'
import { papersIn } from '../shared/paper-address.ts'
import type { Memory } from './fake-memory.ts'

/** After these the service tells all windows which days have changed. */
export const bringsPapers: ReadonlySet<Method> = new Set(['lists.fetch', 'papers.add'])

interface FeedHandlers {
  'arxiv.announced': (input: Input<'arxiv.announced'>) => Outputs['arxiv.announced']
  'papers.add': (input: Input<'papers.add'>) => Outputs['papers.add']
  'shell.notify': () => null
  'network.tell': () => null
  'backfill.status': () => BackfillStatus | null
  'backfill.start': (input: Input<'backfill.start'>) => BackfillStatus
  'backfill.pause': () => BackfillStatus | null
  'backfill.resume': () => BackfillStatus | null
  'backfill.cancel': () => null
  'lists.fetch': (input: Input<'lists.fetch'>) => Outputs['lists.fetch']
}

/** The methods that ask the feed. */
export function feedHandlers(memory: Memory): FeedHandlers {
  let backfill: BackfillStatus | null = null
  const at = (phase: BackfillStatus['phase']): BackfillStatus | null => {
    backfill &&= { ...backfill, phase }
    return backfill
  }
  return {
    'shell.notify': () => null,
    'network.tell': () => null,
    'arxiv.announced': ({ day }) => announcedIn(memory, day),
    'backfill.status': () => backfill,
    'backfill.start': ({ from, to }) => (backfill = { ...begun, from, to, total: daysBetween(from, to) + 1 }),
    'backfill.pause': () => at('paused'),
    'backfill.resume': () => at('running'),
    'backfill.cancel': () => (backfill = null),
    'papers.add': ({ text }) => {
      const wanted = papersIn(text).map(({ id }) => id)
      const isHere = (id: string): boolean =>
        [...memory.papers.values()].some((paper) => paper.arxivId === id)
      const unchanged = wanted.filter(isHere).length
      for (const paper of memory.options.feed ?? [])
        if (paper.arxivId !== null && wanted.includes(paper.arxivId)) memory.papers.set(paper.id, paper)
      const missing = wanted.filter((id) => !isHere(id))
      const stored = { ...added(wanted.length - missing.length - unchanged), unchanged }
      return { stored, missing, counts: memory.counts() }
    },
    'lists.fetch': ({ list }) => ({ stored: added(memory.fetch(list)), counts: memory.counts() }),
  }
}

function announcedIn(memory: Memory, wanted: Day | null): Outputs['arxiv.announced'] {
  const categories = memory.settings.arxivCategories
  const status = { ...neverAsked, checkedAt: memory.now() }
  const listings = new Map(
    [...memory.papers.values()]
      .flatMap((paper) => paper.listings)
      .flatMap(({ list }) => {
        const read = readAnnouncementList(list)
        return read === null ? [] : [[list, read] as const]
      }),
  )
  const days = [...new Set([...listings.values()].map((listing) => listing.day))].sort()
  const day = wanted ?? days.at(-1)
  if (categories === null || day === undefined) return { categories, shown: null, status }
  const lists = announcementKinds.flatMap((kind) => {
    const list = announcementList({ categories, day, kind })
    const papers = memory.onList(list)
    const unread = papers.filter(({ verdict }) => verdict === 'unread').length
    return papers.length === 0 ? [] : [{ list, kind, count: papers.length, unread }]
  })
  const previous = days.findLast((other) => other < day) ?? null
  const next = days.find((other) => other > day) ?? null
  return { categories, shown: { day, previous, next, lists }, status }
}

const begun: Omit<BackfillStatus, 'from' | 'to' | 'total'> = {
  phase: 'running',
  day: null,
  done: 0,
  added: 0,
  failed: 0,
  remainingMs: null,
  failure: null,
  retryAt: null,
}

function added(count: number): StoredList {
  return { added: count, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
}
