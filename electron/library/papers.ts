/** The papers themselves: finding the row of an incoming paper, adding rows, and changing what is known of them. */
import type { PaperId } from '../../src/shared/domain.ts'
import { localDayAt } from '../../src/shared/days.ts'
import type { Db } from './db.ts'
import { factColumns } from './facts.ts'
import type { Facts } from './facts.ts'
import { titleKey } from './title-key.ts'

/** A paper as stored, with the copies that lists are sorted by. */
export interface StoredPaper extends FactsRow, Standing {
  readonly is_removed: number
}

interface FactsRow extends Facts {
  readonly id: PaperId
  readonly added_at: number
  readonly merged_into: PaperId | null
}

/** Where a paper stands in lists over all days: see `triage` in the first migration. */
export interface Standing {
  readonly sort_day: string
  readonly sort_rank: number
  readonly sort_upvotes: number
}

interface ListedRow {
  readonly published_on: string | null
  readonly added_at: number
  readonly upvotes: number | null
  readonly listing: string | null
  /** 1 if it is on lists of arXiv's announcements and on no other. */
  readonly is_announced: number | null
}

/** The rank of a paper that is on no day's list: after all that are. */
export const unlistedRank = 9_999_999
/** And of one that is here only because arXiv announced it. */
export const announcedRank = unlistedRank + 1

/** Keys of the titles that a paper has now. */
export function titleKeysOf(facts: Pick<Facts, 'title_feed' | 'title_original'>): string[] {
  const titles = [facts.title_feed, facts.title_original].filter((title) => title !== null)
  return titles.map(titleKey).filter((key) => key !== '')
}

export type Papers = ReturnType<typeof createPapers>

export function createPapers(db: Db) {
  const sql = prepare(db)

  function addKeys(id: PaperId, facts: Facts): void {
    if (facts.arxiv_id !== null) sql.insertKey.run({ key: `arxiv:${facts.arxiv_id}`, id })
    for (const key of titleKeysOf(facts)) sql.insertKey.run({ key: `title:${key}`, id })
  }

  /** The id that `id` leads to today: itself, unless that row was merged into another. Null if there never was one. */
  function resolve(id: PaperId): PaperId | null {
    const row = sql.alias.get({ id })
    if (row === undefined) return null
    return row.merged_into === null ? id : resolve(row.merged_into)
  }

  // Two small statements and not a join, which costs several times as much for one row.
  function whole(facts: FactsRow | undefined): StoredPaper | undefined {
    const standing = facts === undefined ? undefined : sql.standing.get({ id: facts.id })
    return facts === undefined || standing === undefined ? undefined : { ...facts, ...standing }
  }

  return {
    resolve,
    byId: (id: PaperId) => whole(sql.byId.get({ id })),
    byArxivId: (arxivId: string) => whole(sql.byArxivId.get({ arxivId })),

    /** Papers that go, or once went, by a title with the same key. */
    byTitle: (title: string): StoredPaper[] => {
      const key = titleKey(title)
      if (key === '') return []
      const found = sql.idsByKey.all({ key: `title:${key}` }).flatMap(({ id }) => resolve(id) ?? [])
      return [...new Set(found)].flatMap((id) => whole(sql.byId.get({ id })) ?? [])
    },

    /** `ids` with those of merged rows replaced by what they lead to. */
    resolveAll: (ids: readonly PaperId[]): PaperId[] => {
      const merged = new Set(sql.merged.all({ ids: JSON.stringify(ids) }).map((row) => row.id))
      return ids.map((id) => (merged.has(id) ? resolve(id) : id)).filter((id) => id !== null)
    },

    /** Those of `ids` that are here, each by its own row: neither removed nor part of another. */
    present: (ids: readonly PaperId[]): ReadonlySet<PaperId> =>
      new Set(sql.present.all({ ids: JSON.stringify(ids) }).map((row) => row.id)),

    insert: (facts: Facts, standing: Standing, addedAt: number): PaperId => {
      const id = Number(sql.insertPaper.run({ ...facts, added_at: addedAt }).lastInsertRowid)
      sql.insertTriage.run({ id, ...standing })
      addKeys(id, facts)
      return id
    },

    /** Title keys under which a paper was known elsewhere. */
    addTitleKeys: (id: PaperId, keys: readonly string[]): void => {
      for (const key of keys) sql.insertKey.run({ key: `title:${key}`, id })
    },

    /** Lets an arXiv id that no row has lead to a paper, as if one had been made part of it. */
    alias: (arxivId: string, into: PaperId): void => alias(sql, arxivId, into),

    update: (before: StoredPaper, facts: Facts): void => {
      sql.updatePaper.run({ ...facts, id: before.id })
      if (isOtherwiseKnown(before, facts)) addKeys(before.id, facts)
    },

    stand: (id: PaperId, standing: Standing): void => {
      sql.updateStanding.run({ id, ...standing })
    },

    /** Lets a paper stand where its lists have it now: on its newest day, or by its own date while no day lists it. */
    restand: (id: PaperId): void => restand(sql, id),

    /** Brings a removed paper back with all that the reader had decided about it. */
    restore: (id: PaperId): void => {
      sql.restore.run({ id })
    },

    /** Makes the row `from` lead to `into` from now on, by its id, its arXiv id and its titles; with null, no more. */
    retire: (from: PaperId, into: PaperId | null): void => {
      sql.retire.run({ from, into })
    },
  }
}

function alias(sql: ReturnType<typeof prepare>, arxivId: string, into: PaperId): void {
  const row = sql.byId.get({ id: into })
  if (row === undefined || sql.byArxivId.get({ arxivId }) !== undefined) return
  const id = Number(sql.insertPaper.run({ ...row, arxiv_id: arxivId }).lastInsertRowid)
  sql.insertTriage.run({ id, sort_day: '', sort_rank: unlistedRank, sort_upvotes: 0 })
  sql.remove.run({ id })
  sql.insertKey.run({ key: `arxiv:${arxivId}`, id })
  sql.retire.run({ from: id, into })
}

function restand(sql: ReturnType<typeof prepare>, id: PaperId): void {
  const row = sql.listed.get({ id })
  if (row === undefined) return
  const [list, rank] = row.listing?.split(' ') ?? []
  const listed = list === undefined ? null : { day: list.slice('day:'.length), rank: Number(rank) }
  sql.updateStanding.run({
    id,
    sort_day: listed?.day ?? row.published_on ?? localDayAt(row.added_at),
    sort_rank: listed?.rank ?? (row.is_announced === 1 ? announcedRank : unlistedRank),
    sort_upvotes: row.upvotes ?? 0,
  })
}

function isOtherwiseKnown(a: Facts, b: Facts): boolean {
  return a.arxiv_id !== b.arxiv_id || a.title_feed !== b.title_feed || a.title_original !== b.title_original
}

function prepare(db: Db) {
  const columns = factColumns.join(', ')
  const stored = `SELECT id, merged_into, added_at, ${columns} FROM papers`
  return {
    byId: db.prepare<{ id: PaperId }, FactsRow>(`${stored} WHERE id = @id`),
    byArxivId: db.prepare<{ arxivId: string }, FactsRow>(`${stored} WHERE arxiv_id = @arxivId`),
    standing: db.prepare<{ id: PaperId }, Standing & { is_removed: number }>(
      'SELECT is_removed, sort_day, sort_rank, sort_upvotes FROM triage WHERE paper_id = @id',
    ),
    idsByKey: db.prepare<{ key: string }, { id: PaperId }>(
      'SELECT paper_id AS id FROM paper_keys WHERE key = @key ORDER BY paper_id',
    ),
    insertPaper: db.prepare<Facts & { added_at: number }>(`
      INSERT INTO papers (${columns}, added_at)
      VALUES (${factColumns.map((column) => `@${column}`).join(', ')}, @added_at)`),
    updatePaper: db.prepare<Facts & { id: PaperId }>(`
      UPDATE papers SET ${factColumns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`),
    insertTriage: db.prepare<Standing & { id: PaperId }>(`
      INSERT INTO triage (paper_id, sort_day, sort_rank, sort_upvotes)
      VALUES (@id, @sort_day, @sort_rank, @sort_upvotes)`),
    updateStanding: db.prepare<Standing & { id: PaperId }>(`
      UPDATE triage SET sort_day = @sort_day, sort_rank = @sort_rank, sort_upvotes = @sort_upvotes
      WHERE paper_id = @id`),
    listed: db.prepare<{ id: PaperId }, ListedRow>(`
      SELECT published_on, added_at, upvotes, (
        SELECT list || ' ' || rank FROM listings
        WHERE paper_id = @id AND list >= 'day:' AND list < 'day;' AND is_removed = 0
        ORDER BY list DESC LIMIT 1) AS listing, (
        SELECT min(list LIKE 'arxiv:%') FROM listings WHERE paper_id = @id AND is_removed = 0) AS is_announced
      FROM papers WHERE id = @id`),
    insertKey: db.prepare<{ key: string; id: PaperId }>(
      'INSERT INTO paper_keys (key, paper_id) VALUES (@key, @id) ON CONFLICT DO NOTHING',
    ),
    retire: db.prepare<{ from: PaperId; into: PaperId | null }>(
      'UPDATE papers SET merged_into = @into WHERE id = @from',
    ),
    restore: db.prepare<{ id: PaperId }>('UPDATE triage SET is_removed = 0 WHERE paper_id = @id'),
    remove: db.prepare<{ id: PaperId }>('UPDATE triage SET is_removed = 1 WHERE paper_id = @id'),
    merged: db.prepare<{ ids: string }, { id: PaperId }>(`
      SELECT papers.id FROM json_each(@ids) AS wanted CROSS JOIN papers ON papers.id = wanted.value
      WHERE merged_into IS NOT NULL`),
    present: db.prepare<{ ids: string }, { id: PaperId }>(`
      SELECT p.id FROM json_each(@ids) AS wanted CROSS JOIN papers AS p ON p.id = wanted.value
      CROSS JOIN triage AS t ON t.paper_id = p.id WHERE p.merged_into IS NULL AND t.is_removed = 0`),
    alias: db.prepare<{ id: PaperId }, { merged_into: PaperId | null }>(
      'SELECT merged_into FROM papers WHERE id = @id',
    ),
  }
}
