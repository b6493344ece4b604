/**
 * Kept full texts in the search index. They lie in files beside the library; what the index makes of them is taken in one
 * text at a time, when nothing else is to be done, because a text has as many words as forty abstracts.
 */
import type { ArxivId, PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'
import { bodyOf } from './search-document.ts'

/** The kept text of a paper, if its file is there. */
export type FullTextOf = (arxivId: ArxivId) => string | null

export type FullTexts = ReturnType<typeof createFullTexts>

export function createFullTexts(db: Db, fullTextOf: FullTextOf) {
  const sql = prepare(db)
  let entries: ReturnType<typeof prepareEntries> | undefined

  return {
    /** Looks at one text that came, changed or went; false if there was none. */
    takeNext: (): boolean => {
      const marked = sql.next.get()
      if (marked === undefined) return false
      const { arxiv_id: arxivId, paper_id: id, is_here: isHere } = marked
      const text = isHere === 1 ? fullTextOf(arxivId) : null
      // Not before it is needed: a damaged index must not keep the library from opening.
      entries ??= prepareEntries(db)
      const { remove, add } = entries
      tx(db, () => {
        if (id !== null) {
          remove.run({ id })
          if (text !== null) add.run({ id, body: bodyOf(text) })
        }
        sql.unmark.run({ arxivId })
      })
      return true
    },

    /** Makes an empty index and marks every kept text. */
    rebuild: (): void => {
      const made = sql.made.get()?.sql
      if (made === undefined) throw new Error('the library has no index of full texts')
      db.exec('DROP TABLE papers_fts_bodies')
      db.exec(made)
      sql.markAll.run({})
    },

    /** The kept text of a paper in the library. */
    textOf: (id: PaperId): string | null => {
      const arxivId = sql.kept.get({ id })?.arxiv_id
      return arxivId === undefined ? null : fullTextOf(arxivId)
    },
  }
}

interface MarkedRow {
  readonly arxiv_id: ArxivId
  readonly paper_id: PaperId | null
  readonly is_here: number
}

const isKept = `EXISTS (
  SELECT 1 FROM kept_files AS f JOIN kept AS k ON k.arxiv_id = f.arxiv_id
  WHERE f.arxiv_id = p.arxiv_id AND f.kind = 'text' AND f.state = 'kept' AND k.state NOT IN ('removed', 'dropped'))`

function prepare(db: Db) {
  return {
    next: db.prepare<[], MarkedRow>(`
      SELECT m.arxiv_id, p.id AS paper_id, ${isKept} AS is_here
      FROM full_text_marks AS m LEFT JOIN papers AS p ON p.arxiv_id = m.arxiv_id LIMIT 1`),
    unmark: db.prepare<{ arxivId: ArxivId }>('DELETE FROM full_text_marks WHERE arxiv_id = @arxivId'),
    markAll: db.prepare<object>(`
      INSERT OR IGNORE INTO full_text_marks SELECT arxiv_id FROM kept_files WHERE kind = 'text' AND state = 'kept'`),
    kept: db.prepare<{ id: PaperId }, { arxiv_id: ArxivId }>(
      `SELECT p.arxiv_id FROM papers AS p WHERE p.id = @id AND ${isKept}`,
    ),
    made: db.prepare<[], { sql: string }>(`SELECT sql FROM sqlite_schema WHERE name = 'papers_fts_bodies'`),
  }
}

function prepareEntries(db: Db) {
  return {
    add: db.prepare<{ id: PaperId; body: string }>(
      'INSERT INTO papers_fts_bodies (rowid, body) VALUES (@id, @body)',
    ),
    remove: db.prepare<{ id: PaperId }>('DELETE FROM papers_fts_bodies WHERE rowid = @id'),
  }
}
