/** The Hugging Face Daily Papers of one day: its addresses, its pages, and its entries as domain values. */
import { addDays, feedDayAt, type Day } from '../../src/shared/days.ts'
import { dayList, type IncomingList, type IncomingPaper, type RejectedItem } from '../../src/shared/domain.ts'
import { feedFailure } from './failures.ts'
import { readEntry, refused } from './read-entry.ts'
import type { Client } from './request.ts'

/** The real feed. Setting or `OCTAVO_FEED_URL` give another server's address of the same shape, up to the host or path. */
export const hubAddress = 'https://huggingface.co'

/** The most the feed gives at once; its default of 50 silently cut busy days (feed.md §1.2). */
const pageSize = 100
/** No day has come near 1,000 papers; a server that never stops is not followed. */
const mostPages = 10
/** 100 entries are about 700 kB. */
const mostBytes = 16 * 1024 * 1024

export interface DayRequest {
  readonly client: Client
  /** `hubAddress`, or another server's. */
  readonly feedUrl: string
  readonly day: Day
  /** Instant (ms), from which the latest day that can exist is reckoned. */
  readonly now: number
  readonly tries?: number
  readonly signal?: AbortSignal
}

/** The address of one page (from 0) of a day's list. */
export function dayUrl(feedUrl: string, day: Day, page: number): string {
  const url = new URL('api/daily_papers', feedUrl.endsWith('/') ? feedUrl : `${feedUrl}/`)
  url.searchParams.set('date', day)
  url.searchParams.set('limit', String(pageSize))
  if (page > 0) url.searchParams.set('p', String(page))
  return url.href
}

/**
 * All papers of a day in feed order, each once. A weekend's or a future day's empty list is an answer. Throws what the
 * client throws, and `feed-changed` if the answer is no list, holds nothing that can be read, or is another day's list.
 */
export async function fetchDay(request: DayRequest): Promise<IncomingList> {
  const first = await readPages(request)
  if (!first.isShuffled) return finished(request.day, [first])
  // A paper that stood on two pages means that another may have slipped between them: one more look, and both count.
  return finished(request.day, [first, await readPages(request)])
}

/** A body of the feed as a list, without asking anybody: for saved responses. `latest` is the latest day there can be. */
export function readDay(day: Day, body: unknown, latest: Day): IncomingList {
  return finished(day, [readPage(body, latest)])
}

interface Page {
  readonly papers: readonly { readonly paper: IncomingPaper; readonly feedDay: Day | null }[]
  readonly rejected: readonly RejectedItem[]
}

async function readPages(request: DayRequest): Promise<Page & { readonly isShuffled: boolean }> {
  const papers: Page['papers'][number][] = []
  const rejected: RejectedItem[] = []
  const seen = new Set<string | null>()
  let isShuffled = false
  for (let page = 0; page < mostPages; page += 1) {
    const { value, answer } = await request.client.getJson({
      url: dayUrl(request.feedUrl, request.day, page),
      maxBytes: mostBytes,
      ...(request.tries === undefined ? {} : { tries: request.tries }),
      signal: request.signal,
    })
    const read = readPage(value, latestDay(request))
    isShuffled ||= read.papers.some(({ paper }) => seen.has(paper.arxivId))
    for (const { paper } of read.papers) seen.add(paper.arxivId)
    papers.push(...read.papers)
    rejected.push(...read.rejected)
    if (!hasNext(answer.headers, read.papers.length + read.rejected.length)) break
  }
  return { papers, rejected, isShuffled }
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

/** The day asked for may be a day ahead of this machine's clock, and so may its entries. */
function latestDay({ day, now }: DayRequest): Day {
  const today = feedDayAt(now)
  return day > today ? day : addDays(today, 1)
}

function finished(day: Day, reads: readonly Page[]): IncomingList {
  const items = reads.flatMap((read) => read.papers)
  const days = items.map((item) => item.feedDay)
  // An answer in which every dated entry is of another day is another day's list, from a cache or a wrong clock.
  if (days.some((at) => at !== null) && days.every((at) => at !== null && at !== day)) {
    throw feedFailure('feed-changed', 'other-day', { day })
  }
  const papers = new Map<string | null, IncomingPaper>()
  for (const { paper } of items) if (!papers.has(paper.arxivId)) papers.set(paper.arxivId, paper)
  return { list: dayList(day), papers: [...papers.values()], rejected: reads.at(-1)?.rejected ?? [] }
}
