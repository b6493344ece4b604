/** The lists of Hugging Face Daily Papers: their addresses, their pages, and their entries as domain values. */
import { addDays, feedDayAt, isDay, type Day } from '../../src/shared/days.ts'
import { dayList } from '../../src/shared/domain.ts'
import type { IncomingList, IncomingPaper, ListName, RejectedItem } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { feedFailure } from './failures.ts'
import { readEntry, refused } from './read-entry.ts'
import type { Client } from './request.ts'

/** The real feed. Setting or `OCTAVO_FEED_URL` give another server's address of the same shape, up to the host or path. */
export const hubAddress = 'https://huggingface.co'

/** The most the feed gives at once; its default of 50 silently cut busy days (feed.md §1.2). */
const pageSize = 100
/** The most a search gives; it has no further pages. */
const searchSize = 120
/** A month has had some 800 papers, and no day has come near 200; a server that never stops is not followed. */
const mostPages = 20
/** 100 entries are about 700 kB. */
const mostBytes = 16 * 1024 * 1024

export interface ListRequest {
  readonly client: Client
  /** `hubAddress`, or another server's. */
  readonly feedUrl: string
  /** A list of the feed: `day:`, `week:`, `month:`, `trending` or `search:`. */
  readonly list: ListName
  /** Instant (ms), from which the latest day that can exist is reckoned. */
  readonly now: number
  readonly tries?: number
  readonly signal?: AbortSignal
}

/** The address of one page (from 0) of a list. Throws `invalid-input` for a name that is no list of the feed. */
export function listUrl(feedUrl: string, list: ListName, page: number): string {
  const [kind = '', ...rest] = list.split(':')
  const value = rest.join(':')
  const parameters = parametersOf(kind, value)
  if (parameters === null) throw new AppError('invalid-input', `${list} is no list of the feed`)
  const path = kind === 'search' ? 'api/papers/search' : 'api/daily_papers'
  const url = addressOf(feedUrl, path)
  for (const [name, text] of Object.entries(parameters)) url.searchParams.set(name, text)
  url.searchParams.set('limit', String(kind === 'search' ? searchSize : pageSize))
  if (page > 0) url.searchParams.set('p', String(page))
  return url.href
}

function parametersOf(kind: string, value: string): Readonly<Record<string, string>> | null {
  if (kind === 'day' && isDay(value)) return { date: value }
  if (kind === 'week' && /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(value)) return { week: value }
  if (kind === 'month' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return { month: value }
  if (kind === 'trending' && value === '') return { sort: 'trending' }
  return kind === 'search' && value.length > 0 && value.length <= 250 ? { q: value } : null
}

/** An address of Hugging Face, or of the server in its place. */
export function addressOf(feedUrl: string, path: string): URL {
  return new URL(path, feedUrl.endsWith('/') ? feedUrl : `${feedUrl}/`)
}

/**
 * All papers of a list in the feed's order, each once. An empty list is an answer. Throws what the client throws, and
 * `feed-changed` if the answer is no list, or is another day's list.
 */
export async function fetchList(request: ListRequest): Promise<IncomingList> {
  const first = await readPages(request)
  if (!first.isShuffled) return finished(request.list, [first])
  // A paper that stood on two pages means that another may have slipped between them: one more look, and both count.
  return finished(request.list, [first, await readPages(request)])
}

/** What the feed knows of one paper, on a list of papers or not; null if it knows none of that id. */
export async function fetchPaper(
  request: Omit<ListRequest, 'list'> & { readonly id: string },
): Promise<IncomingPaper | null> {
  try {
    const { value } = await request.client.getJson({
      ...wantedFrom(request),
      url: addressOf(request.feedUrl, `api/papers/${request.id}`).href,
    })
    return readEntry({ paper: value }, addDays(feedDayAt(request.now), 1)).paper
  } catch (error) {
    if (error instanceof AppError && error.detail?.['status'] === 404) return null
    throw error
  }
}

/** A body of the feed as a day's list, without asking anybody: for saved responses. `latest` is the latest day there can be. */
export function readDay(day: Day, body: unknown, latest: Day): IncomingList {
  return finished(dayList(day), [readPage(body, latest)])
}

interface Page {
  readonly papers: readonly { readonly paper: IncomingPaper; readonly feedDay: Day | null }[]
  readonly rejected: readonly RejectedItem[]
}

async function readPages(request: ListRequest): Promise<Page & { readonly isShuffled: boolean }> {
  const papers: Page['papers'][number][] = []
  const rejected: RejectedItem[] = []
  const seen = new Set<string | null>()
  let isShuffled = false
  for (let page = 0; page < mostPages; page += 1) {
    const { value, answer } = await request.client.getJson({
      ...wantedFrom(request),
      url: listUrl(request.feedUrl, request.list, page),
    })
    const read = readPage(value, latestDay(request))
    isShuffled ||= read.papers.some(({ paper }) => seen.has(paper.arxivId))
    for (const { paper } of read.papers) seen.add(paper.arxivId)
    papers.push(...read.papers)
    rejected.push(...read.rejected)
    if (!isPaged(request.list) || !hasNext(answer.headers, read.papers.length + read.rejected.length)) break
  }
  return { papers, rejected, isShuffled }
}

function wantedFrom({ tries, signal }: Pick<ListRequest, 'tries' | 'signal'>) {
  return { maxBytes: mostBytes, signal, ...(tries === undefined ? {} : { tries }) }
}

/** The list of what is trending goes on through all papers there are; its first page is what one wants of it. */
function isPaged(list: ListName): boolean {
  return /^(day|week|month):/.test(list)
}

function readPage(body: unknown, latest: Day): Page {
  if (!Array.isArray(body)) throw feedFailure('feed-changed', 'shape')
  const papers: Page['papers'][number][] = []
  const rejected: RejectedItem[] = []
  for (const raw of body.slice(0, pageSize * mostPages)) {
    const item = readEntry(raw, latest)
    if (item.rejected === null) papers.push(item)
    else rejected.push(item.rejected)
  }
  if (body.length > pageSize * mostPages) {
    const rest = body.length - pageSize * mostPages
    rejected.push(refused(`${rest} entries beyond what a list holds`, '').rejected)
  }
  return { papers, rejected }
}

/** Pages are counted by us and their address is never taken from the header, which could lead anywhere. */
function hasNext(headers: Headers, entries: number): boolean {
  return entries >= pageSize || (entries > 0 && /rel="?next"?/.test(headers.get('link') ?? ''))
}

/** The day asked for may be a day ahead of this machine's clock, and so may entries be. */
function latestDay({ list, now }: ListRequest): Day {
  const tomorrow = addDays(feedDayAt(now), 1)
  const day = dayOf(list)
  return day !== null && day > tomorrow ? day : tomorrow
}

function finished(list: ListName, reads: readonly Page[]): IncomingList {
  const items = reads.flatMap((read) => read.papers)
  const day = dayOf(list)
  // An answer in which every entry is of another day is another day's list, from a cache or a wrong clock.
  if (day !== null && items.length > 0 && items.every(({ feedDay }) => feedDay !== null && feedDay !== day)) {
    throw feedFailure('feed-changed', 'other-day', { day })
  }
  const papers = new Map<string | null, IncomingPaper>()
  for (const { paper } of items) if (!papers.has(paper.arxivId)) papers.set(paper.arxivId, paper)
  return { list, papers: [...papers.values()], rejected: reads.at(-1)?.rejected ?? [] }
}

function dayOf(list: ListName): Day | null {
  return list.startsWith('day:') ? list.slice('day:'.length) : null
}
