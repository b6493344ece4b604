/**
 * The worker thread that owns the library, seen from the main thread of either shell. Should it die, its calls are
 * rejected and it is started once more; the library survives that, because every change is one transaction.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src/shared/errors.ts'
import type { Failure } from '../../src/shared/errors.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import { asyncLibrary } from './library-methods.ts'
import { errorOf, remoteCalls } from './port.ts'
import type { RemoteCalls } from './port.ts'
import { within } from './within.ts'

/** What the worker gets to know at its start. */
export interface LibraryThreadData {
  readonly dataDir: string
  /** Name of the shell, told to a second program that finds the library taken. */
  readonly shell: string
}

/**
 * The worker's first message: that it has the library, with the failure of one that can be repaired or replaced, or why
 * it has not.
 */
export type LibraryThreadReport =
  | { readonly kind: 'open'; readonly libraryPath: string; readonly failure: Failure | null }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface LibraryThread {
  readonly library: AsyncLibrary
  readonly libraryPath: string
  /** Why the library is held and not open: its calls fail with this until it is repaired or replaced. */
  readonly failure: Failure | null
  /** Closes the library and ends the thread; gives up on a thread that does not answer within `limit` ms. */
  close(limit: number): Promise<void>
}

const maxRestarts = 1

/** Starts the thread from the file `workerFile`. Rejects with the AppError for which the library cannot be opened. */
export async function startLibraryThread(
  workerFile: string | URL,
  workerData: LibraryThreadData,
  log: Log,
): Promise<LibraryThread> {
  let restarts = 0
  let isClosing = false
  const start = (): Promise<OpenThread> => openThread(workerFile, workerData, lost)
  let current = start()

  function lost(code: number, error: Error | null): void {
    if (isClosing) return
    log.error('library thread lost', { code, restarts, stack: error?.stack ?? null })
    if (restarts >= maxRestarts) return
    restarts += 1
    current = start()
    current.catch((error: unknown) => log.error('library thread not restarted', { reason: String(error) }))
  }

  const { libraryPath, failure } = await current
  return {
    libraryPath,
    failure,
    library: asyncLibrary(async (method, args) => (await current).calls.call(method, args)),
    async close(limit) {
      isClosing = true
      const { calls, worker } = await current
      await within(limit, calls.call('close', []))
      await worker.terminate()
    },
  }
}

interface OpenThread {
  readonly worker: Worker
  readonly calls: RemoteCalls
  readonly libraryPath: string
  readonly failure: Failure | null
}

function openThread(
  workerFile: string | URL,
  workerData: LibraryThreadData,
  onLost: (code: number, error: Error | null) => void,
): Promise<OpenThread> {
  const worker = new Worker(workerFile, { workerData, name: 'octavo-library' })
  const calls = remoteCalls(worker)
  let isOpen = false
  let crash: Error | null = null
  return new Promise((resolve, reject) => {
    worker.once('message', (report: LibraryThreadReport) => {
      if (report.kind === 'failed') return reject(errorOf(report.failure))
      isOpen = true
      return resolve({ worker, calls, libraryPath: report.libraryPath, failure: report.failure })
    })
    worker.on('error', (error: Error) => {
      crash = error
    })
    worker.on('exit', (code) => {
      const error = new AppError('internal', 'the library thread has ended', { cause: crash })
      calls.fail(error)
      reject(error)
      if (isOpen) onLost(code, crash)
    })
  })
}
