/** The papers themselves: finding the row of an incoming paper, adding rows, and changing what is known of them. */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { factColumns } from './facts.ts'
import type { Facts } from './facts.ts'
import { titleKey } from './title-key.ts'

/** A paper as stored, with the copies that lists are sorted by. */
export interface StoredPaper extends Facts, Standing {
  readonly id: PaperId
  readonly is_removed: number
}

/** Where a paper stands in lists over all days: see `triage` in the first migration. */
export interface Standing {
  readonly sort_day: string
  readonly sort_rank: number
  readonly sort_upvotes: number
}

/** The rank of a paper that is on no day's list: after all that are. */
export const unlistedRank = 9_999_999

export type Papers = ReturnType<typeof createPapers>

export function createPapers(db: Db) {
  const columns = factColumns.join(', ')
  const stored = `
    SELECT id, ${columns}, is_removed, sort_day, sort_rank, sort_upvotes
    FROM papers JOIN triage ON paper_id = id`
  const byId = db.prepare<{ id: PaperId }, StoredPaper>(`${stored} WHERE id = @id`)
  const byArxivId = db.prepare<{ arxivId: string }, StoredPaper>(`${stored} WHERE arxiv_id = @arxivId`)
  const byKey = db.prepare<{ key: string }, StoredPaper>(
    `${stored} WHERE id IN (SELECT paper_id FROM paper_keys WHERE key = @key) AND merged_into IS NULL ORDER BY id`,
  )
  const insertPaper = db.prepare<Facts & { added_at: number }>(`
    INSERT INTO papers (${columns}, added_at)
    VALUES (${factColumns.map((column) => `@${column}`).join(', ')}, @added_at)`)
  const updatePaper = db.prepare<Facts & { id: PaperId }>(`
    UPDATE papers SET ${factColumns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`)
  const insertTriage = db.prepare<Standing & { id: PaperId }>(`
    INSERT INTO triage (paper_id, sort_day, sort_rank, sort_upvotes)
    VALUES (@id, @sort_day, @sort_rank, @sort_upvotes)`)
  const updateStanding = db.prepare<Standing & { id: PaperId }>(`
    UPDATE triage SET sort_day = @sort_day, sort_rank = @sort_rank, sort_upvotes = @sort_upvotes
    WHERE paper_id = @id`)
  const insertKey = db.prepare<{ key: string; id: PaperId }>(
    'INSERT INTO paper_keys (key, paper_id) VALUES (@key, @id) ON CONFLICT DO NOTHING',
  )
  const restore = db.prepare<{ id: PaperId }>('UPDATE triage SET is_removed = 0 WHERE paper_id = @id')
  const alias = db.prepare<{ id: PaperId }, { merged_into: PaperId | null }>(
    'SELECT merged_into FROM papers WHERE id = @id',
  )

  function addKeys(id: PaperId, facts: Facts): void {
    if (facts.arxiv_id !== null) insertKey.run({ key: `arxiv:${facts.arxiv_id}`, id })
    for (const title of [facts.title_feed, facts.title_original]) {
      const key = title === null ? '' : titleKey(title)
      if (key !== '') insertKey.run({ key: `title:${key}`, id })
    }
  }

  return {
    byId: (id: PaperId) => byId.get({ id }),
    byArxivId: (arxivId: string) => byArxivId.get({ arxivId }),

    /** Papers that go, or once went, by a title with the same key. */
    byTitle: (title: string): StoredPaper[] => {
      const key = titleKey(title)
      return key === '' ? [] : byKey.all({ key: `title:${key}` })
    },

    insert: (facts: Facts, standing: Standing, addedAt: number): PaperId => {
      const id = Number(insertPaper.run({ ...facts, added_at: addedAt }).lastInsertRowid)
      insertTriage.run({ id, ...standing })
      addKeys(id, facts)
      return id
    },

    update: (before: StoredPaper, facts: Facts): void => {
      updatePaper.run({ ...facts, id: before.id })
      if (
        facts.arxiv_id !== before.arxiv_id ||
        facts.title_feed !== before.title_feed ||
        facts.title_original !== before.title_original
      ) {
        addKeys(before.id, facts)
      }
    },

    stand: (id: PaperId, standing: Standing): void => {
      updateStanding.run({ id, ...standing })
    },

    /** Brings a removed paper back with all that the reader had decided about it. */
    restore: (id: PaperId): void => {
      restore.run({ id })
    },

    /** The id that `id` leads to today: itself, unless that row was merged into another. Null if there never was one. */
    resolve: (id: PaperId): PaperId | null => {
      let current = id
      for (;;) {
        const row = alias.get({ id: current })
        if (row === undefined) return null
        if (row.merged_into === null) return current
        current = row.merged_into
      }
    },
  }
}
