/** Calls as envelopes: every failure becomes data here and nowhere else. */
import { performance } from 'node:perf_hooks'
import type { Envelope } from '../../src/shared/errors.ts'
import type { Log } from '../log/logger.ts'
import { failureOf } from './failures.ts'

/** Calls slower than this (ms) are logged. */
const slowCall = 40

/** The answer to a call of `method`, a name that may be logged. Never rejects. */
export async function enveloped(
  method: string,
  log: Log,
  call: () => Promise<unknown>,
): Promise<Envelope<unknown>> {
  const startedAt = performance.now()
  try {
    return { ok: true, value: await call() }
  } catch (error) {
    return { ok: false, error: failureOf(error, method, log) }
  } finally {
    const took = performance.now() - startedAt
    if (took > slowCall) log.info('slow call', { method, ms: Math.round(took) })
  }
}
