/** Which paper stands on which list, at which rank, and how its upvotes went. */
import type { Listing, ListName, PaperId, UpvoteSnapshot } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'

interface ListingRow {
  readonly rank: number
  readonly upvotes: number | null
  readonly is_removed: number
}

export interface Placing {
  readonly list: ListName
  readonly id: PaperId
  readonly rank: number
  readonly upvotes: number | null
  readonly at: number
}

export type Listings = ReturnType<typeof createListings>

export function createListings(db: Db) {
  const sql = prepare(db)
  return {
    /** Puts a paper that is on no list yet on one. */
    add: (placing: Placing): void => {
      sql.insert.run(placing)
    },

    /** Puts a paper on a list. `new` if it was not there, `moved` if rank or upvotes differ. */
    place: (placing: Placing): 'new' | 'moved' | 'same' => {
      const known = sql.find.get(placing)
      if (known === undefined) {
        sql.insert.run(placing)
        return 'new'
      }
      const isSame =
        known.rank === placing.rank && (placing.upvotes === null || known.upvotes === placing.upvotes)
      if (isSame && known.is_removed === 0) return 'same'
      sql.update.run(placing)
      return known.is_removed === 1 ? 'new' : 'moved'
    },

    /** Keeps a number of upvotes and when it was seen. The caller writes only what differs from the last one. */
    snapshot: (id: PaperId, at: number, upvotes: number): void => {
      sql.snapshot.run({ id, at, upvotes })
    },

    /** Puts a paper on a list where it was in another library, with the instant at which that one saw it; false if it is there. */
    adopt: (id: PaperId, { list, rank, upvotes, firstSeenAt: at }: Listing): boolean =>
      sql.insertNew.run({ list, id, rank, upvotes, at }).changes > 0 ||
      sql.remove.run({ list, id, isRemoved: 0 }).changes > 0,

    /** Adds numbers of upvotes that another library saw. */
    adoptUpvotes: (id: PaperId, seen: readonly UpvoteSnapshot[]): void => {
      for (const { at, upvotes } of seen) sql.snapshotNew.run({ id, at, upvotes })
    },

    /** Whether the feed has said since `at` (ms) that the paper stands on a day's list. */
    isListedSince: (id: PaperId, at: number): boolean => sql.checkedSince.get({ id, at }) !== undefined,

    /** Takes a paper off a list, or puts it back there; false if it was so already. */
    setRemoved: (list: ListName, id: PaperId, isRemoved: boolean): boolean =>
      sql.remove.run({ list, id, isRemoved: isRemoved ? 1 : 0 }).changes > 0,

    /** The lists on which `one` stands and `other` does not. */
    onlyOf: (one: PaperId, other: PaperId): Omit<Placing, 'id'>[] => sql.onlyOf.all({ one, other }),

    /** Gives the listings of `from` to `to` as well. */
    copy: (from: PaperId, to: PaperId): void => {
      sql.move.run({ from, to })
    },
  }
}

function prepare(db: Db) {
  return {
    find: db.prepare<{ list: ListName; id: PaperId }, ListingRow>(
      'SELECT rank, upvotes, is_removed FROM listings WHERE list = @list AND paper_id = @id',
    ),
    insert: db.prepare<Placing>(`
    INSERT INTO listings (list, paper_id, rank, upvotes, first_seen_at) VALUES (@list, @id, @rank, @upvotes, @at)`),
    update: db.prepare<Placing>(`
    UPDATE listings SET rank = @rank, upvotes = coalesce(@upvotes, upvotes), is_removed = 0
    WHERE list = @list AND paper_id = @id`),
    snapshot: db.prepare<{ id: PaperId; at: number; upvotes: number }>(`
    INSERT INTO upvote_snapshots (paper_id, at, upvotes) VALUES (@id, @at, @upvotes)
    ON CONFLICT DO UPDATE SET upvotes = excluded.upvotes`),
    insertNew: db.prepare<Placing>(`
    INSERT INTO listings (list, paper_id, rank, upvotes, first_seen_at) VALUES (@list, @id, @rank, @upvotes, @at)
    ON CONFLICT DO NOTHING`),
    snapshotNew: db.prepare<{ id: PaperId; at: number; upvotes: number }>(`
    INSERT INTO upvote_snapshots (paper_id, at, upvotes) VALUES (@id, @at, @upvotes) ON CONFLICT DO NOTHING`),
    checkedSince: db.prepare<{ id: PaperId; at: number }, { list: ListName }>(`
    SELECT l.list FROM listings AS l JOIN days AS d ON l.list = 'day:' || d.day
    WHERE l.paper_id = @id AND d.checked_at > @at LIMIT 1`),
    remove: db.prepare<{ list: ListName; id: PaperId; isRemoved: number }>(`
    UPDATE listings SET is_removed = @isRemoved
    WHERE list = @list AND paper_id = @id AND is_removed <> @isRemoved`),
    move: db.prepare<{ from: PaperId; to: PaperId }>(`
    INSERT INTO listings (list, paper_id, rank, upvotes, first_seen_at, is_removed)
    SELECT list, @to, rank, upvotes, first_seen_at, is_removed FROM listings WHERE paper_id = @from
    ON CONFLICT DO UPDATE SET
      first_seen_at = min(first_seen_at, excluded.first_seen_at),
      is_removed = min(is_removed, excluded.is_removed)`),

    onlyOf: db.prepare<{ one: PaperId; other: PaperId }, Omit<Placing, 'id'>>(`
    SELECT list, rank, upvotes, first_seen_at AS at FROM listings AS l
    WHERE paper_id = @one AND is_removed = 0 AND NOT EXISTS (
      SELECT 1 FROM listings WHERE paper_id = @other AND list = l.list AND is_removed = 0)
    ORDER BY list`),
  }
}
