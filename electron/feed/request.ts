/**
 * The one way out: every request of Octavo passes through a client made here. A try is a whole answer, headers and
 * body; ky makes the request of one try (timeout, normalised failures) and the loop over tries is ours, because a try
 * can fail in its body, and because the waiting must go through a clock that tests can turn.
 *
 * ky 2.1 asks for Node 22 in its `engines`, but what it uses is in Node 20.3 and later (`AbortSignal.any` is the newest).
 */
import type { KyInstance } from 'ky'
import { AppError } from '../../src/shared/errors.ts'
import { failureOfStatus, failureOfThrown, feedFailure, isWorthAnotherTry } from './failures.ts'
import { waitAfterAnswer, waitAfterRefusal } from './rate-limit.ts'
import { piecesOf, readBody } from './read-body.ts'
import type { BodyLimits } from './read-body.ts'

export interface ClientOptions {
  /** Node's own, or Electron's `net.fetch`. Both follow redirects themselves and give up after 20. */
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Resolves after `ms`, rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Says who asks, with an address to complain to. */
  readonly userAgent: string
  /** Longest wait for the headers of an answer, connecting included. */
  readonly headersMs?: number
  /** Longest silence inside a body. */
  readonly stallMs?: number
}

export interface Wanted {
  readonly url: string
  /** The content types that are an answer, as their beginnings: `application/json`. */
  readonly types: readonly string[]
  /** Most bytes after decompression. */
  readonly maxBytes: number
  /** 3 unless told. */
  readonly tries?: number
  readonly signal?: AbortSignal | undefined
  /** What a former process was answered, where that is stored: said to be unchanged, the answer has no bytes. */
  readonly knownEtag?: string | null
  /** Sent as a form by POST. */
  readonly form?: Readonly<Record<string, string>>
}

/** A request whose body is read as it comes, by whoever asks: a file too large for memory, or the rest of one. */
export type StreamWanted = Omit<Wanted, 'form' | 'tries'> & {
  readonly headers: Readonly<Record<string, string>>
}

/** The beginning of an answer, with its body still to come. */
export interface Streamed {
  /** 200, or 206 for the rest of a file. */
  readonly status: number
  readonly headers: Headers
  /** Throws what the client throws when the body breaks off, stops or grows too large. */
  readonly pieces: AsyncIterable<Uint8Array>
}

export interface Answer {
  readonly bytes: Uint8Array
  readonly headers: Headers
  /** The server said that nothing has changed since the last time, and these are the bytes of then (see `knownEtag`). */
  readonly isUnchanged: boolean
}

export interface Client {
  /** Throws an AppError (`offline`, `rate-limited`, `feed-unavailable`, `feed-changed`), or the signal's reason. */
  get(wanted: Wanted): Promise<Answer>
  /** The same for JSON in UTF-8; a body that does not parse counts as a failed try. Invalid UTF-8 becomes U+FFFD. */
  getJson(wanted: Omit<Wanted, 'types'>): Promise<{ readonly value: unknown; readonly answer: Answer }>
  /** One try, whose answer is given to `read` with the body still to come. Throws as `get` does, and an AppError of `read`. */
  stream<T>(wanted: StreamWanted, read: (answer: Streamed) => Promise<T>): Promise<T>
}

/** Waits up to this long are sat out inside a request; longer ones are reported with `retryAt`. */
const longestPatienceMs = 10_000
/** Without a word from the server, this long after a 429. */
const silentRefusalMs = 60_000
const keptAnswers = 16

/** A client. One is enough for all; it remembers what servers said about limits and the last answers' ETags. */
export function createClient(options: ClientOptions): Client {
  const memory: Memory = { notBefore: new Map(), answers: new Map() }
  let http: Promise<KyInstance> | null = null
  const context: Context = {
    options,
    memory,
    http: () => (http ??= createHttp(options)),
  }

  return {
    get: (wanted) => withTries(context, wanted, (answer) => answer),
    getJson: (wanted) =>
      withTries(context, { ...wanted, types: ['application/json'] }, (answer) => ({
        value: parsedJson(answer.bytes),
        answer,
      })),
    stream: (wanted, read) => stream(context, wanted, read),
  }
}

interface Memory {
  /** Origin to the instant (ms) before which it wants no request. */
  readonly notBefore: Map<string, number>
  readonly answers: Map<string, { readonly etag: string; readonly bytes: Uint8Array }>
}

interface Context {
  readonly options: ClientOptions
  readonly memory: Memory
  readonly http: () => Promise<KyInstance>
}

/** Loaded with the first request: ky brings all of Node's fetch with it, which the window's start would wait for. */
async function createHttp(options: ClientOptions): Promise<KyInstance> {
  const { default: ky } = await import('ky')
  return ky.create({
    fetch: options.fetch,
    timeout: options.headersMs ?? 20_000,
    retry: 0,
    throwHttpErrors: false,
    redirect: 'follow',
    // Electron's net.fetch has Chromium's cache behind it, where one mistaken 301 would stay for good.
    cache: 'no-store',
    headers: { 'user-agent': options.userAgent },
  })
}

async function withTries<T>(context: Context, wanted: Wanted, finish: (answer: Answer) => T): Promise<T> {
  const { now, sleep } = context.options
  for (let attempt = 1; ; attempt += 1) {
    await sitOut(context, wanted)
    try {
      return finish(await oneTry(wanted, (mine, held) => answerTo(mine, context, held)))
    } catch (thrown) {
      wanted.signal?.throwIfAborted()
      const failure = failureOfThrown(thrown)
      const wait = waitBefore(failure, attempt, now())
      if (wait === null || attempt >= (wanted.tries ?? 3)) throw failure
      await sleep(wait, wanted.signal)
    }
  }
}

/** Waits until the server's limit is over, if that is soon. */
async function sitOut({ memory, options }: Context, wanted: Wanted): Promise<void> {
  const retryAt = memory.notBefore.get(new URL(wanted.url).origin) ?? 0
  const wait = retryAt - options.now()
  if (wait > longestPatienceMs) throw feedFailure('rate-limited', 'status', { retryAt })
  if (wait > 0) await options.sleep(wait, wanted.signal)
}

/**
 * One try. However it fails, its connection is given up by aborting the request: cancelling only the body would leave
 * it open under Electron, where Chromium allows six to a host and the seventh request would wait for ever.
 */
async function oneTry<T>(
  wanted: Wanted,
  attempt: (wanted: Abortable, held: Set<unknown>) => Promise<T>,
): Promise<T> {
  const abort = new AbortController()
  const forward = (): void => abort.abort(wanted.signal?.reason)
  wanted.signal?.addEventListener('abort', forward, { once: true })
  const held = new Set<unknown>()
  try {
    return await attempt({ ...wanted, signal: abort.signal }, held)
  } catch (error) {
    abort.abort(error)
    throw error
  } finally {
    wanted.signal?.removeEventListener('abort', forward)
    held.clear()
  }
}

type Abortable = Wanted & { readonly signal: AbortSignal }

async function answerTo(wanted: Abortable, context: Context, held: Set<unknown>): Promise<Answer> {
  const kept = context.memory.answers.get(wanted.url)
  const etag = kept?.etag ?? wanted.knownEtag ?? null
  const headers = etag === null ? {} : { 'if-none-match': etag }
  const response = await responseTo(wanted, headers, { context, held })
  if (response.status === 304 && etag !== null) {
    return { bytes: kept?.bytes ?? new Uint8Array(), headers: response.headers, isUnchanged: true }
  }
  refuseUnlessAnswer(response, wanted, context.options.now())
  const bytes = await readBody(response, limitsOf(wanted, context))
  const answer = { bytes, headers: response.headers, isUnchanged: false }
  keep(answer, wanted, context.memory)
  return answer
}

async function stream<T>(
  context: Context,
  wanted: StreamWanted,
  read: (answer: Streamed) => Promise<T>,
): Promise<T> {
  await sitOut(context, wanted)
  try {
    return await oneTry(wanted, async (mine, held) => {
      const response = await responseTo(mine, wanted.headers, { context, held })
      refuseUnlessAnswer(response, mine, context.options.now())
      const { status, headers } = response
      return read({ status, headers, pieces: piecesOf(response, limitsOf(mine, context)) })
    })
  } catch (thrown) {
    wanted.signal?.throwIfAborted()
    throw failureOfThrown(thrown)
  }
}

/** `held` keeps the request: Node's is followed weakly by those made of it, and once collected it aborts nothing. */
async function responseTo(
  wanted: Abortable,
  headers: Readonly<Record<string, string>>,
  { context, held }: { readonly context: Context; readonly held: Set<unknown> },
): Promise<Response> {
  const { memory, options } = context
  const http = await context.http()
  const response = await http(wanted.url, {
    method: wanted.form === undefined ? 'get' : 'post',
    headers: { accept: wanted.types.join(', '), ...headers },
    ...(wanted.form === undefined ? {} : { body: new URLSearchParams(wanted.form) }),
    signal: wanted.signal,
    fetch: (request, init) => {
      held.add(request)
      return options.fetch(request, init)
    },
  })
  held.add(response)
  noteLimits(response, wanted, memory, options.now())
  return response
}

function limitsOf(wanted: Abortable, { options }: Context): BodyLimits {
  return { maxBytes: wanted.maxBytes, stallMs: options.stallMs ?? 20_000, signal: wanted.signal }
}

/** Milliseconds until the next try, or null if there should be none. */
function waitBefore(failure: AppError, attempt: number, now: number): number | null {
  const retryAt = failure.detail?.['retryAt']
  if (typeof retryAt === 'number') {
    return retryAt - now > longestPatienceMs ? null : Math.max(0, retryAt - now)
  }
  return isWorthAnotherTry(failure) ? 1000 * 2 ** (attempt - 1) : null
}

function noteLimits(response: Response, wanted: Wanted, memory: Memory, now: number): void {
  const wait =
    response.status === 429
      ? (waitAfterRefusal(response.headers, now) ?? silentRefusalMs)
      : waitAfterAnswer(response.headers)
  if (wait > 0) memory.notBefore.set(new URL(wanted.url).origin, now + wait)
}

function refuseUnlessAnswer(response: Response, wanted: Wanted, now: number): void {
  if (!response.ok) {
    const wait =
      response.status === 429 || response.status === 503 ? waitAfterRefusal(response.headers, now) : null
    const fallback = response.status === 429 ? silentRefusalMs : null
    const waitMs = wait ?? fallback
    throw failureOfStatus(response.status, waitMs === null ? null : now + waitMs)
  }
  // Electron's net.fetch leaves `url` empty, so there this guards nothing.
  if (wanted.url.startsWith('https:') && response.url.startsWith('http:')) {
    throw feedFailure('feed-changed', 'redirects')
  }
  const type = (response.headers.get('content-type') ?? '').toLowerCase()
  if (!wanted.types.some((known) => type.startsWith(known))) {
    throw feedFailure('feed-changed', 'content-type', { contentType: type.slice(0, 80) })
  }
}

function keep(answer: Answer, wanted: Wanted, memory: Memory): void {
  memory.answers.delete(wanted.url)
  const etag = answer.headers.get('etag')
  if (etag === null || wanted.form !== undefined || answer.bytes.byteLength > 4_000_000) return
  memory.answers.set(wanted.url, { etag, bytes: answer.bytes })
  const oldest = memory.answers.keys().next()
  if (memory.answers.size > keptAnswers && oldest.done !== true) memory.answers.delete(oldest.value)
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8').decode(bytes))
    return value
  } catch (error) {
    const failure = feedFailure('feed-changed', 'not-json')
    throw new AppError(failure.code, failure.message, { cause: error, detail: failure.detail })
  }
}

/** Real time, for the composition root: resolves after `ms`, rejects with the signal's reason when aborted. */
export function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
