/** Every way in which a request can fail, told as one of the codes that have a sentence (src/shared/errors.ts). */
import { AppError, type Failure } from '../../src/shared/errors.ts'

/** What exactly went wrong, for the sentence shown and the log. */
export type FailureReason =
  | 'no-connection'
  | 'connection-lost'
  | 'timeout'
  | 'status'
  | 'too-large'
  | 'content-type'
  | 'not-json'
  | 'redirects'
  | 'other-day'
  | 'empty-page'
  | 'shape'

/** No way to the server: the cable, the name service, the proxy or the server's port. Node's codes and Chromium's names. */
const offlineCodes =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|NETWORK_ACCESS_DENIED|PROXY_CONNECTION_FAILED|DNS_TIMED_OUT|DNS_SERVER_FAILED))\b/

const redirectWords = /redirect count exceeded|ERR_TOO_MANY_REDIRECTS|ERR_UNSAFE_REDIRECT/

/** The failure of one request: the code, what happened, and small facts about it. */
export function feedFailure(
  code: 'offline' | 'rate-limited' | 'feed-unavailable' | 'feed-changed',
  reason: FailureReason,
  facts: NonNullable<Failure['detail']> & { cause?: never } = {},
): AppError {
  return new AppError(code, `${code}: ${reason}`, { detail: { reason, ...facts } })
}

/** A status that is no answer, as a failure. `retryAt` is an instant in ms, if the server named one. */
export function failureOfStatus(status: number, retryAt: number | null): AppError {
  const facts = { status, ...(retryAt === null ? {} : { retryAt }) }
  if (status === 429) return feedFailure('rate-limited', 'status', facts)
  // The question itself was refused: the feed no longer is what this program knows.
  const isQuestionRefused = [400, 404, 405, 406, 410, 414, 422].includes(status)
  return feedFailure(isQuestionRefused ? 'feed-changed' : 'feed-unavailable', 'status', facts)
}

/** Whether asking again at once can help: the same statuses as huggingface_hub, without 429, which has a wait of its own. */
export function isPassing(status: number): boolean {
  return [408, 500, 502, 503, 504].includes(status)
}

/** What `fetch` or a body's stream threw, as a failure. Node, ky and Electron name the same things differently. */
export function failureOfThrown(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const words = wordsOf(thrown)
  const failure = redirectWords.test(words)
    ? feedFailure('feed-changed', 'redirects')
    : offlineCodes.test(words)
      ? feedFailure('offline', 'no-connection')
      : /TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT|ERR_TIMED_OUT/.test(words)
        ? feedFailure('feed-unavailable', 'timeout')
        : feedFailure('feed-unavailable', 'connection-lost')
  return new AppError(failure.code, failure.message, { cause: thrown, detail: failure.detail })
}

/** Whether the same request may succeed a moment later. */
export function isWorthAnotherTry(failure: AppError): boolean {
  const reason = failure.detail?.['reason']
  if (reason === 'status') return isPassing(Number(failure.detail?.['status']))
  return (
    reason === 'no-connection' ||
    reason === 'connection-lost' ||
    reason === 'timeout' ||
    reason === 'not-json'
  )
}

/** What a status tells of a failure: the reason in a word, or the HTTP status in its place: `timeout`, `503`. */
export function detailOf({ detail }: AppError): string | null {
  const word = detail?.['status'] ?? detail?.['reason']
  return word == null ? null : String(word)
}

/** Names, codes and messages along the chain of causes. */
function wordsOf(thrown: unknown): string {
  const words: string[] = []
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    words.push(at.name, at.message, 'code' in at ? String(at.code) : '')
  }
  return words.join(' ')
}
