/**
 * One owner at a time. The lock is an exclusive SQLite transaction on a file beside the library, held for the life of
 * the process: the operating system lets go of it when the process dies, however it dies, so there is nothing stale to
 * guess about. `owner.json` only tells the refused program whom it met.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as z from 'zod/mini'
import { AppError } from '../../src/shared/errors.ts'
import { codeOf } from './db.ts'
import { ownerCard } from './file-names.ts'

export interface OwnerLock {
  release(): void
}

const owner = z.object({ pid: z.int(), shell: z.string() })

/** Takes the lock of the library in `folder`. Throws `library-locked` with the owner's pid and shell if another has it. */
export function takeOwnerLock(folder: string, shell: string): OwnerLock {
  const card = join(folder, ownerCard)
  const db = new Database(join(folder, 'owner.sqlite'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (codeOf(error)?.startsWith('SQLITE_BUSY') !== true) throw error
    throw new AppError('library-locked', 'another program has this library open', {
      cause: error,
      detail: readCard(card),
    })
  }
  const release = (): void => {
    // Closing ends the transaction, and with it the lock.
    db.close()
  }
  try {
    writeFileSync(card, JSON.stringify({ pid: process.pid, shell }))
  } catch (error) {
    release()
    throw error
  }
  return {
    release: () => {
      try {
        rmSync(card, { force: true })
      } finally {
        release()
      }
    },
  }
}

function readCard(path: string): { pid: number | null; shell: string | null } {
  try {
    return owner.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // The owner may be between taking the lock and writing its card; who it is is not known then.
    return { pid: null, shell: null }
  }
}
