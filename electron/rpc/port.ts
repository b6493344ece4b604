/**
 * Request and reply over a message port: how the main thread calls the library in its worker. Errors travel as data;
 * a thrown object would lose its code on the way.
 */
import { performance } from 'node:perf_hooks'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope, Failure } from '../../src/shared/errors.ts'
import type { Library } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import { isLibraryMethod } from './library-methods.ts'
import type { LibraryCall } from './library-methods.ts'
import { failureOf } from './failures.ts'

/** What `parentPort`, a `Worker` and one end of a `MessageChannel` have in common. */
export interface Port {
  postMessage(value: unknown): void
  on(event: 'message', listener: (value: unknown) => void): unknown
}

interface Request {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}

interface Reply {
  readonly id: number
  readonly envelope: Envelope<unknown>
}

/** Library calls slower than this (ms) are logged. */
const slowCall = 40

/** Answers the requests that arrive on `port` from `library`, in order. */
export function serveLibrary(library: Library, port: Port, log: Log): void {
  port.on('message', (message) => {
    const request = message as Request
    const startedAt = performance.now()
    port.postMessage({ id: request.id, envelope: answer(library, request, log) } satisfies Reply)
    const took = performance.now() - startedAt
    if (took > slowCall) log.info('slow library call', { method: request.method, ms: Math.round(took) })
  })
}

function answer(library: Library, request: Request, log: Log): Envelope<unknown> {
  try {
    if (!isLibraryMethod(request.method)) throw new AppError('internal', `no method ${request.method}`)
    const run = library[request.method] as (...args: readonly unknown[]) => unknown
    return { ok: true, value: run.apply(library, [...request.args]) }
  } catch (error) {
    return { ok: false, error: failureOf(error, `library.${request.method}`, log) }
  }
}

export interface RemoteCalls {
  readonly call: LibraryCall
  /** Rejects every call that waits and every later one: the other end is gone. */
  fail(error: AppError): void
}

/** Calls answered by `serveLibrary` at the other end of `port`. */
export function remoteCalls(port: Port): RemoteCalls {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: AppError) => void }>()
  let lastId = 0
  let gone: AppError | null = null

  port.on('message', (message) => {
    const reply = message as Partial<Reply>
    if (reply.id === undefined || reply.envelope === undefined) return
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.envelope.ok) call?.resolve(reply.envelope.value)
    else call?.reject(errorOf(reply.envelope.error))
  })

  return {
    call: (method, args) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone)
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        return port.postMessage({ id, method, args } satisfies Request)
      }),
    fail(error) {
      gone = error
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}

/** A failure that arrived as data, as the error it was. */
export function errorOf(failure: Failure): AppError {
  return new AppError(
    failure.code,
    failure.message,
    failure.detail === undefined ? {} : { detail: failure.detail },
  )
}
