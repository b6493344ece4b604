/** A client for tests: real requests, short limits, and a clock that jumps instead of waiting. */
import { createClient, type Client, type ClientOptions } from '../../electron/feed/request.ts'

export interface QuickClient extends Client {
  /** The waits so far, in ms. */
  readonly waits: number[]
  /** The clock, in ms; waits move it on. */
  readonly now: () => number
  readonly moveTo: (instant: number) => void
}

export function quickClient(start: number, options: Partial<ClientOptions> = {}): QuickClient {
  let clock = start
  const waits: number[] = []
  const client = createClient({
    fetch: globalThis.fetch,
    now: () => clock,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
      clock += ms
    },
    userAgent: 'Octavo-tests',
    headersMs: 400,
    stallMs: 400,
    ...options,
  })
  return {
    ...client,
    waits,
    now: () => clock,
    moveTo: (instant) => {
      clock = instant
    },
  }
}
