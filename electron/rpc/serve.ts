/**
 * The serving end of the contract: every call of either shell goes through `handle`. Inputs are parsed here, and every
 * failure becomes an envelope here and nowhere else.
 */
import { performance } from 'node:perf_hooks'
import { inputs } from '../../src/shared/contract.ts'
import type { Method, Service } from '../../src/shared/contract.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import type { Log } from '../log/logger.ts'
import { failureOf } from './failures.ts'

/** Answers one call. Never rejects. */
export type Handle = (method: string, input: unknown) => Promise<Envelope<unknown>>

/** Calls slower than this (ms) are logged. */
const slowCall = 40

/** Puts a service behind the contract. Unknown methods and inputs that do not fit are `invalid-input`. */
export function serve(service: Service, log: Log): Handle {
  return async (method, input) => {
    const startedAt = performance.now()
    try {
      if (!isMethod(method)) throw new AppError('invalid-input', 'unknown method')
      return { ok: true, value: await call(service, method, input) }
    } catch (error) {
      return { ok: false, error: failureOf(error, isMethod(method) ? method : 'unknown', log) }
    } finally {
      const took = performance.now() - startedAt
      if (took > slowCall)
        log.info('slow call', { method: isMethod(method) ? method : 'unknown', ms: Math.round(took) })
    }
  }
}

function isMethod(method: string): method is Method {
  return Object.hasOwn(inputs, method)
}

async function call(service: Service, method: Method, input: unknown): Promise<unknown> {
  const parsed = inputs[method].safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new AppError('invalid-input', `${method}: ${issue?.message ?? 'does not fit'}`, {
      detail: { method, path: issue?.path.join('.') ?? '' },
    })
  }
  // The schema and the function are chosen by the same method, which the type of a union cannot say.
  const run = service[method] as (input: unknown) => Promise<unknown>
  return run(parsed.data)
}
