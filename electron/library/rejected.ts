/** What a feed or a file sent that could not be read, kept as it came until the same list comes again. */
import type { IncomingList, ListName } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { cut, wellFormed } from './text.ts'

/** How much is kept of one item, in UTF-16 units, and of how many items per list. */
const rawLimit = 64 * 1024
const itemLimit = 200

export type Rejected = ReturnType<typeof createRejected>

export function createRejected(db: Db) {
  const kept = db.prepare<{ list: ListName }, { reason: string; raw: string }>(
    'SELECT reason, raw FROM rejected_items WHERE list = @list ORDER BY position',
  )
  const drop = db.prepare<{ list: ListName }>('DELETE FROM rejected_items WHERE list = @list')
  const insert = db.prepare<{ list: ListName; position: number; reason: string; raw: string; at: number }>(`
    INSERT INTO rejected_items (list, position, reason, raw, at) VALUES (@list, @position, @reason, @raw, @at)`)

  return {
    /** Keeps the rejected items of `list` in place of those kept of it before. True if they are not the same. */
    store: (list: IncomingList, at: number): boolean => {
      const items = list.rejected
        .slice(0, itemLimit)
        .map((item) => ({ reason: wellFormed(item.reason), raw: wellFormed(cut(item.raw, rawLimit)) }))
      const known = kept.all({ list: list.list })
      const isSame =
        items.length === known.length &&
        items.every((item, index) => item.reason === known[index]?.reason && item.raw === known[index].raw)
      if (isSame) return false
      drop.run({ list: list.list })
      items.forEach((item, position) => insert.run({ ...item, list: list.list, position, at }))
      return true
    },
  }
}
