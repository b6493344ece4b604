/** What arXiv says of a paper besides its texts: the row of `originals`, and what it means. */
import type { ArxivFacts, PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'

export interface ArxivRow {
  readonly version: number | null
  readonly categories: string
  readonly comment: string | null
  readonly doi: string | null
  readonly journal_ref: string | null
  readonly updated_on: string | null
}

export type ArxivFactsReader = ReturnType<typeof createArxivFacts>

/** Both are without a value where arXiv was not asked yet, or did not have the paper. */
export function createArxivFacts(db: Db) {
  const get = db.prepare<{ id: PaperId }, ArxivRow>(`
    SELECT version, categories, comment, doi, journal_ref, updated_on FROM originals
    WHERE paper_id = @id AND is_found = 1`)
  return {
    row: (id: PaperId): ArxivRow | undefined => get.get({ id }),

    read: (id: PaperId): ArxivFacts | null => {
      const row = get.get({ id })
      if (row === undefined) return null
      const categories: readonly string[] = JSON.parse(row.categories)
      return {
        version: row.version,
        categories,
        comment: row.comment,
        doi: row.doi,
        journalRef: row.journal_ref,
        updatedOn: row.updated_on,
      }
    },
  }
}
