/**
 * The serving end of the contract: every call of either shell goes through `handle`, and inputs are parsed here. Only the
 * first two calls of a desktop window, which have none, may be answered before (electron/service/first-answers.ts).
 */
import { inputs } from '../../src/shared/contract.ts'
import type { Method, Service } from '../../src/shared/contract.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import type { Log } from '../log/logger.ts'
import { enveloped } from './enveloped.ts'

/** Answers one call. Never rejects. */
export type Handle = (method: string, input: unknown) => Promise<Envelope<unknown>>

/** Puts a service behind the contract. Unknown methods and inputs that do not fit are `invalid-input`. */
export function serve(service: Service, log: Log): Handle {
  return (method, input) =>
    enveloped(isMethod(method) ? method : 'unknown', log, async () => {
      if (!isMethod(method)) throw new AppError('invalid-input', 'unknown method')
      return call(service, method, input)
    })
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
