/** What of the pack is still to be fetched: which papers are wanted, and which of their files comes next. */
import type { ArxivId, PaperId } from '../../src/shared/domain.ts'
import type { ErrorCode } from '../../src/shared/errors.ts'
import type { KeptFile } from '../../src/shared/kept.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'
import { bytesHere, fileColumns, fileOf, type FileRow } from './kept-stock.ts'

/** A file whose turn it is. Its `bytes` are those it had when it did not fit, 0 if that never happened. */
export interface DueFile extends KeptFile {
  /** Bytes of its paper that are here and are not dropped for it: 0 for a starred one, whose bytes count already. */
  readonly firmBytes: number
}

/** Which files may be fetched now. */
export interface WantedFiles {
  readonly kinds: readonly KeptFile['kind'][]
  /** Not those of papers that nobody asked for, which are in the queue because they are Later or starred. */
  readonly isAskedOnly: boolean
}

export interface KeptQueue {
  /** Puts papers that are Later or starred into the queue, unless they were there before; gives which. */
  queueKept(at: number): readonly ArxivId[]
  /** Puts these papers into the queue, also those that were dropped or removed; those without an arXiv id are left out. */
  askKept(ids: readonly PaperId[], at: number): readonly ArxivId[]
  /**
   * The next file to fetch: full texts before all else, then what was asked for, starred, and oldest. Null if none is due
   * that fits into `room` bytes, which is what papers that are not starred may take, as far as sizes are known.
   */
  nextKeptFile(now: number, which: WantedFiles, room: number): DueFile | null
  /** When the next file that fits is due, if any is wanted (ms, perhaps in the past), and how many do not fit. */
  nextKeptAt(which: WantedFiles, room: number): { readonly at: number | null; readonly refused: number }
  /** Adds the pictures of a full text to what is wanted. */
  wantFigures(arxivId: ArxivId, figures: readonly { readonly name: string; readonly source: string }[]): null
  /** Stores how a file is now; when nothing of its paper is wanted any more, the paper is kept, or absent. */
  saveKeptFile(file: KeptFile, at: number): null
  /** A try failed: the next one is made at `retryAt`. */
  postponeKeptFile(file: KeptFile, failure: ErrorCode, retryAt: number): null
}

export function createQueue(db: Db): KeptQueue {
  const sql = prepareQueue(db)

  function add(arxivId: ArxivId, isAsked: boolean, at: number): void {
    sql.add.run({ arxivId, isAsked: isAsked ? 1 : 0, at })
    for (const [name, kind] of [
      ['text', 'text'],
      ['pdf', 'pdf'],
    ] as const) {
      sql.addFile.run({ arxivId, name, kind, source: '' })
    }
    // A paper whose files are all here needs nothing more.
    sql.settle.run({ arxivId, at })
  }

  return {
    queueKept: (at) =>
      tx(db, () => {
        const ids = sql.byRule.all()
        for (const { arxiv_id: id } of ids) add(id, false, at)
        return ids.map((row) => row.arxiv_id)
      }),
    askKept: (ids, at) =>
      tx(db, () => {
        const found = sql.arxivIds.all({ ids: JSON.stringify(ids) }).map((row) => row.arxiv_id)
        for (const id of found) add(id, true, at)
        return found
      }),
    nextKeptFile: (now, which, room) => {
      const row = sql.next.get({ now, ...parametersOf(which), room })
      if (row === undefined) return null
      const { firm_bytes: firmBytes, ...file } = row
      return { ...fileOf(file), firmBytes }
    },
    nextKeptAt: (which, room) => sql.nextAt.get({ ...parametersOf(which), room }) ?? { at: null, refused: 0 },
    wantFigures: (arxivId, figures) => {
      tx(db, () => {
        for (const figure of figures) sql.addFile.run({ arxivId, kind: 'figure', ...figure })
      })
      return null
    },
    saveKeptFile: (file, at) => {
      tx(db, () => {
        sql.save.run({ ...file, at })
        sql.settle.run({ arxivId: file.arxivId, at })
      })
      return null
    },
    postponeKeptFile: ({ arxivId, name }, failure, retryAt) => {
      tx(db, () => {
        sql.postpone.run({ arxivId, name, retryAt })
        sql.fail.run({ arxivId, failure })
      })
      return null
    },
  }
}

interface Which {
  readonly kinds: string
  readonly isAskedOnly: 0 | 1
}

function parametersOf({ kinds, isAskedOnly }: WantedFiles): Which {
  return { kinds: JSON.stringify(kinds), isAskedOnly: isAskedOnly ? 1 : 0 }
}

/** Of papers that were taken out nothing more is fetched; one that became part of another is as good as there. */
const wantedFiles = `kept AS k JOIN kept_files AS f ON f.arxiv_id = k.arxiv_id
      LEFT JOIN papers AS p ON p.arxiv_id = k.arxiv_id LEFT JOIN triage AS t ON t.paper_id = p.id
      WHERE k.state = 'waiting' AND f.state = 'wanted' AND k.is_asked >= @isAskedOnly
        AND (t.is_removed = 0 OR p.merged_into IS NOT NULL)
        AND f.kind IN (SELECT value FROM json_each(@kinds))`
const firmBytes = `CASE t.is_starred WHEN 1 THEN 0 ELSE ${bytesHere} END`

function prepareQueue(db: Db) {
  return {
    byRule: db.prepare<[], { arxiv_id: ArxivId }>(`
      SELECT p.arxiv_id FROM triage AS t CROSS JOIN papers AS p ON p.id = t.paper_id
      WHERE (t.verdict = 'later' OR t.is_starred = 1) AND t.is_removed = 0 AND p.merged_into IS NULL
        AND p.arxiv_id IS NOT NULL AND p.origin <> 'sample'
        AND NOT EXISTS (SELECT 1 FROM kept AS k WHERE k.arxiv_id = p.arxiv_id)
      ORDER BY t.is_starred DESC, t.decided_at`),
    arxivIds: db.prepare<{ ids: string }, { arxiv_id: ArxivId }>(`
      SELECT p.arxiv_id FROM json_each(@ids) AS wanted CROSS JOIN papers AS p ON p.id = wanted.value
      WHERE p.arxiv_id IS NOT NULL ORDER BY wanted.key`),
    add: db.prepare<{ arxivId: ArxivId; isAsked: 0 | 1; at: number }>(`
      INSERT INTO kept (arxiv_id, state, is_asked, wanted_at, changed_at)
      VALUES (@arxivId, 'waiting', @isAsked, @at, @at)
      ON CONFLICT DO UPDATE SET state = 'waiting', is_asked = max(is_asked, excluded.is_asked),
        wanted_at = excluded.wanted_at, changed_at = excluded.changed_at, failure = NULL`),
    // What was not to be had may be there now, and somebody asks.
    addFile: db.prepare<{ arxivId: ArxivId; name: string; kind: KeptFile['kind']; source: string }>(`
      INSERT INTO kept_files (arxiv_id, name, kind, source, state) VALUES (@arxivId, @name, @kind, @source, 'wanted')
      ON CONFLICT DO UPDATE SET retry_at = NULL, attempts = 0,
        state = CASE state WHEN 'absent' THEN 'wanted' ELSE state END`),
    next: db.prepare<Which & { now: number; room: number }, FileRow & { readonly firm_bytes: number }>(`
      SELECT ${fileColumns}, ${firmBytes} AS firm_bytes FROM ${wantedFiles}
        AND coalesce(f.retry_at, 0) <= @now AND f.bytes + ${firmBytes} < @room
      ORDER BY f.kind <> 'text', k.is_asked DESC, t.is_starred DESC, k.wanted_at, k.arxiv_id, f.kind <> 'pdf', f.name
      LIMIT 1`),
    nextAt: db.prepare<Which & { room: number }, { at: number | null; refused: number }>(`
      SELECT min(CASE WHEN f.bytes + ${firmBytes} < @room THEN coalesce(f.retry_at, 0) END) AS at,
        coalesce(sum(f.bytes + ${firmBytes} >= @room), 0) AS refused FROM ${wantedFiles}`),
    save: db.prepare<KeptFile & { at: number }>(`
      UPDATE kept_files SET source = @source, state = @state, bytes = @bytes, sha256 = @sha256, etag = @etag,
        version = @version, attempts = @attempts, retry_at = NULL, fetched_at = @at
      WHERE arxiv_id = @arxivId AND name = @name AND kind = @kind`),
    settle: db.prepare<{ arxivId: ArxivId; at: number }>(`
      UPDATE kept SET changed_at = @at, failure = NULL, state = CASE WHEN EXISTS (
          SELECT 1 FROM kept_files AS f WHERE f.arxiv_id = kept.arxiv_id AND f.state = 'kept' AND f.kind <> 'figure')
        THEN 'kept' ELSE 'absent' END
      WHERE arxiv_id = @arxivId AND state = 'waiting' AND NOT EXISTS (
        SELECT 1 FROM kept_files AS f WHERE f.arxiv_id = kept.arxiv_id AND f.state = 'wanted')`),
    postpone: db.prepare<{ arxivId: ArxivId; name: string; retryAt: number }>(`
      UPDATE kept_files SET attempts = attempts + 1, retry_at = @retryAt WHERE arxiv_id = @arxivId AND name = @name`),
    fail: db.prepare<{ arxivId: ArxivId; failure: ErrorCode }>(
      'UPDATE kept SET failure = @failure WHERE arxiv_id = @arxivId',
    ),
  }
}
