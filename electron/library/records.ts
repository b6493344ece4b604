/** Reading the library as records (src/shared/library-records.ts), in batches, so that a long export never holds it up. */
import type { PaperId, Verdict } from '../../src/shared/domain.ts'
import type {
  CommandRecord,
  EventRecord,
  FrameRecord,
  NoteRecord,
  PaperName,
  PaperRecord,
} from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'
import type { Facts } from './facts.ts'
import { factColumns } from './facts.ts'
import { titleKeysOf } from './papers.ts'
import { collapsed, family, named, prepareEvents, presentOther, standing } from './record-history.ts'
import { thingsTold } from './setting-changes.ts'
import { ownSettings } from './settings.ts'

type Grouped<R> = ReadonlyMap<PaperId, readonly R[]>

interface Row extends Facts {
  readonly id: PaperId
  readonly added_at: number
  readonly verdict: Verdict
  readonly decided_at: number | null
  readonly is_starred: number
  readonly starred_at: number | null
  readonly snoozed_until: string | null
  readonly put_off: number
  readonly asked_at: number | null
  readonly is_found: number | null
  readonly version: number | null
  readonly categories: string | null
  readonly comment: string | null
  readonly doi: string | null
  readonly journal_ref: string | null
  readonly updated_on: string | null
  readonly note_text: string | null
  readonly revision: number | null
  readonly edited_at: number | null
}

export interface RecordLibrary {
  /** Ids of all papers that are here, oldest row first: the order of a copy, so that a copy of the copy is the same. */
  recordIds(): readonly PaperId[]
  /** Everything about papers, in the order of `ids`; those that are gone are left out. */
  paperRecords(ids: readonly PaperId[]): readonly PaperRecord[]
  /** The commands of these ids, in the order in which they were given. */
  commandRecords(ids: readonly string[]): readonly CommandRecord[]
  /** What is in the library besides papers. */
  frameRecord(): FrameRecord
}

/** `flush` writes what is still held back about the days. */
export function createRecords(db: Db, flush: () => void): RecordLibrary {
  const sql = prepare(db)
  return {
    recordIds: () => sql.ids.all(),
    paperRecords: (wanted) => {
      const ids = JSON.stringify(wanted)
      const tags = grouped(sql.tags.all({ ids }))
      const listings = grouped(sql.listings.all({ ids }))
      const upvotes = grouped(sql.upvotes.all({ ids }))
      const keys = grouped(sql.keys.all({ ids }))
      const events = grouped(sql.events.all({ ids }))
      const revisions = grouped(sql.revisions.all({ ids }))
      const also = grouped(sql.alsoArxiv.all({ ids }))
      const apart = grouped(sql.apart.all({ ids }))
      const of = <R>(rows: Grouped<R>, id: PaperId): readonly R[] => rows.get(id) ?? []
      return sql.papers.all({ ids }).map((row) => {
        const history = collapsed(of(events, row.id)).map(named)
        const own = titleKeysOf(row)
        return {
          ...factRecord(row),
          knownAs: of(keys, row.id)
            .map(({ key }) => key)
            .filter((key) => !own.includes(key)),
          alsoArxiv: of(also, row.id).map(({ arxivId }) => arxivId),
          apart: of(apart, row.id).map(({ paperId: _paperId, ...name }) => name),
          tags: of(tags, row.id).map(({ name }) => name),
          note: noteRecord(row, of(revisions, row.id), history),
          listings: of(listings, row.id).map(({ paperId: _paperId, ...listing }) => listing),
          upvoteHistory: of(upvotes, row.id).map(({ at, upvotes }) => ({ at, upvotes })),
          history,
        }
      })
    },
    commandRecords: (ids) =>
      sql.commands
        .all({ ids: JSON.stringify(ids) })
        .map((command) =>
          command.kind === 'set' ? { ...command, value: thingsTold(command.value) } : command,
        ),
    frameRecord: () => {
      tx(db, flush)
      const settings = ownSettings(sql.settings.all())
      return {
        settings,
        history: standing(collapsed(sql.settingEvents.all()), settings),
        days: sql.days.all(),
        rejected: sql.rejected.all(),
        kept: sql.kept.all(),
      }
    },
  }
}

function grouped<R extends { readonly paperId: PaperId }>(rows: readonly R[]): Grouped<R> {
  const groups = new Map<PaperId, R[]>()
  for (const row of rows) {
    const group = groups.get(row.paperId)
    if (group === undefined) groups.set(row.paperId, [row])
    else group.push(row)
  }
  return groups
}

function factRecord(
  row: Row,
): Omit<
  PaperRecord,
  'knownAs' | 'alsoArxiv' | 'apart' | 'tags' | 'note' | 'listings' | 'upvoteHistory' | 'history'
> {
  return {
    arxivId: row.arxiv_id,
    origin: row.origin,
    title: { feed: row.title_feed, original: row.title_original },
    abstract: { feed: row.abstract_feed, original: row.abstract_original },
    authors: JSON.parse(row.authors),
    authorCount: row.author_count,
    organization: row.organization,
    publishedOn: row.published_on,
    arxiv: arxivFacts(row),
    arxivAskedAt: row.asked_at,
    upvotes: row.upvotes,
    commentCount: row.comment_count,
    aiSummary: row.ai_summary,
    keywords: JSON.parse(row.keywords),
    githubRepo: row.github_repo,
    githubStars: row.github_stars,
    projectPage: row.project_page,
    thumbnail: row.thumbnail,
    media: JSON.parse(row.media),
    submittedBy: row.submitted_by,
    withdrawnAt: row.withdrawn_at,
    addedAt: row.added_at,
    verdict: row.verdict,
    decidedAt: row.decided_at,
    isStarred: row.is_starred === 1,
    starredAt: row.starred_at,
    snoozedUntil: row.snoozed_until,
    putOff: row.put_off,
  }
}

function arxivFacts(row: Row): PaperRecord['arxiv'] {
  if (row.is_found !== 1) return null
  return {
    version: row.version,
    categories: JSON.parse(row.categories ?? '[]'),
    comment: row.comment,
    doi: row.doi,
    journalRef: row.journal_ref,
    updatedOn: row.updated_on,
  }
}

type Revision = NoteRecord['earlier'][number] & { readonly paperId: PaperId }

function noteRecord(row: Row, revisions: readonly Revision[], history: readonly EventRecord[]): NoteRecord {
  const revision = row.revision ?? 0
  const named = new Set(
    history.flatMap(({ kind, before, after }) => (kind === 'note' ? [Number(before), Number(after)] : [])),
  )
  const earlier = revisions
    .filter((each) => named.has(each.revision) && each.revision !== revision)
    .map(({ revision, text, editedAt }) => ({ revision, text, editedAt }))
  return { text: row.note_text ?? '', revision, editedAt: row.edited_at, earlier }
}

function prepare(db: Db) {
  const wanted = 'FROM json_each(@ids) AS wanted'
  return {
    ...prepareEvents(db),
    ids: db
      .prepare<[], PaperId>(
        `SELECT p.id FROM papers AS p JOIN triage AS t ON t.paper_id = p.id
         WHERE p.merged_into IS NULL AND t.is_removed = 0 ORDER BY p.id`,
      )
      .pluck(),
    papers: db.prepare<{ ids: string }, Row>(`
      SELECT p.id, ${factColumns.map((column) => `p.${column}`).join(', ')}, p.added_at,
        t.verdict, t.decided_at, t.is_starred, t.starred_at, t.snoozed_until, t.put_off,
        o.asked_at, o.is_found, o.version, o.categories, o.comment, o.doi, o.journal_ref, o.updated_on,
        n.text AS note_text, n.revision, n.edited_at
      ${wanted} CROSS JOIN papers AS p ON p.id = wanted.value CROSS JOIN triage AS t ON t.paper_id = p.id
      LEFT JOIN originals AS o ON o.paper_id = p.id LEFT JOIN notes AS n ON n.paper_id = p.id
      WHERE p.merged_into IS NULL AND t.is_removed = 0 ORDER BY wanted.key`),
    tags: db.prepare<{ ids: string }, { paperId: PaperId; name: string }>(`
      SELECT paper_id AS paperId, name ${wanted} CROSS JOIN tags ON paper_id = wanted.value ORDER BY name`),
    listings: db.prepare<{ ids: string }, PaperRecord['listings'][number] & { paperId: PaperId }>(`
      SELECT paper_id AS paperId, list, rank, upvotes, first_seen_at AS firstSeenAt
      ${wanted} CROSS JOIN listings ON paper_id = wanted.value WHERE is_removed = 0 ORDER BY list`),
    upvotes: db.prepare<{ ids: string }, { paperId: PaperId; at: number; upvotes: number }>(`${family}
      SELECT f.root AS paperId, u.at, max(u.upvotes) AS upvotes FROM family AS f
      CROSS JOIN upvote_snapshots AS u ON u.paper_id = f.id GROUP BY f.root, u.at ORDER BY u.at`),
    keys: db.prepare<{ ids: string }, { paperId: PaperId; key: string }>(`${family}
      SELECT DISTINCT f.root AS paperId, substr(k.key, 7) AS key FROM family AS f
      CROSS JOIN paper_keys AS k ON k.paper_id = f.id WHERE k.key LIKE 'title:%' ORDER BY k.key`),
    alsoArxiv: db.prepare<{ ids: string }, { paperId: PaperId; arxivId: string }>(`${family}
      SELECT f.root AS paperId, p.arxiv_id AS arxivId FROM family AS f CROSS JOIN papers AS p ON p.id = f.id
      WHERE f.id <> f.root AND p.arxiv_id IS NOT NULL ORDER BY p.arxiv_id`),
    apart: db.prepare<{ ids: string }, PaperName & { paperId: PaperId }>(`
      SELECT a.other_id AS paperId, p.arxiv_id AS arxivId, coalesce(p.title_feed, p.title_original) AS title,
        p.added_at AS addedAt
      ${wanted} CROSS JOIN told_apart AS a ON a.other_id = wanted.value ${presentOther('a.one_id')} ORDER BY p.id`),
    revisions: db.prepare<{ ids: string }, Revision>(`
      SELECT paper_id AS paperId, revision, text, edited_at AS editedAt ${wanted}
      CROSS JOIN note_revisions ON paper_id = wanted.value ORDER BY revision`),
    commands: db.prepare<{ ids: string }, CommandRecord>(`
      SELECT c.id, c.kind, c.value, c.session, c.at ${wanted} CROSS JOIN commands AS c ON c.id = wanted.value
      ORDER BY c.number`),
    settings: db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings ORDER BY key'),
    days: db.prepare<[], FrameRecord['days'][number]>(
      'SELECT day, checked_at AS checkedAt, changed_at AS changedAt FROM days ORDER BY day',
    ),
    rejected: db.prepare<[], FrameRecord['rejected'][number]>(
      'SELECT list, position, reason, raw, at FROM rejected_items ORDER BY list, position',
    ),
    kept: db.prepare<[], FrameRecord['kept'][number]>(`
      SELECT arxiv_id AS arxivId, wanted_at AS wantedAt FROM kept
      WHERE is_asked = 1 AND state IN ('waiting', 'kept', 'absent') ORDER BY wanted_at, arxiv_id`),
  }
}
