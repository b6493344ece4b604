/**
 * Reading what can still be read of a damaged library. A scan ends at the first bad page; then every row is asked for by
 * its key, and a page that is gone costs no more than its own rows.
 */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Db } from './db.ts'
import { copyLibrary, discard } from './library-files.ts'

export type Cell = string | number | null
export interface Row {
  readonly [column: string]: Cell
}

export interface DamagedLibrary {
  /**
   * Visits the rows of a table that can be read, some perhaps twice. `key` is the column whose numbers they are found by
   * where a scan fails. True if the scan did not fail, and all rows were there.
   */
  each(table: string, key: string, visit: (row: Row) => void): boolean
  /** The rows of a query, as far as they can be read. */
  rows(sql: string, parameters: { readonly [name: string]: Cell }): Row[]
  close(): void
}

/** Numbers asked for where the highest one cannot be read. */
const blindMost = 300_000

/**
 * Opens a copy of the damaged library at `path`, made as `copy`; the library itself is only read. `template` is a sound
 * library, from which a header is taken that was lost. Null if SQLite can make nothing of it.
 */
export function openDamaged(path: string, copy: string, template: string): DamagedLibrary | null {
  let db: Db | null = null
  try {
    copyLibrary(path, copy)
    mendHeader(copy, template)
    db = new Database(copy)
    db.pragma('cell_size_check = ON')
    db.pragma('trusted_schema = OFF')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    db?.close()
    discard(copy)
    return null
  }
  return reader(db, copy)
}

function reader(db: Db, copy: string): DamagedLibrary {
  return {
    each(table, key, visit) {
      if (isInOrder(db, { table, key }) && scan(db, { table, key }, visit)) return true
      // By key first: a row found under its own number is to be trusted more than one that a scan comes upon.
      eachByKey(db, { table, key }, visit)
      scan(db, { table, key }, visit)
      return false
    },
    rows(sql, parameters) {
      try {
        return db.prepare<[typeof parameters], Row>(sql).all(parameters)
      } catch {
        return []
      }
    },
    close() {
      db.close()
      discard(copy)
    },
  }
}

interface Keyed {
  readonly table: string
  readonly key: string
}

/**
 * The rows of the table itself, in its own order: SQLite would rather read an index that has all that is asked for, in the
 * index's order. What is asked of the key holds for every one.
 */
function rowsOf({ table, key }: Keyed): string {
  return `${table} NOT INDEXED WHERE ${key} >= -9223372036854775808`
}

/** Whether a scan meets the numbers in their order. Where it does not, one of them is garbled and may stand for another. */
function isInOrder(db: Db, from: Keyed): boolean {
  try {
    let last = -Infinity
    const keys = db.prepare<[]>(`SELECT ${from.key} FROM ${rowsOf(from)}`).pluck()
    for (const found of keys.iterate()) {
      if (typeof found === 'number' && found < last) return false
      if (typeof found === 'number') last = found
    }
    return true
  } catch {
    return false
  }
}

/** True if the scan came to its end. */
function scan(db: Db, from: Keyed, visit: (row: Row) => void): boolean {
  try {
    for (const row of db.prepare<[], Row>(`SELECT * FROM ${rowsOf(from)}`).iterate()) visit(row)
    return true
  } catch {
    return false
  }
}

function eachByKey(db: Db, from: Keyed, visit: (row: Row) => void): void {
  try {
    const find = db.prepare<{ key: number }, Row>(`SELECT * FROM ${from.table} WHERE ${from.key} = @key`)
    const most = highest(db, from) ?? blindMost
    for (let key = 1; key <= most; key += 1) {
      try {
        for (const row of find.all({ key })) visit(row)
      } catch {
        // This row is on a page that is gone.
      }
    }
  } catch {
    // The table itself is gone from the schema.
  }
}

/** The highest number that the table may have, from all tables that can tell: one of them may be garbled. */
function highest(db: Db, { table, key }: Keyed): number | null {
  const sources = [`SELECT max(${key}) AS most FROM ${table}`]
  if (key === 'paper_id' || table === 'papers') {
    sources.push('SELECT max(id) AS most FROM papers', 'SELECT max(paper_id) AS most FROM triage')
  }
  const found: number[] = []
  for (const sql of sources) {
    try {
      const most = db.prepare<[], { most: unknown }>(sql).get()?.most
      if (typeof most === 'number') found.push(most)
    } catch {
      // Its last page is gone; another may know.
    }
  }
  return found.length === 0 ? null : Math.min(Math.max(...found), 10 * blindMost)
}

const headerSize = 100
const magic = 'SQLite format 3\0'

/** The header of a library is the same for all but its size and its mode: one that is lost can be written again. */
function mendHeader(path: string, template: string): void {
  const file = openSync(path, 'r+')
  try {
    const header = Buffer.alloc(headerSize)
    readSync(file, header, 0, headerSize, 0)
    if (header.toString('latin1', 0, magic.length) === magic) return
    const sound = openSync(template, 'r')
    try {
      readSync(sound, header, 0, headerSize, 0)
    } finally {
      closeSync(sound)
    }
    const pageSize = header.readUInt16BE(16)
    const hasLog = statSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined
    header.writeUInt8(hasLog ? 2 : 1, 18)
    header.writeUInt8(hasLog ? 2 : 1, 19)
    header.writeUInt32BE(Math.floor(statSync(path).size / pageSize), 28)
    // The list of free pages is forgotten: nothing is written to this copy.
    header.writeUInt32BE(0, 32)
    header.writeUInt32BE(0, 36)
    header.copy(header, 92, 24, 28)
    writeSync(file, header, 0, headerSize, 0)
  } finally {
    closeSync(file)
  }
}
