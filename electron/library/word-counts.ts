/**
 * How many papers have a word: exact for rare words, an estimate for common ones, because counting all papers that say
 * `the` would take longer than it is worth. Counts are remembered until the library has grown by a tenth.
 */
import type { Db, Query } from './db.ts'

/** Counted exactly up to here. */
const mostCounted = 500
/** The newest papers, of which common words are counted. */
const sampled = 2_000
/** Words remembered: some MB. */
const mostRemembered = 50_000

export function createWordCounts(db: Db) {
  const remembered = new Map<string, number>()
  let papers = 0
  const sql = prepare(db)
  let fts: ReturnType<typeof prepareFts> | undefined

  function look(word: string): number {
    fts ??= prepareFts(db)
    const match = `"${word}"`
    const count = fts.some.get({ match }) ?? 0
    if (count <= mostCounted) return count
    const from = sql.sampleFrom.get({}) ?? 0
    const inSample = fts.inSample.get({ match, from }) ?? 0
    return Math.max(count, Math.round((inSample * papers) / Math.min(papers, sampled)))
  }

  return {
    /** All papers in the index. To be asked first. */
    papers: (): number => {
      const now = sql.papers.get({}) ?? 0
      if (Math.abs(now - papers) > papers / 10) {
        remembered.clear()
        papers = now
      }
      return papers
    },

    /** Papers that have the word, which is folded. */
    of: (word: string): number => {
      const known = remembered.get(word)
      if (known !== undefined) return known
      if (remembered.size >= mostRemembered) remembered.clear()
      const count = look(word)
      remembered.set(word, count)
      return count
    },
  }
}

function prepare(db: Db) {
  const plucked = (sql: string): Query<object, number> => db.prepare<object, number>(sql).pluck()
  return {
    papers: plucked('SELECT sum(count) FROM verdict_counts'),
    sampleFrom: plucked(`SELECT docid FROM search_docs ORDER BY docid DESC LIMIT 1 OFFSET ${sampled}`),
  }
}

function prepareFts(db: Db) {
  return {
    some: db
      .prepare<{ match: string }, number>(
        `SELECT count(*) FROM (SELECT 1 FROM papers_fts WHERE papers_fts MATCH @match LIMIT ${mostCounted + 1})`,
      )
      .pluck(),
    inSample: db
      .prepare<{ match: string; from: number }, number>(
        'SELECT count(*) FROM papers_fts WHERE papers_fts MATCH @match AND rowid > @from',
      )
      .pluck(),
  }
}
