/** Hugging Face's part: lists by day, week and month, what is trending, search, and single papers (feed.md §1.1, §1.2, §1.6). */
import { isDay, isoWeekOf, type Day } from '../../src/shared/days.ts'
import type { Days, Entry } from './day-files.ts'
import type { Real } from './faults.ts'

/** The real feed's answer to an address. */
export function hubAnswer(url: URL, days: Days, latest: Day): Real {
  if (url.pathname === '/api/daily_papers') return listAnswer(url, days, latest)
  if (url.pathname === '/api/papers/search') return searchAnswer(url, days)
  const id = /^\/api\/papers\/(.+)$/.exec(url.pathname)?.[1]
  return id === undefined ? refusal(404, 'Not found') : paperAnswer(id, days)
}

function listAnswer(url: URL, days: Days, latest: Day): Real {
  const limit = wholeNumber(url.searchParams.get('limit'), 50)
  const page = wholeNumber(url.searchParams.get('p'), 0)
  if (limit === null || limit < 1 || limit > 100) return refusal(400, 'limit must be from 1 to 100')
  if (page === null) return refusal(400, 'p must be a whole number')
  const date = url.searchParams.get('date')
  if (date !== null && !isDay(date)) return refusal(400, 'date must be YYYY-MM-DD')
  if (date !== null && date > latest) return refusal(400, 'date must not be in the future')
  const entries = entriesOf(url.searchParams, days)
  const end = (page + 1) * limit
  const next = new URL(url)
  next.searchParams.set('p', String(page + 1))
  const link = end < entries.length ? { link: `<${next.pathname}${next.search}>; rel="next"` } : {}
  return json(200, entries.slice(page * limit, end), link)
}

function entriesOf(parameters: URLSearchParams, days: Days): readonly Entry[] {
  const [date, week, month] = ['date', 'week', 'month'].map((name) => parameters.get(name))
  if (date != null) return days.get(date) ?? []
  const isIn = (day: Day): boolean =>
    week != null ? isoWeekOf(day) === week : month != null ? day.startsWith(month) : true
  const entries = [...days.keys()]
    .filter(isIn)
    .sort()
    .reverse()
    .flatMap((day) => days.get(day) ?? [])
  const isByUpvotes = week != null || month != null || parameters.get('sort') === 'trending'
  return isByUpvotes ? entries.sort((a, b) => upvotesOf(b) - upvotesOf(a)) : entries
}

/** Entries of a search have no submitter, and their paper need not have been on any day. */
function searchAnswer(url: URL, days: Days): Real {
  const words = (url.searchParams.get('q') ?? '').toLowerCase()
  const limit = wholeNumber(url.searchParams.get('limit'), 120)
  if (words === '' || words.length > 250) return refusal(400, 'q must be from 1 to 250 characters')
  if (limit === null || limit < 1 || limit > 120) return refusal(400, 'limit must be from 1 to 120')
  const found = [...days.values()]
    .flat()
    .filter((entry) => JSON.stringify(entry).toLowerCase().includes(words))
  return json(
    200,
    found.slice(0, limit).map(({ submittedBy: _submittedBy, ...entry }) => entry),
  )
}

/** A single paper comes without the entry around it. */
function paperAnswer(id: string, days: Days): Real {
  const found = [...days.values()].flat().find((entry) => paperOf(entry)['id'] === id)
  return found === undefined
    ? refusal(404, 'Paper not found')
    : json(200, { ...paperOf(found), linkedModels: [] })
}

function paperOf(entry: Entry): Entry {
  const paper = entry['paper']
  return typeof paper === 'object' && paper !== null ? { ...paper } : {}
}

function upvotesOf(entry: Entry): number {
  return Number(paperOf(entry)['upvotes'] ?? 0)
}

function refusal(status: number, error: string): Real {
  return json(status, { error })
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Real {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}
