/**
 * The original of a paper, from arXiv: in batches through the query API and, while that is throttled, one by one through
 * OAI-PMH. All of it keeps to arXiv's terms: one request at a time, three seconds between any two, patience when told to
 * wait, and none at all after a 403 (feed.md §3.3). What it costs is time, so nothing else may wait for it.
 */
import type { ArxivId, Original } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { parseArxivId } from '../../src/shared/paper-address.ts'
import { queryForm, readAtom } from './arxiv-atom.ts'
import { readRecord, recordParameters } from './arxiv-oai.ts'
import { parseCategories, readRss, type Announcements } from './arxiv-rss.ts'
import { feedFailure } from './failures.ts'
import type { Answer, Client, Wanted } from './request.ts'
import { createSpacing, type Spacing } from './spacing.ts'

export interface ArxivHosts {
  readonly api: string
  readonly oai: string
  readonly rss: string
  /** For PDFs and the pictures of full texts. */
  readonly site: string
}
export const arxivHosts: ArxivHosts = {
  api: 'https://export.arxiv.org',
  oai: 'https://oaipmh.arxiv.org',
  rss: 'https://rss.arxiv.org',
  site: 'https://arxiv.org',
}

export interface ArxivOptions {
  readonly client: Client
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly hosts?: Partial<ArxivHosts>
}

export interface Arxiv {
  /**
   * The originals of at most `batchSize` papers; a paper that arXiv does not have, or an id that is none, is missing in
   * the answer. Throws an AppError; `retryAt` in its detail says when to come back.
   */
  originals(ids: readonly ArxivId[], signal?: AbortSignal): Promise<readonly Original[]>
  /**
   * Today's announcements in categories, `cs.LG+cs.CL`; null for those that are known, by the ETag of their document.
   * Throws as `originals` does, and `invalid-input`.
   */
  announcements(
    categories: string,
    known: string | null,
    signal?: AbortSignal,
  ): Promise<{ readonly announcements: Announcements | null; readonly etag: string | null }>
  /** Any other request to arXiv, when its turn has come. Throws as `originals` does. */
  inTurn<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Origin of PDFs and pictures. */
  readonly site: string
}

export const batchSize = 100
const gapMs = 3000
/** Longer addresses are sent as a form: 642 ids in an address were refused with 414. */
const longestAddress = 1800
const mostBytes = 8 * 1024 * 1024
/** The first wait after "Rate exceeded."; the second is twice as long, and then the other way is taken. */
const throttledMs = 30_000
/** How long the query API is left alone after that, or everything if the other way is closed too. */
const restMs = 30 * 60_000
/** 403 means blocked, and going on is treated as an attack. */
const blockedMs = 24 * 3_600_000
const xmlTypes = ['application/atom+xml', 'application/rss+xml', 'application/xml', 'text/xml']

/** A client of arXiv. There must be only one in a program, because the pauses are kept by it. */
export function createArxiv(options: ArxivOptions): Arxiv {
  const state: State = {
    options,
    hosts: { ...arxivHosts, ...options.hosts },
    spaced: createSpacing({ now: options.now, sleep: options.sleep, gapMs }),
    apiRestsUntil: 0,
    silentUntil: 0,
  }
  return {
    originals: (ids, signal) => originals(state, ids, signal),
    announcements: (categories, known, signal) => announcements(state, { categories, known }, signal),
    inTurn: (task, signal) => inTurn(state, task, signal),
    site: state.hosts.site,
  }
}

interface State {
  readonly options: ArxivOptions
  readonly hosts: ArxivHosts
  readonly spaced: Spacing
  /** Until then (ms) the query API is not asked, */
  apiRestsUntil: number
  /** and until then nothing of arXiv is. */
  silentUntil: number
}

async function originals(
  state: State,
  ids: readonly ArxivId[],
  signal?: AbortSignal,
): Promise<readonly Original[]> {
  const { now } = state.options
  // One id that is none would fail the whole batch.
  const wanted = [...new Set(ids.flatMap((id) => parseArxivId(id)?.id ?? []))].slice(0, batchSize)
  if (wanted.length === 0) return []
  const answered = now() < state.apiRestsUntil ? null : await patiently(state, wanted, signal)
  if (answered !== null) return answered.filter((original) => wanted.includes(original.arxivId))
  try {
    return await fromOai(state, wanted, signal)
  } catch (error) {
    if (waitAfter(error, 0, now()) === null) throw error
    state.silentUntil = Math.max(state.silentUntil, now() + restMs)
    throw feedFailure('rate-limited', 'status', { retryAt: state.silentUntil })
  }
}

/** Asks the query API up to three times; null if it goes on refusing. */
async function patiently(
  state: State,
  ids: readonly ArxivId[],
  signal?: AbortSignal,
): Promise<readonly Original[] | null> {
  const { now, sleep } = state.options
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await fromApi(state, ids, signal)
    } catch (error) {
      const wait = waitAfter(error, attempt, now())
      if (wait === null || now() < state.silentUntil) throw error
      if (attempt < 2) await sleep(wait, signal)
    }
  }
  state.apiRestsUntil = now() + restMs
  return null
}

async function fromApi(
  state: State,
  ids: readonly ArxivId[],
  signal?: AbortSignal,
): Promise<readonly Original[]> {
  const form = queryForm(ids)
  const url = new URL('/api/query', state.hosts.api).href
  const address = `${url}?${new URLSearchParams(form).toString()}`
  const isLong = address.length > longestAddress
  const answer = await ask(state, isLong ? { url, form } : { url: address }, signal)
  return readAtom(answer.bytes)
}

async function fromOai(
  state: State,
  ids: readonly ArxivId[],
  signal?: AbortSignal,
): Promise<readonly Original[]> {
  const found: Original[] = []
  for (const id of ids) {
    const url = new URL('/oai', state.hosts.oai)
    url.search = new URLSearchParams(recordParameters(id)).toString()
    const original = readRecord((await ask(state, { url: url.href }, signal)).bytes)
    if (original !== null) found.push(original)
  }
  return found
}

async function announcements(
  state: State,
  { categories, known }: { readonly categories: string; readonly known: string | null },
  signal?: AbortSignal,
): ReturnType<Arxiv['announcements']> {
  const url = new URL(`/rss/${parseCategories(categories)}`, state.hosts.rss).href
  const { bytes, headers, isUnchanged } = await ask(state, { url, knownEtag: known }, signal)
  if (isUnchanged && bytes.byteLength === 0) return { announcements: null, etag: known }
  return { announcements: readRss(bytes), etag: headers.get('etag') }
}

type Question = Pick<Wanted, 'url' | 'form' | 'knownEtag'>

function ask(state: State, question: Question, signal?: AbortSignal): Promise<Answer> {
  const wanted = { ...question, types: xmlTypes, maxBytes: mostBytes, tries: 1, signal }
  return inTurn(state, () => state.options.client.get(wanted), signal)
}

async function inTurn<T>(state: State, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const { now } = state.options
  if (now() < state.silentUntil) {
    throw feedFailure('rate-limited', 'status', { retryAt: state.silentUntil })
  }
  try {
    return await state.spaced(task, signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.detail?.['status'] !== 403) throw error
    state.silentUntil = now() + blockedMs
    const detail = { reason: 'status', status: 403, retryAt: state.silentUntil }
    throw new AppError('feed-unavailable', 'arXiv refuses this machine', { cause: error, detail })
  }
}

/** How long to wait after a failure that may pass, in ms; null for any other. */
function waitAfter(error: unknown, attempt: number, now: number): number | null {
  if (!(error instanceof AppError)) return null
  const { reason, status, retryAt } = error.detail ?? {}
  if (error.code === 'rate-limited' || status === 503) {
    const named = typeof retryAt === 'number' ? retryAt - now : 0
    return Math.min(Math.max(named, throttledMs * 2 ** attempt), restMs)
  }
  return reason === 'empty-page' || reason === 'timeout' || reason === 'connection-lost' ? gapMs : null
}
