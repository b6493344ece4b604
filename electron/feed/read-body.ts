/** Reads a response's body without trusting its length, its speed or its end. */
import { feedFailure } from './failures.ts'

export interface BodyLimits {
  /** Most bytes after decompression. */
  readonly maxBytes: number
  /** Longest silence between two pieces, in ms. */
  readonly stallMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * The whole body, decompressed. Throws an AppError: `feed-changed` (too-large) as soon as the limit is passed, which
 * stops a gzip bomb where it matters, `feed-unavailable` (timeout) when nothing comes; and the signal's reason if aborted.
 */
export async function readBody(response: Response, limits: BodyLimits): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of piecesOf(response, limits)) {
    size += piece.byteLength
    pieces.push(piece)
  }
  return joined(pieces, size)
}

/** The body piece by piece, within the same limits. */
export async function* piecesOf(response: Response, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const body = response.body
  if (body === null) return
  const declared = Number(response.headers.get('content-length') ?? 0)
  const reader = body.getReader()
  let size = 0
  let isWhole = false
  try {
    if (declared > limits.maxBytes) throw tooLarge(limits.maxBytes)
    for (;;) {
      const { done, value } = await withinStall(reader.read(), limits)
      if (done) break
      size += value.byteLength
      if (size > limits.maxBytes) throw tooLarge(limits.maxBytes)
      yield value
    }
    isWhole = true
  } finally {
    // The connection is given up; whether its stream minds is of no interest.
    if (!isWhole) reader.cancel().catch(() => undefined)
  }
}

function tooLarge(maxBytes: number): Error {
  return feedFailure('feed-changed', 'too-large', { maxBytes })
}

async function withinStall<T>(piece: Promise<T>, { stallMs, signal }: BodyLimits): Promise<T> {
  signal?.throwIfAborted()
  let stop = (): void => undefined
  const end = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => reject(feedFailure('feed-unavailable', 'timeout')), stallMs)
    const abort = (): void => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  })
  // If the stall wins, the piece may still fail later, unheard.
  piece.catch(() => undefined)
  try {
    return await Promise.race([piece, end])
  } finally {
    stop()
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}
