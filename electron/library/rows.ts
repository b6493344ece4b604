/** From rows to what the window draws: one statement for the rows of a list, a few for one paper with everything. */
import type {
  Author,
  HistoryEntry,
  ListName,
  Listing,
  PaperDetail,
  PaperId,
  PaperRow,
  UpvoteSnapshot,
  Verdict,
} from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { ArxivFactsReader } from './arxiv-facts.ts'
import type { Db } from './db.ts'
import type { Notes } from './notes.ts'
import { firstLine } from './notes.ts'
import { cut } from './text.ts'

interface Row {
  readonly id: PaperId
  readonly arxiv_id: string | null
  readonly title_feed: string | null
  readonly title_original: string | null
  readonly first_author: string
  readonly author_count: number
  readonly organization: string | null
  readonly summary: string | null
  readonly github_repo: string | null
  readonly github_stars: number | null
  readonly comment_count: number | null
  readonly upvotes: number | null
  readonly verdict: Verdict
  readonly is_starred: number
  readonly snoozed_until: string | null
  readonly tags: string
  readonly line: string | null
  readonly origin: string
  readonly listing: string | null
  readonly published_on: string | null
  readonly added_at: number
  readonly decided_at: number | null
  readonly put_off: number
}

interface DetailRow {
  readonly abstract_feed: string | null
  readonly abstract_original: string | null
  readonly authors: string
  readonly ai_summary: string | null
  readonly keywords: string
  readonly github_repo: string | null
  readonly project_page: string | null
  readonly thumbnail: string | null
  readonly media: string
  readonly submitted_by: string | null
  readonly withdrawn_at: string | null
}

interface HistoryRow {
  readonly command_id: string
  readonly kind: HistoryEntry['kind']
  readonly before: string | null
  readonly after: string | null
  readonly at: number
}

/** How much of an abstract a row shows. */
const summaryLength = 240

export type Rows = ReturnType<typeof createRows>

export function createRows(db: Db, notes: Notes, arxivFacts: ArxivFactsReader) {
  const sql = prepare(db)

  function rows(ids: readonly PaperId[]): PaperRow[] {
    return sql.rows.all({ ids: JSON.stringify(ids) }).map(paperRow)
  }

  /** What stands of what was decided about a paper; saves of one writing of a note are one entry. */
  function history(id: PaperId): HistoryEntry[] {
    const entries = new Map<string, HistoryEntry>()
    for (const event of sql.history.all({ id })) {
      const { command_id: commandId, ...entry } = event
      const name = event.kind === 'tag' ? (event.after ?? event.before) : ''
      const key = `${commandId} ${event.kind} ${name}`
      entries.set(key, { ...entry, before: entries.get(key)?.before ?? entry.before })
    }
    return [...entries.values()]
      .reverse()
      .map((entry) => (entry.kind === 'note' ? noteEntry(id, entry) : entry))
  }

  function noteEntry(id: PaperId, entry: HistoryEntry): HistoryEntry {
    const line = (revision: string | null): string | null =>
      firstLine(notes.textOf(id, Number(revision ?? 0)))
    return { ...entry, before: line(entry.before), after: line(entry.after) }
  }

  return {
    rows,

    detail: (id: PaperId): PaperDetail => {
      const row = rows([id])[0]
      const more = sql.detail.get({ id })
      if (row === undefined || more === undefined) throw new AppError('not-found', `there is no paper ${id}`)
      return {
        ...row,
        abstract: { feed: more.abstract_feed, original: more.abstract_original },
        authors: authors(more.authors),
        aiSummary: more.ai_summary,
        keywords: strings(more.keywords),
        githubRepo: more.github_repo,
        projectPage: more.project_page,
        thumbnail: more.thumbnail,
        media: strings(more.media),
        submittedBy: more.submitted_by,
        withdrawnAt: more.withdrawn_at,
        arxiv: arxivFacts.read(id),
        listings: sql.listings.all({ id }),
        note: notes.read(id),
        history: history(id),
        upvoteHistory: sql.upvotes.all({ id }),
      }
    },
  }
}

/** A paper and those that became part of it. */
const family = `
  WITH RECURSIVE family (id) AS (
    SELECT @id UNION SELECT p.id FROM papers AS p JOIN family AS f ON p.merged_into = f.id)`

function prepare(db: Db) {
  return {
    rows: db.prepare<{ ids: string }, Row>(`
      SELECT p.id, p.arxiv_id, p.title_feed, p.title_original, p.author_count, p.organization, p.github_repo,
        p.github_stars, p.comment_count, p.upvotes, p.origin, p.published_on, p.added_at,
        substr(p.author_names, 1, instr(p.author_names || char(10), char(10)) - 1) AS first_author,
        coalesce(p.ai_summary, substr(coalesce(p.abstract_original, p.abstract_feed), 1, 1000)) AS summary,
        t.verdict, t.is_starred, t.snoozed_until, t.decided_at, t.put_off, n.line,
        (SELECT json_group_array(name ORDER BY name) FROM tags WHERE paper_id = p.id) AS tags,
        (SELECT list || ' ' || rank FROM listings
          WHERE paper_id = p.id AND list >= 'day:' AND list < 'day;' AND is_removed = 0
          ORDER BY list DESC LIMIT 1) AS listing
      FROM json_each(@ids) AS wanted
      CROSS JOIN papers AS p ON p.id = wanted.value
      CROSS JOIN triage AS t ON t.paper_id = p.id
      LEFT JOIN notes AS n ON n.paper_id = p.id
      WHERE t.is_removed = 0
      ORDER BY wanted.key`),
    detail: db.prepare<{ id: PaperId }, DetailRow>(`
      SELECT abstract_feed, abstract_original, authors, ai_summary, keywords, github_repo, project_page, thumbnail,
        media, submitted_by, withdrawn_at
      FROM papers WHERE id = @id`),
    listings: db.prepare<{ id: PaperId }, Listing>(`
      SELECT list, rank, upvotes, first_seen_at AS firstSeenAt FROM listings
      WHERE paper_id = @id AND is_removed = 0 ORDER BY first_seen_at DESC, list DESC`),
    upvotes: db.prepare<{ id: PaperId }, UpvoteSnapshot>(
      `${family} SELECT at, max(upvotes) AS upvotes FROM upvote_snapshots WHERE paper_id IN family
       GROUP BY at ORDER BY at`,
    ),
    history: db.prepare<{ id: PaperId }, HistoryRow>(`${family}
      SELECT e.command_id, e.kind, e.before, e.after, e.at
      FROM triage_events AS e JOIN commands AS c ON c.id = e.command_id
      WHERE e.paper_id IN family AND e.effect = 'do' AND c.state = 'done'
        AND (e.paper_id = @id OR e.kind <> 'note')
        AND e.kind NOT IN ('listing', 'merge', 'apart', 'setting')
      ORDER BY e.number`),
  }
}

function paperRow(row: Row): PaperRow {
  const [list, rank] = row.listing?.split(' ') ?? [null, null]
  return {
    id: row.id,
    arxivId: row.arxiv_id,
    title: { feed: row.title_feed, original: row.title_original },
    firstAuthor: row.first_author === '' ? null : row.first_author,
    authorCount: row.author_count,
    organization: row.organization,
    summary: row.summary === null ? null : oneLine(row.summary),
    hasCode: row.github_repo !== null,
    githubStars: row.github_stars,
    commentCount: row.comment_count ?? 0,
    upvotes: row.upvotes,
    verdict: row.verdict,
    isStarred: row.is_starred === 1,
    snoozedUntil: row.snoozed_until,
    tags: strings(row.tags),
    noteLine: row.line,
    isSample: row.origin === 'sample',
    listedOn: dayOf(list),
    rank: rank === null || rank === undefined ? null : Number(rank),
    publishedOn: row.published_on,
    addedAt: row.added_at,
    decidedAt: row.decided_at,
    putOff: row.put_off,
  }
}

function dayOf(list: ListName | null | undefined): string | null {
  return list == null ? null : list.slice('day:'.length)
}

/** The beginning of a text on one line. */
function oneLine(text: string): string {
  return cut(text.replace(/\s+/g, ' ').trim(), summaryLength)
}

/** Lists that this library wrote as JSON itself. */
function strings(json: string): readonly string[] {
  const value: readonly string[] = JSON.parse(json)
  return value
}

function authors(json: string): readonly Author[] {
  const value: readonly Author[] = JSON.parse(json)
  return value
}
