/** Writing rows whose columns and values are not known to be right. */
import type { Db } from './db.ts'
import type { Cell, Row } from './read-damaged.ts'

/** Writes rows of a table that the library's constraints accept; says whether it did. */
export type Put = (row: Row) => boolean

/** `conflict` is what follows ON CONFLICT. Columns that this version does not have are left out. */
export function putter(into: Db, table: string, conflict: string): Put {
  const known = new Set(
    into
      .prepare<[{ table: string }], { name: string }>('SELECT name FROM pragma_table_info(@table)')
      .all({ table })
      .map(({ name }) => name),
  )
  const prepared = new Map<string, { run(row: Row): { readonly changes: number } }>()
  return (row) => {
    const columns = Object.keys(row).filter((name) => known.has(name))
    const names = columns.join(', ')
    try {
      const insert =
        prepared.get(names) ??
        into.prepare<[Row]>(`
          INSERT INTO ${table} (${names}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
          ON CONFLICT ${conflict}`)
      prepared.set(names, insert)
      return insert.run(row).changes > 0
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
