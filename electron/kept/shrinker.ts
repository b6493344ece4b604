/** Making pictures small, in a thread of its own (electron/worker/shrink.ts) that is there only while there is work. */
import { Worker } from 'node:worker_threads'
import { pictureFacts } from './picture-facts.ts'

export interface ShrinkRequest {
  readonly bytes: Uint8Array
  /** Pixels. */
  readonly maxWidth: number
  readonly maxHeight: number
}

/** A JPEG and its size in pixels. */
export interface ShrinkAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
}

export interface Shrinker {
  /** Null for what is no picture, is too large to decode, or cannot be decoded. */
  shrink(bytes: Uint8Array): Promise<ShrinkAnswer | null>
  /** Ends the thread; the next picture starts it again. */
  rest(): Promise<void>
}

/** Twice the width at which the page shows them, for dense screens, and less than three screens high. */
const size = { maxWidth: 1000, maxHeight: 1600 }
const longestMs = 30_000

/** A shrinker over the built thread `workerFile`. One picture at a time. */
export function createShrinker(workerFile: string | URL): Shrinker {
  let worker: Worker | null = null

  async function rest(): Promise<void> {
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  async function answerOf(request: ShrinkRequest): Promise<ShrinkAnswer | null> {
    worker ??= new Worker(workerFile, { name: 'octavo-shrink' })
    const answer = await answerFrom(worker, request)
    // After a panic the decoder's memory is in no state to go on with.
    if (answer === null) await rest()
    return answer
  }

  return {
    shrink: async (bytes) => (pictureFacts(bytes) === null ? null : answerOf({ bytes, ...size })),
    rest,
  }
}

function answerFrom(worker: Worker, request: ShrinkRequest): Promise<ShrinkAnswer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(null), longestMs)
    const fail = (): void => end(null)
    const end = (answer: ShrinkAnswer | null): void => {
      clearTimeout(timer)
      worker.off('message', end).off('error', fail).off('exit', fail)
      // A thread that breaks while it is ended throws at nobody.
      if (answer === null) worker.on('error', () => undefined)
      resolve(answer)
    }
    worker.on('message', end).on('error', fail).on('exit', fail)
    worker.postMessage(request, [])
  })
}
