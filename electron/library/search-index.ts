/**
 * Keeping the search index true. Triggers mark what changes; marked papers are taken into the index afterwards, a few
 * at a time, so that no write waits for it. The index is derived: damaged, it is emptied and made again.
 */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { codeOf, tx } from './db.ts'
import type { FullTexts } from './full-texts.ts'
import { unlistedRank } from './papers.ts'
import { documentOf } from './search-document.ts'
import type { SearchDocument, SearchSource } from './search-document.ts'

interface MarkedRow extends SearchSource {
  readonly paper_id: PaperId
  readonly docid: number | null
  readonly is_removed: number
  readonly sort_day: string
  readonly sort_rank: number
  readonly has_code: number
}

/** Room for the papers of one day in the numbering of documents. */
const slotsPerDay = 2 ** 20

/** The first document number of a day. */
export function firstDocOf(day: string): number {
  const days = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
  return (Number.isNaN(days) ? 0 : days) * slotsPerDay
}

/** Papers taken into the index in one transaction: about 10 ms of work. */
const sliceSize = 25

export type SearchIndex = ReturnType<typeof createSearchIndex>

interface IndexParts {
  /** Is told which papers were taken into the index, in the same transaction. */
  readonly taken: (ids: readonly PaperId[]) => void
  readonly fullTexts: FullTexts
}

export function createSearchIndex(db: Db, { taken, fullTexts }: IndexParts) {
  const sql = prepare(db)
  // Not before it is needed: a damaged index must not keep the library from opening.
  let prepared: Entries | undefined
  const entries = (): Entries => (prepared ??= prepareEntries(db))
  let timer: NodeJS.Timeout | undefined

  /** Takes up to `most` marked papers into the index; returns how many it took. */
  function catchUp(most: number): number {
    if (sql.isMarked.get() === undefined) return 0
    return tx(db, () => {
      const marked = sql.marked.all({ most })
      for (const row of marked) {
        if (row.docid !== null) entries().remove.run({ docid: row.docid })
        if (row.is_removed === 1) sql.removeDoc.run({ id: row.paper_id })
        else entries().add.run({ ...documentOf(row), docid: place(sql, row) })
        sql.unmark.run({ id: row.paper_id })
      }
      taken(marked.map((row) => row.paper_id))
      return marked.length
    })
  }

  /** Empties the index and marks every paper. */
  function rebuild(): void {
    tx(db, () => {
      const made = sql.made.get()?.sql
      if (made === undefined) throw new Error('the library has no search index')
      dropIndex(db)
      db.exec(made)
      fullTexts.rebuild()
      db.exec('DELETE FROM search_docs; INSERT OR IGNORE INTO search_marks SELECT id FROM papers')
    })
  }

  function slice(): void {
    timer = undefined
    try {
      const isMore = repairing(() => catchUp(sliceSize) === sliceSize || fullTexts.takeNext())
      if (isMore) wake()
    } catch {
      // A full or vanished disk: the marks stay, and the next call of the library tries again.
    }
  }

  function wake(): void {
    if (timer === undefined && db.open) timer = setTimeout(slice, 1).unref()
  }

  /** Runs `work`; if the index turns out to be damaged, once more after making it anew. */
  function repairing<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (!isIndexBroken(db, error)) throw error
      rebuild()
      return work()
    }
  }

  return {
    catchUp,
    repairing,
    rebuild,
    /** Goes on taking marked papers into the index as soon as nothing else is to be done. */
    wake,
    /** Papers that the index does not have yet as they are. */
    pending: (): number => sql.countMarked.get()?.count ?? 0,
    stop: (): void => clearTimeout(timer),
  }
}

/** Whether an error is the index's own, and not one of the file that it is in. */
function isIndexBroken(db: Db, error: unknown): boolean {
  const code = codeOf(error)
  if (code === null || !(error instanceof Error)) return false
  if (code.startsWith('SQLITE_CORRUPT_VTAB')) return true
  // A segment of the index is there twice: its own table of contents is lost.
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return true
  if (code === 'SQLITE_ERROR') return /fts5|papers_fts/.test(error.message)
  const tables = `SELECT count(*) AS count FROM sqlite_schema WHERE name IN (${ownTables})`
  return code === 'SQLITE_CORRUPT' && db.prepare<[], { count: number }>(tables).get()?.count !== 4
}

/** The tables that FTS5 keeps an index in. */
const ownTables = ['data', 'idx', 'docsize', 'config'].map((name) => `'papers_fts_${name}'`).join(', ')

function dropIndex(db: Db): void {
  db.unsafeMode(true)
  try {
    // An index whose format is unknown cannot even be dropped.
    db.exec(`INSERT OR REPLACE INTO papers_fts_config (k, v) VALUES ('version', 4)`)
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_ERROR') throw error
  } finally {
    db.unsafeMode(false)
  }
  db.exec('DROP TABLE papers_fts')
}

/** Gives a paper its document number: within its newest day, in the order in which the feed first listed it. */
function place(sql: Statements, row: MarkedRow): number {
  const first = firstDocOf(row.sort_day)
  const isInPlace = row.docid !== null && row.docid >= first && row.docid < first + slotsPerDay
  const docid = isInPlace && row.docid !== null ? row.docid : freeDoc(sql, first, row.sort_rank)
  const hasPdf = row.arxiv_id === null ? 0 : 1
  sql.putDoc.run({ id: row.paper_id, docid, hasCode: row.has_code, hasPdf })
  return docid
}

/** Ranked papers stand at the end of their day's numbers, the first rank last; unlisted ones at the beginning. */
function freeDoc(sql: Statements, first: number, rank: number): number {
  if (rank >= unlistedRank) {
    const last = sql.lastUnlisted.get({ first, end: first + slotsPerDay / 2 })?.docid
    return last == null ? first : last + 1
  }
  let docid = first + slotsPerDay - Math.min(rank, slotsPerDay / 4)
  while (sql.isTaken.get({ docid }) !== undefined) docid -= 1
  return docid
}

type Statements = ReturnType<typeof prepare>

function prepare(db: Db) {
  return {
    isMarked: db.prepare<[], { paper_id: PaperId }>('SELECT paper_id FROM search_marks LIMIT 1'),
    countMarked: db.prepare<[], { count: number }>('SELECT count(*) AS count FROM search_marks'),
    marked: db.prepare<{ most: number }, MarkedRow>(`
      SELECT m.paper_id, d.docid, t.sort_day, t.sort_rank, t.is_removed OR p.merged_into IS NOT NULL AS is_removed,
        p.arxiv_id, p.title_feed, p.title_original, p.abstract_feed, p.abstract_original, p.author_names,
        p.organization, p.ai_summary, p.keywords, p.github_repo IS NOT NULL AS has_code, n.text AS note, o.categories,
        (SELECT json_group_array(name) FROM tags WHERE paper_id = p.id) AS tags
      FROM (SELECT paper_id FROM search_marks ORDER BY paper_id DESC LIMIT @most) AS m
      CROSS JOIN papers AS p ON p.id = m.paper_id
      CROSS JOIN triage AS t ON t.paper_id = m.paper_id
      LEFT JOIN notes AS n ON n.paper_id = m.paper_id
      LEFT JOIN originals AS o ON o.paper_id = m.paper_id
      LEFT JOIN search_docs AS d ON d.paper_id = m.paper_id`),
    unmark: db.prepare<{ id: PaperId }>('DELETE FROM search_marks WHERE paper_id = @id'),
    putDoc: db.prepare<{ id: PaperId; docid: number; hasCode: number; hasPdf: number }>(`
      INSERT INTO search_docs (docid, paper_id, has_code, has_pdf) VALUES (@docid, @id, @hasCode, @hasPdf)
      ON CONFLICT (paper_id) DO UPDATE SET
        docid = excluded.docid, has_code = excluded.has_code, has_pdf = excluded.has_pdf`),
    removeDoc: db.prepare<{ id: PaperId }>('DELETE FROM search_docs WHERE paper_id = @id'),
    isTaken: db.prepare<{ docid: number }, { docid: number }>(
      'SELECT docid FROM search_docs WHERE docid = @docid',
    ),
    lastUnlisted: db.prepare<{ first: number; end: number }, { docid: number | null }>(
      'SELECT max(docid) AS docid FROM search_docs WHERE docid >= @first AND docid < @end',
    ),
    made: db.prepare<[], { sql: string }>(`SELECT sql FROM sqlite_schema WHERE name = 'papers_fts'`),
  }
}

type Entries = ReturnType<typeof prepareEntries>

function prepareEntries(db: Db) {
  return {
    add: db.prepare<SearchDocument & { docid: number }>(`
      INSERT INTO papers_fts (rowid, title, authors, abstract, note, tags, keywords, summary, signs)
      VALUES (@docid, @title, @authors, @abstract, @note, @tags, @keywords, @summary, @signs)`),
    remove: db.prepare<{ docid: number }>('DELETE FROM papers_fts WHERE rowid = @docid'),
  }
}
