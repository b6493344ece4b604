/**
 * Opening a library file, in this order: can this runtime load SQLite at all; is nobody else using the library; is it
 * ours and not from a newer Octavo; copy it if its shape must change; change it. Nothing is written to a file that is
 * refused.
 */
import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../src/shared/errors.ts'
import { backupsIn, copyVersion } from './backup.ts'
import type { Db } from './db.ts'
import { explained } from './db.ts'
import { applicationId, applicationOf, migrate, versionOf } from './migrations/index.ts'
import type { Migration } from './migrations/index.ts'

/**
 * Opens the file at `path`, creates it if need be, and brings it to the newest version of `steps`. The copy made before
 * that goes into `backups`.
 */
export function openDatabase(path: string, steps: readonly Migration[], more: OpenOptions): Db {
  refuseEmptied(path, more.backups)
  const db = new Database(path, { timeout: 5000 })
  try {
    refuseOthers(db, path, steps.length)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('checkpoint_fullfsync = ON')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('cache_size = -32768')
    bringUpToDate(db, steps, more)
    return db
  } catch (error) {
    db.close()
    throw explained(error, { path })
  }
}

interface OpenOptions {
  readonly now: () => number
  readonly backups: string
}

/** SQLite takes an empty file for a new library, also where there was another; and throws the log of a lost one away. */
function refuseEmptied(path: string, backups: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > 0) return
  const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  const wasThere = existsSync(path) && backupsIn(backups).length > 0
  if (!hasLog && !wasThere) return
  throw new AppError('library-damaged', 'the library file is empty or gone', { detail: { path } })
}

/** Opening does not read; asking for the version does, so a damaged or foreign file shows itself here. */
function refuseOthers(db: Db, path: string, newest: number): void {
  const found = applicationOf(db)
  const version = versionOf(db)
  const tables =
    db.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count ?? 0
  const isEmpty = tables === 0 && version === 0 && found === 0
  if (!isEmpty && found !== applicationId) {
    throw new AppError('library-foreign', 'this file is not an Octavo library', { detail: { path } })
  }
  if (version > newest) {
    throw new AppError('library-newer', `the library has version ${version}, this Octavo knows ${newest}`, {
      detail: { path, version, known: newest },
    })
  }
}

function bringUpToDate(db: Db, steps: readonly Migration[], file: OpenOptions): void {
  const version = versionOf(db)
  if (version === steps.length) return
  if (version === 0) {
    db.pragma(`application_id = ${applicationId}`)
  } else {
    copyVersion(db, file.backups, { version, at: file.now() })
  }
  migrate(db, steps)
  db.pragma('optimize')
}
