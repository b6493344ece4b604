/** What is in the pack: papers with their states, files that are whole, and the bytes that all of it takes. */
import type { ArxivId, PaperId } from '../../src/shared/domain.ts'
import type { ErrorCode } from '../../src/shared/errors.ts'
import type { KeptFile, KeptPaper, KeptState } from '../../src/shared/kept.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'

interface PaperKeptRow {
  readonly paper_id: PaperId
  readonly arxiv_id: ArxivId
  readonly title_feed: string | null
  readonly title_original: string | null
  readonly is_starred: number
  readonly state: KeptState
  readonly has_text: number
  readonly has_pdf: number
  readonly files: number
  readonly missing: number
  readonly bytes: number
  readonly changed_at: number
  readonly failure: ErrorCode | null
  readonly retry_at: number | null
}

/** A file of the pack, as `fileColumns` give it. */
export interface FileRow {
  readonly arxiv_id: ArxivId
  readonly name: string
  readonly kind: KeptFile['kind']
  readonly source: string
  readonly state: KeptFile['state']
  readonly bytes: number
  readonly sha256: string | null
  readonly etag: string | null
  readonly version: number | null
  readonly attempts: number
}

export interface KeptStock {
  keptPapers(ids: readonly ArxivId[] | null): readonly KeptPaper[]
  keptFiles(arxivId: ArxivId): readonly KeptFile[]
  /** Bytes of papers that are kept or coming, of the starred ones among them, and of those that were removed. */
  keptBytes(): { readonly bytes: number; readonly firmBytes: number; readonly removedBytes: number }
  /** Papers to drop so that `bytes` fewer are kept, the oldest first and never a starred one or `except`. */
  keptToDrop(bytes: number, except: ArxivId): readonly ArxivId[]
  /** Gives papers another state; null stands for all of `from`. Gives those that changed. */
  moveKept(
    ids: readonly ArxivId[] | null,
    from: readonly KeptState[],
    to: KeptState,
    at: number,
  ): readonly ArxivId[]
  /** Forgets the files of a paper: they are gone from the disk. */
  forgetKeptFiles(arxivId: ArxivId): null
}

export function createStock(db: Db): KeptStock {
  const sql = prepare(db)
  return {
    keptPapers: (ids) => sql.papers.all({ ids: ids === null ? null : JSON.stringify(ids) }).map(paperOf),
    keptFiles: (arxivId) => sql.files.all({ arxivId }).map(fileOf),
    keptBytes: () => sql.bytes.get() ?? { bytes: 0, firmBytes: 0, removedBytes: 0 },
    keptToDrop: (bytes, except) => {
      const ids: ArxivId[] = []
      let freed = 0
      for (const row of sql.droppable.all({ except })) {
        if (freed >= bytes) break
        ids.push(row.arxiv_id)
        freed += row.bytes
      }
      return ids
    },
    moveKept: (ids, from, to, at) =>
      sql.move
        .all({ ids: ids === null ? null : JSON.stringify(ids), from: JSON.stringify(from), to, at })
        .map((row) => row.arxiv_id),
    forgetKeptFiles: (arxivId) => {
      tx(db, () => {
        sql.forgetFigures.run({ arxivId })
        sql.forget.run({ arxivId })
      })
      return null
    },
  }
}

export function fileOf({ arxiv_id: arxivId, ...file }: FileRow): KeptFile {
  return { arxivId, ...file }
}

function paperOf(row: PaperKeptRow): KeptPaper {
  return {
    paperId: row.paper_id,
    arxivId: row.arxiv_id,
    title: { feed: row.title_feed, original: row.title_original },
    isStarred: row.is_starred === 1,
    state: row.state,
    hasText: row.has_text === 1,
    hasPdf: row.has_pdf === 1,
    files: row.files,
    missing: row.missing,
    bytes: row.bytes,
    changedAt: row.changed_at,
    failure: row.failure,
    retryAt: row.retry_at,
  }
}

/** Of a row `f` of kept_files. */
export const fileColumns =
  'f.arxiv_id, f.name, f.kind, f.source, f.state, f.bytes, f.sha256, f.etag, f.version, f.attempts'

/** Bytes that are here of the paper of `k`, a row of kept. */
export const bytesHere = `(SELECT coalesce(sum(h.bytes), 0) FROM kept_files AS h WHERE h.arxiv_id = k.arxiv_id AND h.state = 'kept')`

// What lists papers begins with `kept`, told to by CROSS JOIN: SQLite knows no sizes here and would begin with all papers.
function prepare(db: Db) {
  return {
    papers: db.prepare<{ ids: string | null }, PaperKeptRow>(`
      SELECT p.id AS paper_id, k.arxiv_id, p.title_feed, p.title_original, t.is_starred, k.state, k.changed_at,
        k.failure,
        max(f.kind = 'text' AND f.state = 'kept') AS has_text, max(f.kind = 'pdf' AND f.state = 'kept') AS has_pdf,
        sum(f.state = 'kept') AS files, sum(f.state = 'wanted') AS missing,
        sum(CASE f.state WHEN 'kept' THEN f.bytes ELSE 0 END) AS bytes,
        min(CASE f.state WHEN 'wanted' THEN f.retry_at END) AS retry_at
      FROM kept AS k CROSS JOIN papers AS p ON p.arxiv_id = k.arxiv_id CROSS JOIN triage AS t ON t.paper_id = p.id
      CROSS JOIN kept_files AS f ON f.arxiv_id = k.arxiv_id
      WHERE @ids IS NULL OR k.arxiv_id IN (SELECT value FROM json_each(@ids))
      GROUP BY k.arxiv_id ORDER BY k.changed_at DESC, k.arxiv_id`),
    files: db.prepare<{ arxivId: ArxivId }, FileRow>(
      `SELECT ${fileColumns} FROM kept_files AS f WHERE f.arxiv_id = @arxivId ORDER BY f.name`,
    ),
    bytes: db.prepare<[], { bytes: number; firmBytes: number; removedBytes: number }>(`
      SELECT coalesce(sum(CASE WHEN k.state IN ('removed', 'dropped') THEN 0 ELSE f.bytes END), 0) AS bytes,
        coalesce(sum(CASE WHEN k.state NOT IN ('removed', 'dropped') AND t.is_starred THEN f.bytes ELSE 0 END), 0)
          AS firmBytes,
        coalesce(sum(CASE k.state WHEN 'removed' THEN f.bytes ELSE 0 END), 0) AS removedBytes
      FROM kept AS k JOIN kept_files AS f ON f.arxiv_id = k.arxiv_id
      LEFT JOIN papers AS p ON p.arxiv_id = k.arxiv_id LEFT JOIN triage AS t ON t.paper_id = p.id
      WHERE f.state = 'kept'`),
    droppable: db.prepare<{ except: ArxivId }, { arxiv_id: ArxivId; bytes: number }>(`
      SELECT k.arxiv_id, ${bytesHere} AS bytes FROM kept AS k CROSS JOIN papers AS p ON p.arxiv_id = k.arxiv_id
      CROSS JOIN triage AS t ON t.paper_id = p.id
      WHERE k.state IN ('kept', 'waiting') AND t.is_starred = 0 AND k.arxiv_id <> @except AND ${bytesHere} > 0
      ORDER BY k.wanted_at, k.arxiv_id`),
    move: db.prepare<{ ids: string | null; from: string; to: KeptState; at: number }, { arxiv_id: ArxivId }>(`
      UPDATE kept SET state = @to, changed_at = @at
      WHERE state IN (SELECT value FROM json_each(@from))
        AND (@ids IS NULL OR arxiv_id IN (SELECT value FROM json_each(@ids)))
      RETURNING arxiv_id`),
    // The pictures' names belong to the text that is gone; text and PDF are wanted when the paper is asked for again.
    forgetFigures: db.prepare<{ arxivId: ArxivId }>(
      "DELETE FROM kept_files WHERE arxiv_id = @arxivId AND kind = 'figure'",
    ),
    forget: db.prepare<{ arxivId: ArxivId }>(`
      UPDATE kept_files SET state = 'wanted', bytes = 0, sha256 = NULL, etag = NULL, attempts = 0, retry_at = NULL
      WHERE arxiv_id = @arxivId`),
  }
}
