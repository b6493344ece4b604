/**
 * A Daily Papers feed on a loopback address, with the real one's parameters, paging, empty weekends and refusals
 * (feed.md §1.2, §1.5), and with faults on demand. Tests use it, and so does `npm start -- --feed=<folder>`.
 *
 * Old days and today's clock: a folder holds days of its own time, and the app asks for the last seven feed days of
 * its own clock, which would all be empty. With `shift` the lists are served under the latest weekdays instead. That is
 * a demonstration: when it is started again on a later day, the same papers stand on later days too.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createHash } from 'node:crypto'
import { feedDayAt, type Day } from '../../src/shared/days.ts'
import { announcementsXml, type Announcement } from './announcements-xml.ts'
import { hubAnswer } from './hub-answers.ts'
import { oaiAnswer, queryAnswer, readRecords, type ArxivRecords } from './arxiv-answers.ts'
import { fullTextAnswer, type FullTexts } from './full-texts.ts'
import { pictureAnswer } from './pictures.ts'
import { readDays, shiftedTo, type Days, type Entry } from './day-files.ts'
import { answerWithFault, send, type Fault, type Real } from './faults.ts'

export interface FeedServerOptions {
  /** A folder of day files, or the days themselves. */
  readonly folder?: string
  readonly days?: Days
  /** 0 or nothing: any free port. */
  readonly port?: number
  /** Milliseconds since the epoch; decides which days are in the future. */
  readonly now?: () => number
  /** The latest day there is, in place of the clock's. */
  readonly today?: Day
  /** Serve the lists under the latest weekdays. */
  readonly shift?: boolean
  /** What arXiv would answer, served at the same address: a file of JSON lines, or the records themselves. */
  readonly originals?: string | ArxivRecords
  /** Full texts and PDFs, served at the same address too. */
  readonly fullTexts?: FullTexts
  /** What arXiv announces today in any categories, served at the same address too; nothing, as at weekends, if not given. */
  readonly announcements?: readonly Announcement[]
  /** Send ETags and answer 304; nobody knows whether the real feed does. */
  readonly etags?: boolean
}

/** A request that came in. */
export interface Asked {
  readonly path: string
  readonly day: Day | null
  readonly page: number
  /** All parameters, those of a form included. */
  readonly parameters: URLSearchParams
  readonly method: string
  readonly headers: IncomingMessage['headers']
}

export interface FeedServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly asked: Asked[]
  /** The lists served now; replace one to let a day grow or change. */
  readonly days: Map<Day, readonly Entry[]>
  /** The next so many requests meet this fault. */
  failNext(fault: Fault, times?: number): void
  /** Every request is put to this first; null lets it pass. */
  failWhen(decide: ((asked: Asked) => Fault | null) | null): void
  /** Breaks all connections and refuses new ones; `listenAgain` takes the same port. */
  stopListening(): Promise<void>
  listenAgain(): Promise<void>
  close(): Promise<void>
}

/** Starts a feed server. Throws if the folder holds no day files. */
export async function createFeedServer(options: FeedServerOptions = {}): Promise<FeedServer> {
  const now = options.now ?? Date.now
  const read = options.days ?? (options.folder === undefined ? new Map() : await readDays(options.folder))
  const days = new Map<Day, readonly Entry[]>(
    options.shift === true ? shiftedTo(options.today ?? feedDayAt(now()), read) : read,
  )
  const { originals = new Map(), fullTexts = new Map() } = options
  const records = typeof originals === 'string' ? await readRecords(originals) : originals
  const asked: Asked[] = []
  const queue: Fault[] = []
  let decide: ((asked: Asked) => Fault | null) | null = null

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const form = request.method === 'POST' ? await bodyOf(request) : ''
    const item = {
      path: url.pathname,
      day: url.searchParams.get('date'),
      page: Number(url.searchParams.get('p') ?? 0),
      parameters: new URLSearchParams([...url.searchParams, ...new URLSearchParams(form)]),
      method: request.method ?? 'GET',
      headers: request.headers,
    }
    asked.push(item)
    const fault = queue.shift() ?? decide?.(item) ?? null
    const latest = options.today ?? latestOf(days, feedDayAt(now()))
    const real =
      arxivAnswer(item, records) ??
      announcementsAnswer(item.path, options.announcements ?? [], now()) ??
      fullTextAnswer(item.path, request.headers, fullTexts) ??
      pictureAnswer(item.path, request.headers) ??
      hubAnswer(url, days, latest)
    if (fault !== null) return answerWithFault(fault, request, response, real)
    const tag = `"${createHash('sha256').update(real.body).digest('hex').slice(0, 16)}"`
    if (options.etags === true && request.headers['if-none-match'] === tag) {
      response.writeHead(304, { etag: tag }).end()
      return
    }
    const headers = { ...real.headers, ...(options.etags === true ? { etag: tag } : {}) }
    send(response, { ...real, headers }, /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  const port = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    days,
    failNext: (fault, times = 1) => queue.push(...Array.from({ length: times }, () => fault)),
    failWhen: (rule) => {
      decide = rule
    },
    stopListening: () => close(server),
    listenAgain: async () => void (await listen(server, port)),
    close: () => close(server),
  }
}

function arxivAnswer({ path, parameters }: Asked, records: ArxivRecords): Real | null {
  if (path === '/api/query') return queryAnswer(parameters, records)
  return path === '/oai' ? oaiAnswer(parameters, records) : null
}

function announcementsAnswer(path: string, items: readonly Announcement[], now: number): Real | null {
  if (!path.startsWith('/rss/')) return null
  const headers = { 'content-type': 'application/rss+xml' }
  return { status: 200, headers, body: announcementsXml(new Date(now).toUTCString(), items) }
}

/** A folder of a time to come, as real days are on a machine whose clock is behind, is served whole. */
function latestOf(days: Days, today: Day): Day {
  return [...days.keys()].reduce((latest, day) => (day > latest ? day : latest), today)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve()
      return
    }
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
