/** The texts and facts that arXiv has of papers: which are wanted, and putting them beside the feed's. */
import { daysBetween, localDayAt } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { ArxivFacts, ArxivId, Original, PaperId } from '../../src/shared/domain.ts'
import type { PaperRecord } from '../../src/shared/library-records.ts'
import type { ArxivRow, ArxivFactsReader } from './arxiv-facts.ts'
import type { Db } from './db.ts'
import { isSame, mergeFacts, type Facts } from './facts.ts'
import type { Papers, StoredPaper } from './papers.ts'
import { unlistedRank } from './papers.ts'
import { wellFormed } from './text.ts'

interface Asked {
  readonly paper_id: PaperId
  readonly asked_at: number
  readonly ask_again_at: number
}

/** What another library was told of a paper, and when. */
type Told = Pick<PaperRecord, 'arxiv' | 'arxivAskedAt' | 'publishedOn'>

const dayMs = 86_400_000
/** A paper that arXiv did not have may have been too new, and a new paper is the likeliest to be revised. */
const soonestMs = 7 * dayMs
const latestMs = 365 * dayMs
/** So many papers of the newest days are looked through before all others. */
const newestFirst = 1000

export type Originals = ReturnType<typeof createOriginals>

export function createOriginals(db: Db, papers: Papers, arxivFacts: ArxivFactsReader) {
  const sql = prepare(db)

  /** Gives the day on which the paper is listed, if anything about it is different now. */
  function store(original: Original, at: number): Day | null {
    const before = papers.byArxivId(original.arxivId)
    if (before === undefined || before.merged_into !== null) return null
    const known = arxivFacts.row(before.id)
    const asked = {
      paper_id: before.id,
      asked_at: at,
      ask_again_at: at + askAgainAfter(original.publishedOn ?? before.published_on, at),
    }
    const isStale = (known?.version ?? 0) > (original.version ?? Number.POSITIVE_INFINITY)
    const facts = isStale ? before : withOriginal(before, original)
    const isNewText = !isSame(before, facts)
    const row = rowOf(original, isNewText ? undefined : known)
    const isNewRow = known === undefined || (!isStale && columns.some((name) => row[name] !== known[name]))
    if (isNewText) papers.update(before, facts)
    if (isNewRow) sql.save.run({ ...row, ...asked })
    else sql.touch.run(asked)
    return (isNewText || isNewRow) && before.sort_rank < unlistedRank ? before.sort_day : null
  }

  return {
    /**
     * Papers to ask arXiv for: first those it was never asked for, of the newest days, then by their own dates; then
     * those that may have a newer version by now.
     */
    wanted: (limit: number, now: number): ArxivId[] => {
      const ids = new Set<ArxivId>()
      for (const query of [sql.newest, sql.others, sql.due]) {
        if (ids.size >= limit) break
        for (const row of query.all({ limit, now })) ids.add(row.arxiv_id)
      }
      return [...ids].slice(0, limit)
    },

    /** Stores what arXiv answered to `asked`; gives the days on which a paper changed. */
    store: (asked: readonly ArxivId[], found: readonly Original[], at: number): Day[] => {
      const days = found.map((original) => store(original, at))
      const answered = new Set(found.map((original) => original.arxivId))
      const missed = { asked_at: at, ask_again_at: at + soonestMs }
      for (const id of asked) if (!answered.has(id)) sql.miss.run({ ...missed, arxiv_id: id })
      return [...new Set(days.filter((day) => day !== null))]
    },

    /** Takes what arXiv told another library, unless it has been asked here. The texts are with the paper's own facts. */
    adopt: (id: PaperId, { arxiv, arxivAskedAt, publishedOn }: Told): void => {
      if (arxivAskedAt === null || arxivFacts.row(id) !== undefined) return
      const after = arxiv === null ? soonestMs : askAgainAfter(publishedOn, arxivAskedAt)
      const asked = { paper_id: id, asked_at: arxivAskedAt, ask_again_at: arxivAskedAt + after }
      if (arxiv === null) sql.adoptMiss.run(asked)
      else sql.save.run({ ...rowOf(arxiv, undefined), ...asked })
    },
  }
}

/**
 * How long until arXiv is asked again for a paper, in ms: half its age. Papers are revised in their first weeks if at
 * all, and one of ten years ago is asked for once a year.
 */
function askAgainAfter(publishedOn: Day | null, at: number): number {
  const age = publishedOn === null ? 0 : daysBetween(publishedOn, localDayAt(at)) * dayMs
  return Math.min(latestMs, Math.max(soonestMs, age / 2))
}

/** `known` is what was told of the same text before: a source that names no version does not make it forgotten. */
function rowOf(original: ArxivFacts, known: ArxivRow | undefined): ArxivRow {
  return {
    version: original.version ?? known?.version ?? null,
    categories: JSON.stringify(original.categories),
    comment: textOrNull(original.comment) ?? known?.comment ?? null,
    doi: textOrNull(original.doi) ?? known?.doi ?? null,
    journal_ref: textOrNull(original.journalRef) ?? known?.journal_ref ?? null,
    updated_on: original.updatedOn,
  }
}

/** arXiv's text goes beside the feed's; its names and its day only fill gaps. */
function withOriginal(before: StoredPaper, original: Original): Facts {
  const names = original.authors.map((name) => wellFormed(name))
  const authors = names.map((name) => ({ name, login: null }))
  const isWithdrawn = isNotice(original.comment) || isNotice(original.abstract)
  const keepsAbstract = isNotice(original.abstract) && before.abstract_original !== null
  return mergeFacts(
    {
      ...before,
      title_original: wellFormed(original.title),
      abstract_original: keepsAbstract ? before.abstract_original : wellFormed(original.abstract),
      author_count: Math.max(before.author_count, names.length),
    },
    {
      ...before,
      authors: JSON.stringify(authors),
      author_names: names.join('\n'),
      published_on: original.publishedOn,
      withdrawn_at: isWithdrawn ? original.updatedOn : null,
    },
  )
}

/** arXiv has no mark for a withdrawn paper: its last version says so in the comment or in place of the abstract. */
function isNotice(text: string | null): boolean {
  return (
    text !== null &&
    text.length < 600 &&
    /^\W*(?:(?:this|the|our) (?:paper|article|submission|manuscript|work|preprint|version|document)\b.{0,60}?\bwithdrawn\b|withdrawn\b|paper withdrawn\b)/i.test(
      text,
    )
  )
}

function textOrNull(text: string | null): string | null {
  return text === null || text === '' ? null : wellFormed(text)
}

const columns = [
  'version',
  'categories',
  'comment',
  'doi',
  'journal_ref',
  'updated_on',
] as const satisfies readonly (keyof ArxivRow)[]

const isUnasked = `p.abstract_original IS NULL AND p.arxiv_id IS NOT NULL AND p.merged_into IS NULL
  AND p.origin <> 'sample' AND o.paper_id IS NULL`

/** The statements that find papers to ask for, in the order of their urgency. */
export const wantedSql = {
  newest: `
    SELECT p.arxiv_id FROM (
      SELECT paper_id FROM triage WHERE is_removed = 0
      ORDER BY sort_day DESC, sort_rank, paper_id LIMIT ${newestFirst}
    ) AS t
    CROSS JOIN papers AS p ON p.id = t.paper_id
    LEFT JOIN originals AS o ON o.paper_id = p.id
    WHERE ${isUnasked} LIMIT @limit`,
  others: `
    SELECT p.arxiv_id FROM papers AS p INDEXED BY papers_without_original
    LEFT JOIN originals AS o ON o.paper_id = p.id
    CROSS JOIN triage AS t ON t.paper_id = p.id
    WHERE ${isUnasked} AND t.is_removed = 0
    ORDER BY p.published_on DESC, p.id LIMIT @limit`,
  due: `
    SELECT p.arxiv_id FROM originals AS o INDEXED BY originals_due
    CROSS JOIN papers AS p ON p.id = o.paper_id
    CROSS JOIN triage AS t ON t.paper_id = p.id
    WHERE o.ask_again_at <= @now AND p.arxiv_id IS NOT NULL AND p.merged_into IS NULL AND t.is_removed = 0
    ORDER BY o.ask_again_at LIMIT @limit`,
}

function prepare(db: Db) {
  const wanted = (text: string) => db.prepare<{ limit: number; now: number }, { arxiv_id: ArxivId }>(text)
  return {
    newest: wanted(wantedSql.newest),
    others: wanted(wantedSql.others),
    due: wanted(wantedSql.due),
    save: db.prepare<ArxivRow & Asked>(`
      INSERT OR REPLACE INTO originals
        (paper_id, asked_at, ask_again_at, is_found, version, categories, comment, doi, journal_ref, updated_on)
      VALUES (@paper_id, @asked_at, @ask_again_at, 1, @version, @categories, @comment, @doi, @journal_ref, @updated_on)`),
    // Who is asked for before it was due, by name, is asked for again no later than before.
    touch: db.prepare<Asked>(`
      UPDATE originals SET asked_at = @asked_at, ask_again_at = @ask_again_at
      WHERE paper_id = @paper_id AND ask_again_at <= @asked_at`),
    miss: db.prepare<Omit<Asked, 'paper_id'> & { arxiv_id: ArxivId }>(`
      INSERT INTO originals (paper_id, asked_at, ask_again_at, is_found)
      SELECT id, @asked_at, @ask_again_at, 0 FROM papers WHERE arxiv_id = @arxiv_id
      ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, ask_again_at = excluded.ask_again_at`),
    adoptMiss: db.prepare<Asked>(`
      INSERT INTO originals (paper_id, asked_at, ask_again_at, is_found)
      VALUES (@paper_id, @asked_at, @ask_again_at, 0) ON CONFLICT DO NOTHING`),
  }
}
