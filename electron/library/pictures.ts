/** The pictures of listed papers as the library knows them: which are wanted, which are here, and which go first. */
import type { ArxivId } from '../../src/shared/domain.ts'
import { kindsOfMedium } from '../../src/shared/pictures.ts'
import type { Picture, PictureKind, PictureState, PictureUsage } from '../../src/shared/pictures.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'

/** A picture whose turn it is. */
export interface DuePicture extends Picture {
  /** The reader asked for it, or its paper is Later or starred. */
  readonly isDear: boolean
  readonly isAsked: boolean
}

/** The methods of the library that concern pictures. */
export interface PictureLibrary {
  /** Wants the pictures of at most `limit` papers more, those of the newest lists first; gives of how many. */
  wantPictures(limit: number): number
  /** Wants the pictures of one paper, wherever it is listed, unless they were wanted before. */
  wantPicturesOf(arxivId: ArxivId): null
  /** Wants all pictures of a paper, also those that were dropped or were too large; those that cannot be had, once more. */
  askPictures(arxivId: ArxivId): null
  /** The next picture to fetch: what was asked for, then the newest. Null if none is due. */
  nextPicture(now: number, kinds: 'all' | 'asked'): DuePicture | null
  savePicture(picture: Picture, at: number): null
  /** A try failed: the next one is made at `retryAt`. */
  postponePicture(picture: Pick<Picture, 'arxivId' | 'kind'>, retryAt: number): null
  pictures(arxivId: ArxivId): readonly Picture[]
  /** Those of which a beginning may be here that can be gone on with. */
  begunPictures(): readonly Picture[]
  /** `firm`: bytes of papers that are Later or starred, which are not dropped. */
  pictureUsage(): PictureUsage & { readonly firm: number }
  /** Papers whose pictures to drop so that `bytes` fewer are kept: the oldest, none that is Later or starred; with `olderThan` only such. */
  picturesToDrop(bytes: number, olderThan: ArxivId | null): readonly ArxivId[]
  /** Takes pictures for dropped, all with null; their files are to be deleted. Gives the papers that had some. */
  dropPictures(ids: readonly ArxivId[] | null): readonly ArxivId[]
}

interface PictureRow {
  readonly arxiv_id: ArxivId
  readonly kind: PictureKind
  readonly source: string
  readonly state: PictureState
  readonly file: string | null
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number
  readonly sha256: string | null
  readonly etag: string | null
  readonly attempts: number
}

interface Sources {
  readonly arxiv_id: ArxivId
  readonly thumbnail: string | null
  readonly medium: string | null
}

/** More papers than that are history, whose pictures come when they are asked for. */
const mostPapers = 10_000

/** The part of the library that keeps the books of pictures. */
export function createPictures(db: Db): PictureLibrary {
  const sql = prepare(db)

  function want({ arxiv_id: arxivId, thumbnail, medium }: Sources, isAsked: boolean): void {
    sql.forgetOthers.run({ arxivId, medium: medium ?? '' })
    const wanted: [PictureKind, string][] =
      medium === null ? [] : kindsOfMedium(medium).map((kind) => [kind, medium])
    if (thumbnail !== null) wanted.push(['thumbnail', thumbnail])
    for (const [kind, source] of wanted) sql.want.run({ arxivId, kind, source, isAsked: isAsked ? 1 : 0 })
  }

  function wantOf(arxivId: ArxivId, isAsked: boolean): null {
    tx(db, () => {
      for (const paper of sql.sources.all({ arxivId })) want(paper, isAsked)
      if (isAsked) sql.ask.run({ arxivId })
    })
    return null
  }

  return {
    wantPictures: (limit) =>
      tx(db, () => {
        const papers = sql.unwanted.all({ limit })
        for (const paper of papers) want(paper, false)
        return papers.length
      }),
    wantPicturesOf: (arxivId) => wantOf(arxivId, false),
    askPictures: (arxivId) => wantOf(arxivId, true),
    nextPicture: (now, kinds) => {
      const row = sql.next.get({ now, onlyAsked: kinds === 'asked' ? 1 : 0 })
      return row === undefined
        ? null
        : { ...pictureOf(row), isDear: row.is_dear === 1, isAsked: row.is_asked === 1 }
    },
    savePicture: (picture, at) => {
      sql.save.run({ ...picture, at })
      return null
    },
    postponePicture: ({ arxivId, kind }, retryAt) => {
      sql.postpone.run({ arxivId, kind, retryAt })
      return null
    },
    begunPictures: () => sql.begun.all().map(pictureOf),
    pictures: (arxivId) => sql.ofPaper.all({ arxivId }).map(pictureOf),
    pictureUsage: () => sql.usage.get() ?? { bytes: 0, papers: 0, dropped: 0, firm: 0 },
    picturesToDrop: (bytes, olderThan) => {
      const ids: ArxivId[] = []
      let freed = 0
      for (const row of sql.droppable.all({ olderThan })) {
        if (freed >= bytes) break
        ids.push(row.arxiv_id)
        freed += row.bytes
      }
      return ids
    },
    dropPictures: (ids) =>
      tx(db, () => {
        const wanted = ids === null ? null : JSON.stringify(ids)
        return [...new Set(sql.drop.all({ ids: wanted }).map((row) => row.arxiv_id))]
      }),
  }
}

function pictureOf(row: PictureRow): Picture {
  const { arxiv_id: arxivId, kind, source, state, file, width, height, bytes, sha256, etag, attempts } = row
  return { arxivId, kind, source, state, file, width, height, bytes, sha256, etag, attempts }
}

const columns =
  'x.arxiv_id, x.kind, x.source, x.state, x.file, x.width, x.height, x.bytes, x.sha256, x.etag, x.attempts'
const withPaper = 'JOIN papers AS p ON p.arxiv_id = x.arxiv_id JOIN triage AS t ON t.paper_id = p.id'
const isFirm = "(t.verdict = 'later' OR t.is_starred = 1)"
const sources = "p.arxiv_id, p.thumbnail, json_extract(p.media, '$[0]') AS medium"

function prepare(db: Db) {
  return {
    unwanted: db.prepare<{ limit: number }, Sources>(`
      SELECT ${sources} FROM (
        SELECT paper_id, sort_day, sort_rank FROM triage WHERE is_removed = 0
        ORDER BY sort_day DESC, sort_rank, paper_id LIMIT ${mostPapers}) AS newest
      CROSS JOIN papers AS p ON p.id = newest.paper_id
      WHERE p.arxiv_id IS NOT NULL AND p.merged_into IS NULL
        AND ((p.thumbnail IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM pictures AS x WHERE x.arxiv_id = p.arxiv_id AND x.source = p.thumbnail))
          OR (p.media <> '[]' AND NOT EXISTS (
            SELECT 1 FROM pictures AS x WHERE x.arxiv_id = p.arxiv_id AND x.source = json_extract(p.media, '$[0]'))))
      ORDER BY newest.sort_day DESC, newest.sort_rank LIMIT @limit`),
    sources: db.prepare<{ arxivId: ArxivId }, Sources>(
      `SELECT ${sources} FROM papers AS p WHERE p.arxiv_id = @arxivId`,
    ),
    // What is of a medium that is no longer the paper's first.
    forgetOthers: db.prepare<{ arxivId: ArxivId; medium: string }>(
      "DELETE FROM pictures WHERE arxiv_id = @arxivId AND kind <> 'thumbnail' AND source <> @medium",
    ),
    want: db.prepare<{ arxivId: ArxivId; kind: PictureKind; source: string; isAsked: 0 | 1 }>(`
      INSERT INTO pictures (arxiv_id, kind, source, state, is_asked) VALUES (@arxivId, @kind, @source, 'wanted', @isAsked)
      ON CONFLICT DO UPDATE SET source = excluded.source, state = 'wanted', etag = NULL, attempts = 0, retry_at = NULL
        WHERE source <> excluded.source`),
    ask: db.prepare<{ arxivId: ArxivId }>(`
      UPDATE pictures SET state = 'wanted', is_asked = 1, attempts = 0, retry_at = NULL
      WHERE arxiv_id = @arxivId AND state <> 'kept'`),
    next: db.prepare<{ now: number; onlyAsked: 0 | 1 }, PictureRow & { is_dear: number; is_asked: number }>(`
      SELECT ${columns}, x.is_asked, (x.is_asked OR ${isFirm}) AS is_dear FROM pictures AS x ${withPaper}
      WHERE (x.state = 'wanted' OR (x.state = 'large' AND ${isFirm})) AND coalesce(x.retry_at, 0) <= @now
        AND x.is_asked >= @onlyAsked AND t.is_removed = 0
      ORDER BY x.is_asked DESC, t.sort_day DESC, t.sort_rank, x.kind = 'motion', x.kind = 'medium' LIMIT 1`),
    save: db.prepare<Picture & { at: number }>(`
      UPDATE pictures SET state = @state, file = @file, width = @width, height = @height, bytes = @bytes,
        sha256 = @sha256, etag = @etag, attempts = @attempts, retry_at = NULL, fetched_at = @at
      WHERE arxiv_id = @arxivId AND kind = @kind AND source = @source`),
    postpone: db.prepare<{ arxivId: ArxivId; kind: PictureKind; retryAt: number }>(`
      UPDATE pictures SET attempts = attempts + 1, retry_at = @retryAt WHERE arxiv_id = @arxivId AND kind = @kind`),
    ofPaper: db.prepare<{ arxivId: ArxivId }, PictureRow>(
      `SELECT ${columns} FROM pictures AS x WHERE x.arxiv_id = @arxivId ORDER BY x.kind`,
    ),
    begun: db.prepare<[], PictureRow>(
      `SELECT ${columns} FROM pictures AS x WHERE x.etag IS NOT NULL AND x.state IN ('wanted', 'large')`,
    ),
    usage: db.prepare<[], PictureUsage & { readonly firm: number }>(`
      SELECT coalesce(sum(x.bytes), 0) AS bytes, count(DISTINCT x.arxiv_id) AS papers,
        (SELECT count(DISTINCT d.arxiv_id) FROM pictures AS d WHERE d.state = 'dropped') AS dropped,
        coalesce(sum(CASE WHEN ${isFirm} THEN x.bytes ELSE 0 END), 0) AS firm
      FROM pictures AS x ${withPaper} WHERE x.state = 'kept'`),
    droppable: db.prepare<{ olderThan: ArxivId | null }, { arxiv_id: ArxivId; bytes: number }>(`
      SELECT x.arxiv_id, sum(x.bytes) AS bytes FROM pictures AS x ${withPaper}
      WHERE x.state = 'kept' AND NOT ${isFirm} AND (@olderThan IS NULL OR (t.sort_day, -t.sort_rank) < (
        SELECT o.sort_day, -o.sort_rank FROM papers AS q JOIN triage AS o ON o.paper_id = q.id
        WHERE q.arxiv_id = @olderThan))
      GROUP BY x.arxiv_id ORDER BY t.sort_day, t.sort_rank DESC`),
    drop: db.prepare<{ ids: string | null }, { arxiv_id: ArxivId }>(`
      UPDATE pictures SET state = 'dropped', is_asked = 0, file = NULL, bytes = 0, sha256 = NULL, etag = NULL
      WHERE state = 'kept' AND (@ids IS NULL OR arxiv_id IN (SELECT value FROM json_each(@ids)))
      RETURNING arxiv_id`),
  }
}
