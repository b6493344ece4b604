/**
 * Looking after the library's health: SQLite's own check, one table at a time, so that the calls of a reader come in
 * between. It is worth its time after a process that was killed or crashed, and before a copy is called a backup.
 */
import { AppError } from '../../src/shared/errors.ts'
import type { Health } from '../../src/shared/storage.ts'
import type { Db } from './db.ts'
import { explained } from './db.ts'

export interface Problem {
  readonly message: string
  /** Of the search index, which is made anew and loses nothing. */
  readonly isOfIndex: boolean
}

/** What `quick_check` finds in the whole file; nothing in a sound one. Throws where the file cannot be read at all. */
export function problemsOf(db: Db): Problem[] {
  return messagesOf(db.pragma('quick_check(20)')).map((message) => ({
    message,
    isOfIndex: isOfIndex(message),
  }))
}

function isOfIndex(message: string): boolean {
  return message.includes('papers_fts')
}

function messagesOf(rows: unknown): string[] {
  if (!Array.isArray(rows)) return []
  const messages = rows.map((row: { readonly quick_check?: unknown }) => String(row.quick_check))
  return messages.filter((message) => message !== 'ok')
}

/**
 * The check in parts, one table and its indexes each and the search index last; null after that. `checkSearch` checks the
 * index, mends it if need be, and says whether it had to.
 */
export function createCheck(db: Db, checkSearch: () => boolean) {
  const tables = db.prepare<[], { name: string }>(`
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'papers\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY name`)
  return (part: number): Health | null => {
    const names = tables.all().map(({ name }) => name)
    const name = names[part]
    if (name !== undefined) return isSound(db, name) ? 'sound' : 'damaged'
    if (part > names.length) return null
    return checkSearch() ? 'index-rebuilt' : 'sound'
  }
}

function isSound(db: Db, table: string): boolean {
  try {
    return messagesOf(db.pragma(`quick_check(${JSON.stringify(table)})`)).length === 0
  } catch (error) {
    const known = explained(error)
    if (known instanceof AppError && known.code === 'library-damaged') return false
    throw error
  }
}

/** Has the search index check itself; throws SQLITE_CORRUPT_VTAB if it is damaged. */
export function checkIndex(db: Db): void {
  db.exec(`INSERT INTO papers_fts (papers_fts) VALUES ('integrity-check')`)
  db.exec(`INSERT INTO papers_fts_bodies (papers_fts_bodies) VALUES ('integrity-check')`)
}
