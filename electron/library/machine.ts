/** Which machine writes into this library, and whether the last one to write closed it properly. */
import type { Db } from './db.ts'
import { tx } from './db.ts'

export interface Machine {
  readonly id: string
  /** False if the process before this one was killed or crashed. */
  readonly wasClosed: boolean
  /** Marks the library as closed properly. */
  markClosed(): void
}

/**
 * The machine's id in this library. A library file that was copied to a machine of another name gets a new id, or two
 * machines would write entries that cannot be told apart.
 */
export function openMachine(db: Db, name: string, newId: () => string): Machine {
  const get = db.prepare<{ key: string }, { value: string }>('SELECT value FROM meta WHERE key = @key')
  const put = db.prepare<{ key: string; value: string }>(`
    INSERT INTO meta (key, value) VALUES (@key, @value)
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`)
  const read = (key: string): string | null => get.get({ key })?.value ?? null
  return tx(db, () => {
    const known = read('machine_name') === name ? read('machine_id') : null
    const id = known ?? newId()
    const wasClosed = read('state') !== 'open'
    put.run({ key: 'machine_id', value: id })
    put.run({ key: 'machine_name', value: name })
    put.run({ key: 'state', value: 'open' })
    return { id, wasClosed, markClosed: () => put.run({ key: 'state', value: 'closed' }) }
  })
}
