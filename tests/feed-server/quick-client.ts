/** A client for tests: real requests, and a clock that jumps instead of waiting. */
import { createClient, type Client, type ClientOptions } from '../../electron/feed/request.ts'

export interface QuickClient extends Client {
  /** The waits so far, in ms. */
  readonly waits: number[]
  /** The clock, in ms; waits move it on. */
  readonly now: () => number
  readonly moveTo: (instant: number) => void
  /** From now on, silence is given up after 800 ms, or else after 30 s, which no busy machine needs for an answer. */
  readonly hurry: (isHasty: boolean) => void
}

export function quickClient(start: number): QuickClient {
  let clock = start
  let isHasty = false
  const waits: number[] = []
  const make = (ms: number): Client => {
    const options: ClientOptions = {
      fetch: globalThis.fetch,
      now: () => clock,
      sleep: async (wait, signal) => {
        signal?.throwIfAborted()
        waits.push(wait)
        clock += wait
      },
      userAgent: 'Octavo-tests',
      headersMs: ms,
      stallMs: ms,
    }
    return createClient(options)
  }
  const [patient, hasty] = [make(30_000), make(800)]
  return {
    get: (wanted) => (isHasty ? hasty : patient).get(wanted),
    getJson: (wanted) => (isHasty ? hasty : patient).getJson(wanted),
    stream: (wanted, read) => (isHasty ? hasty : patient).stream(wanted, read),
    waits,
    now: () => clock,
    moveTo: (instant) => {
      clock = instant
    },
    hurry: (hasten) => {
      isHasty = hasten
    },
  }
}
