/**
 * Answering a search: which papers, in which order, and what of them to show. Ranking by bm25 looks at every hit, which
 * takes longer than a keystroke for a common word; there, papers with the words in the title come first and the newest
 * before the older, which costs the page and not the hits.
 */
import type { SearchCount, SearchPage } from '../../src/shared/contract.ts'
import type { PaperId, PaperRow } from '../../src/shared/domain.ts'
import type { SimilarPaper } from '../../src/shared/similar.ts'
import type { FoundPaper, SearchOrder } from '../../src/shared/search-matches.ts'
import { parseQuery } from '../../src/shared/search-query.ts'
import type { SearchQuery } from '../../src/shared/search-query.ts'
import type { Db } from './db.ts'
import type { Search } from './library.ts'
import { checkIndex } from './health.ts'
import { createFullTexts } from './full-texts.ts'
import type { FullTextOf } from './full-texts.ts'
import { createExcerpts } from './search-excerpts.ts'
import { createSearchIndex } from './search-index.ts'
import type { SearchIndex } from './search-index.ts'
import { createRunner } from './search-runner.ts'
import type { Runner } from './search-runner.ts'
import { searchSql } from './search-sql.ts'
import type { SearchSql } from './search-sql.ts'
import { createSimilar } from './similar.ts'
import { createSpelling } from './spelling.ts'

/** Marked papers that a search takes into the index itself before it answers: all if they are few, else some. */
const fewMarked = 50
const someMarked = 10
/** Excerpts that come with the page: as many as a window shows at once. */
const firstExcerpts = 20

export type LibrarySearch = ReturnType<typeof createSearch>

interface SearchParts {
  readonly today: () => string
  /** Is told which papers were taken into the index, in the same transaction. */
  readonly taken: (ids: readonly PaperId[]) => void
  readonly fullTextOf: FullTextOf
}

export function createSearch(db: Db, { today, taken, fullTextOf }: SearchParts) {
  const fullTexts = createFullTexts(db, fullTextOf)
  const index = createSearchIndex(db, { taken, fullTexts })
  const excerpts = createExcerpts(db, fullTexts.textOf)
  const spelling = createSpelling(db)
  const run = createRunner(db)
  const similar = createSimilar(db)
  const sqlOf = (query: SearchQuery): SearchSql | null =>
    searchSql(query, { today: today(), nearTo: similar.toNamed })

  /** The query with its words spelled as words of the library are; null if that finds nothing either. */
  function suggestion(text: string): SearchCount['suggestion'] {
    const meant = spelling(text, parseQuery(text))
    const sql = meant === null ? null : sqlOf(parseQuery(meant))
    const count = sql === null ? 0 : run.count(sql)
    return meant === null || count === 0 ? null : { text: meant, count }
  }

  function find(text: string, order: SearchOrder, limit: number): PaperId[] {
    const ask = (): PaperId[] => {
      // What was just written is found at once; a library that is being filled does not hold up the typing.
      index.catchUp(index.pending() <= fewMarked ? fewMarked : someMarked)
      const sql = sqlOf(parseQuery(text))
      if (sql === null) return []
      if (sql.near !== null && order === 'relevance') return nearest(run, sql, sql.near).slice(0, limit)
      if (order === 'relevance' && sql.match !== null) {
        return joined(relevant(run, sql, limit), run.inBodies(sql, limit)).slice(0, limit)
      }
      const own = run.newest(sql, sql.match, limit)
      const others = run.inBodies(sql, limit)
      return others.length === 0 ? own : run.newestFirst(joined(own, others)).slice(0, limit)
    }
    return index.repairing(() => {
      const ids = ask()
      if (ids.length > 0 || !run.hasLostAll()) return ids
      index.rebuild()
      return ask()
    })
  }

  return {
    /** The first papers of a search with their rows, and excerpts of those on top. */
    page: (
      { text, order, limit }: Search,
      rowsOf: (ids: readonly PaperId[]) => readonly PaperRow[],
    ): SearchPage => {
      const ids = find(text, order, limit)
      const found = excerpts(parseQuery(text), ids.slice(0, firstExcerpts))
      return { ids, rows: rowsOf(ids), excerpts: found, pending: index.pending() }
    },

    /** How many papers a query finds, which takes longer than its first page; if none, what was probably meant. */
    count: (text: string): SearchCount => {
      return index.repairing(() => {
        const sql = sqlOf(parseQuery(text))
        const count = sql === null ? 0 : run.count(sql) + run.countInBodies(sql)
        return { count, suggestion: count === 0 ? suggestion(text) : null }
      })
    },

    /** What of each paper answers the query, in the order of `ids`. */
    excerpts: (text: string, ids: readonly PaperId[]): FoundPaper[] => excerpts(parseQuery(text), ids),

    /** The papers most like one, the nearest first. */
    similar: (id: PaperId, limit: number): SimilarPaper[] => index.repairing(() => similar.to(id, limit)),

    /** Has the index check itself, and makes it anew if it is damaged. True if that was necessary. */
    check: (): boolean => wasBroken(db, index),

    pending: index.pending,
    wake: index.wake,
    stop: index.stop,
  }
}

/** What is in both stands where the first has it. */
function joined(ids: readonly PaperId[], others: readonly PaperId[]): PaperId[] {
  return [...new Set([...ids, ...others])]
}

function wasBroken(db: Db, index: SearchIndex): boolean {
  let tries = 0
  index.repairing(() => {
    tries += 1
    checkIndex(db)
  })
  return tries > 1
}

/** Those of `near` that fulfil all else that is asked, in their order. */
function nearest(run: Runner, sql: SearchSql, near: readonly PaperId[]): PaperId[] {
  const fulfilling = new Set(run.newest(sql, sql.match, near.length))
  return near.filter((id) => fulfilling.has(id))
}

function relevant(run: Runner, sql: SearchSql, limit: number): PaperId[] {
  if (sql.isWeighable && !run.isCommon(sql)) return run.ranked(sql, limit)
  if (sql.titleMatch === null) return run.newest(sql, sql.match, limit)
  const first = run.newest(sql, sql.titleMatch, limit)
  if (first.length >= limit) return first
  const known = new Set(first)
  const others = run.newest(sql, sql.match, limit).filter((id) => !known.has(id))
  return [...first, ...others].slice(0, limit)
}
