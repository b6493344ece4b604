/** The connection as the rest of the library sees it: one transaction at a time, and SQLite's failures in our own words. */
import type { Database as Connection, Statement } from 'better-sqlite3'
import { AppError } from '../../src/shared/errors.ts'
import type { ErrorCode, Failure } from '../../src/shared/errors.ts'

export type Db = Connection

/** A prepared statement with named parameters. */
export type Query<P extends object, R = unknown> = Statement<[P], R>

/**
 * Runs `work` in one write transaction: all of it is on the disk when this returns, or none of it ever is. Inside
 * another transaction it simply takes part in that one.
 */
export function tx<T>(db: Db, work: () => T): T {
  if (db.inTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk or an I/O error may have rolled back already.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

interface CodedError extends Error {
  readonly code: string
}

/** SQLite's and the file system's codes, by their beginnings, with what they mean to us. */
const meanings: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  // The memory that its connections share is a file, too.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  // A file stands where the library's folder should be.
  ['EEXIST', 'read-only'],
  ['ENOTDIR', 'read-only'],
  ['SQLITE_CORRUPT', 'library-damaged'],
  ['SQLITE_NOTADB', 'library-damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'library-damaged'],
  ['SQLITE_BUSY', 'library-locked'],
  ['SQLITE_LOCKED', 'library-locked'],
]

/** The error to throw in place of `error`: an AppError where we know the reason, else the same error. */
export function explained(error: unknown, detail?: Failure['detail']): unknown {
  // Values that are lists are kept as JSON, and what was written could be read: a byte of the file has changed.
  if (error instanceof SyntaxError || (error instanceof Error && error.message === 'malformed JSON')) {
    return new AppError('library-damaged', error.message, { cause: error, ...(detail && { detail }) })
  }
  if (!isCoded(error)) return error
  const known = meanings.find(([prefix]) => error.code.startsWith(prefix))
  if (known === undefined) return error
  return new AppError(known[1], `${error.code}: ${error.message}`, {
    cause: error,
    detail: { ...detail, sqlite: error.code },
  })
}

/** `code` of an error of SQLite or the file system, or null. */
export function codeOf(error: unknown): string | null {
  return isCoded(error) ? error.code : null
}

function isCoded(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    !(error instanceof AppError) &&
    'code' in error &&
    typeof error.code === 'string'
  )
}
