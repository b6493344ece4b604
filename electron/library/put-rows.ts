/** Writing rows whose columns and values are not known to be right. */
import type { Db } from './db.ts'
import type { Cell, Row } from './read-damaged.ts'

/** Writes rows of a table that the library's constraints accept; says whether it did. */
export type Put = (row: Row) => boolean

/** What to do with a row whose key is there already: these columns of it are changed, where `when` holds. */
interface Update {
  readonly key: string
  readonly columns: readonly string[]
  readonly when?: string
}

/**
 * Columns that this version does not have are left out. Inserting and updating are two statements, because the conflict
 * rule of an upsert would also hold inside the triggers that mark papers for the search index.
 */
export function putter(into: Db, table: string, update: Update | null): Put {
  const known = new Set(
    into
      .prepare<[{ table: string }], { name: string }>('SELECT name FROM pragma_table_info(@table)')
      .all({ table })
      .map(({ name }) => name),
  )
  const prepared = new Map<string, { run(row: Row): { readonly changes: number } }>()
  const run = (sql: string, row: Row): boolean => {
    const statement = prepared.get(sql) ?? into.prepare<[Row]>(sql)
    prepared.set(sql, statement)
    return statement.run(row).changes > 0
  }
  return (row) => {
    const columns = Object.keys(row).filter((name) => known.has(name))
    const values = columns.map((name) => `@${name}`).join(', ')
    try {
      const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values}) ON CONFLICT DO NOTHING`
      if (run(insert, row)) return true
      if (update === null) return false
      const { key, when = 'TRUE' } = update
      const changes = update.columns
        .filter((name) => columns.includes(name))
        .map((name) => `${name} = @${name}`)
      return run(`UPDATE ${table} SET ${changes.join(', ')} WHERE ${key} = @${key} AND ${when}`, row)
    } catch (error) {
      if (isRefusal(error)) return false
      throw error
    }
  }
}

/** The row does not fit: a wrong type, a value that may not be, a number that another has. Full disks are no refusal. */
function isRefusal(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null
  return (
    (typeof code === 'string' && /^SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG)/.test(code)) ||
    error instanceof TypeError ||
    error instanceof RangeError
  )
}

/** Whether a cell holds JSON, as lists and settings do. */
export function isJson(cell: Cell): boolean {
  if (typeof cell !== 'string') return false
  try {
    JSON.parse(cell)
    return true
  } catch {
    return false
  }
}
