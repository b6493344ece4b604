/** The texts and facts that arXiv has of a paper: which are wanted, and putting them beside the feed's. */
import type { Day } from '../../src/shared/days.ts'
import type { ArxivFacts, ArxivId, Original, PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { mergeFacts, type Facts } from './facts.ts'
import type { Papers, StoredPaper } from './papers.ts'
import { unlistedRank } from './papers.ts'
import { wellFormed } from './text.ts'

interface OriginalRow {
  readonly version: number | null
  readonly categories: string
  readonly comment: string | null
  readonly doi: string | null
  readonly journal_ref: string | null
  readonly updated_on: string | null
}

/** A paper that arXiv did not have is asked for again after a week: it may have been too new. */
const askAgainMs = 7 * 86_400_000

export type Originals = ReturnType<typeof createOriginals>

export function createOriginals(db: Db, papers: Papers) {
  const sql = prepare(db)

  function store(original: Original, at: number): Day | null {
    const before = papers.byArxivId(original.arxivId)
    if (before === undefined) return null
    const facts = withOriginal(before, original)
    papers.update(before, facts)
    sql.save.run({
      paper_id: before.id,
      asked_at: at,
      is_found: 1,
      version: original.version,
      categories: JSON.stringify(original.categories),
      comment: textOrNull(original.comment),
      doi: textOrNull(original.doi),
      journal_ref: textOrNull(original.journalRef),
      updated_on: original.updatedOn,
    })
    return before.sort_rank < unlistedRank ? before.sort_day : null
  }

  return {
    /** Papers to ask arXiv for, those of the newest days first. */
    wanted: (limit: number, now: number): ArxivId[] =>
      sql.wanted.all({ limit, before: now - askAgainMs }).map((row) => row.arxiv_id),

    /** Stores what arXiv answered to `asked`; gives the days on which a paper changed. */
    store: (asked: readonly ArxivId[], found: readonly Original[], at: number): Day[] => {
      const days = found.map((original) => store(original, at))
      const answered = new Set(found.map((original) => original.arxivId))
      for (const id of asked) if (!answered.has(id)) sql.miss.run({ arxiv_id: id, asked_at: at })
      return [...new Set(days.filter((day) => day !== null))]
    },

    facts: (id: PaperId): ArxivFacts | null => {
      const row = sql.facts.get({ id })
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

/** arXiv's text goes beside the feed's; its names and its day only fill gaps. */
function withOriginal(before: StoredPaper, original: Original): Facts {
  const names = original.authors.map((name) => wellFormed(name))
  const authors = names.map((name) => ({ name, login: null }))
  return mergeFacts(
    {
      ...before,
      title_original: wellFormed(original.title),
      abstract_original: wellFormed(original.abstract),
      author_count: Math.max(before.author_count, names.length),
    },
    {
      ...before,
      authors: JSON.stringify(authors),
      author_names: names.join('\n'),
      published_on: original.publishedOn,
    },
  )
}

function textOrNull(text: string | null): string | null {
  return text === null || text === '' ? null : wellFormed(text)
}

function prepare(db: Db) {
  return {
    wanted: db.prepare<{ limit: number; before: number }, { arxiv_id: ArxivId }>(`
      SELECT p.arxiv_id FROM papers AS p INDEXED BY papers_without_original
      CROSS JOIN triage AS t ON t.paper_id = p.id
      LEFT JOIN originals AS o ON o.paper_id = p.id
      WHERE p.abstract_original IS NULL AND p.arxiv_id IS NOT NULL AND p.merged_into IS NULL
        AND p.origin <> 'sample' AND t.is_removed = 0 AND (o.asked_at IS NULL OR o.asked_at < @before)
      ORDER BY t.sort_day DESC, t.sort_rank, p.id LIMIT @limit`),
    save: db.prepare<OriginalRow & { paper_id: PaperId; asked_at: number; is_found: 0 | 1 }>(`
      INSERT OR REPLACE INTO originals
        (paper_id, asked_at, is_found, version, categories, comment, doi, journal_ref, updated_on)
      VALUES (@paper_id, @asked_at, @is_found, @version, @categories, @comment, @doi, @journal_ref, @updated_on)`),
    miss: db.prepare<{ arxiv_id: ArxivId; asked_at: number }>(`
      INSERT INTO originals (paper_id, asked_at, is_found)
      SELECT id, @asked_at, 0 FROM papers WHERE arxiv_id = @arxiv_id
      ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at`),
    facts: db.prepare<{ id: PaperId }, OriginalRow>(`
      SELECT version, categories, comment, doi, journal_ref, updated_on FROM originals
      WHERE paper_id = @id AND is_found = 1`),
  }
}
