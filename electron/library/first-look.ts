/**
 * What a window shows first, read through a connection of its own that cannot write, before the library is open: the
 * thread that opens it takes a quarter of all that a start computes, and the first list need not wait for that. Only a
 * library that was closed as it should be is looked at; how any other stands is for its opening to find out.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Connection from 'better-sqlite3'
import { localDayAt } from '../../src/shared/days.ts'
import { createArxivFacts } from './arxiv-facts.ts'
import { createDays } from './days.ts'
import type { Db } from './db.ts'
import { ownerCard } from './file-names.ts'
import { filesOf } from './library-files.ts'
import type { FirstLook } from './library.ts'
import { createListReads } from './list-reads.ts'
import { createLists } from './lists.ts'
import { readLocation } from './location.ts'
import { applicationId, applicationOf, migrations, versionOf } from './migrations/index.ts'
import { createNotes } from './notes.ts'
import { createRows } from './rows.ts'
import { assertRuntime, hasOwnBuild } from './runtime.ts'
import { createSettings } from './settings.ts'

/**
 * Looks at the library of a data folder. Null if there is none, if somebody has it or was killed with it, if it is being
 * swapped, and if it is foreign or of another version. Rejects where looking fails. SQLite puts its two small files beside
 * the library for it, which go when the library is next closed.
 */
export async function lookFirst(dataDir: string, now: () => number): Promise<FirstLook | null> {
  assertRuntime(process.versions['napi'], hasOwnBuild)
  // Each step takes the thread for some milliseconds: whoever shares it has their turn in between.
  await nextTurn()
  const Database: typeof Connection = createRequire(import.meta.url)('better-sqlite3')
  await nextTurn()
  const { path, keepDir } = readLocation(dataDir)
  const isHeld = existsSync(join(dirname(path), ownerCard))
  const isBeingSwapped = existsSync(filesOf(path, keepDir).note)
  return isHeld || isBeingSwapped || !existsSync(path) ? null : look(Database, path, now)
}

function look(Database: typeof Connection, path: string, now: () => number): FirstLook | null {
  // Nobody waits for a look: whoever keeps others from the file is for the opening to tell of.
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    const isOurs = applicationOf(db) === applicationId && versionOf(db) === migrations.length
    if (isOurs) return readsOf(db, path, now)
  } catch (error) {
    db.close()
    throw error
  }
  db.close()
  return null
}

function readsOf(db: Db, path: string, now: () => number): FirstLook {
  const { settings, view } = createSettings(db)
  const lists = createLists(db)
  const days = createDays(db, now)
  const { rows, detail } = createRows(db, createNotes(db), createArxivFacts(db))
  return {
    ...createListReads({ lists, days, rows, today: () => localDayAt(now()) }),
    paper: detail,
    settings,
    view,
    place: () => path,
    close: () => db.close(),
  }
}
