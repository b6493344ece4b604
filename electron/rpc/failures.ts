/** Errors as data: what a failed call carries, and what the log gets to know of it. */
import { AppError } from '../../src/shared/errors.ts'
import type { Failure } from '../../src/shared/errors.ts'
import type { Log } from '../log/logger.ts'

/** An error as plain data. What nobody expected becomes `internal` with a short id under which its stack is logged. */
export function failureOf(error: unknown, where: string, log: Log): Failure {
  if (error instanceof AppError) {
    if (error.code === 'internal') log.error('internal failure', { where, stack: stackOf(error) })
    return error.toFailure()
  }
  const id = crypto.randomUUID().slice(0, 8)
  log.error('unexpected error', { id, where, stack: stackOf(error) })
  return { code: 'internal', message: 'something went wrong inside Octavo', detail: { id } }
}

/** The stack of an error with those of its causes, for the log. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
