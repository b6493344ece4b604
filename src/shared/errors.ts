/** Failures that are expected, as data: they cross every process boundary whole, and each has one sentence (src/text/failure-messages.ts). */

export const errorCodes = [
  'offline',
  'rate-limited',
  'feed-unavailable',
  'feed-changed',
  'library-locked',
  'library-newer',
  'library-damaged',
  'library-foreign',
  'backup-unusable',
  'place-unusable',
  'library-away',
  'disk-full',
  'no-room',
  'read-only',
  'not-found',
  'conflict',
  'invalid-input',
  'zotero-away',
  'zotero-refused',
  'unsupported-runtime',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What a failed call carries. `detail` is small, JSON, and only for the sentence shown or the log. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  readonly detail?: { readonly [key: string]: string | number | boolean | null }
}

/** The answer to every call over a wire: a value, or a failure as data, because a thrown error would lose its code. */
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

/** An expected failure inside one process. It becomes an envelope once, in electron/rpc/serve.ts. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: Failure['detail']

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; detail?: Failure['detail'] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = options.detail
  }

  /** The failure as plain data. */
  toFailure(): Failure {
    return {
      code: this.code,
      message: this.message,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    }
  }
}
