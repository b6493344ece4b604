/** The statements of a search. They differ in their conditions only, so that most are prepared already. */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Db, Query } from './db.ts'
import { everyDocument } from './search-document.ts'
import type { Condition, SearchSql, Values } from './search-sql.ts'

/** With more hits than this, ranking all of them would be felt. */
const mostRanked = 1_000
/** A condition that fewer papers than this fulfil is looked up first. */
const fewPapers = 8_000

/** Weights of the columns of papers_fts in their order. */
const weights = '8.0, 3.0, 1.0, 4.0, 4.0, 2.0, 1.5, 1.0'

interface Source {
  readonly source: string
  readonly docid: string
  readonly values: Values
}

export type Runner = ReturnType<typeof createRunner>

export function createRunner(db: Db) {
  const prepared = new Map<string, Query<Values, number>>()

  function statement(sql: string): Query<Values, number> {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    if (prepared.size > 200) prepared.clear()
    const made = db.prepare<Values, number>(sql).pluck()
    prepared.set(sql, made)
    return made
  }

  /** The rarest of the conditions, if it is rare, with the number of its papers. They are then looked up by it. */
  function rarest(sql: SearchSql): { condition: Condition; count: number } | null {
    let best: { condition: Condition; count: number } | null = null
    for (const condition of sql.conditions) {
      if (condition.papers === null || condition.isNegated) continue
      const most = Math.min(fewPapers, best?.count ?? fewPapers)
      const probe = statement(`SELECT count(*) FROM (${condition.papers} LIMIT ${most})`)
      const count = probe.get(sql.values) ?? 0
      if (count < most) best = { condition, count }
    }
    return best
  }

  /** Where the hits come from; null if there are none because nothing fulfils one of the conditions. */
  function from(sql: SearchSql, match: string | null): Source | null {
    const rare = rarest(sql)
    if (rare?.count === 0) return null
    return sourceOf(sql, match, rare?.condition ?? null)
  }

  return {
    /** Hits of `match`, newest first: the order of the index, so that only the page is read. */
    newest: (sql: SearchSql, match: string | null, limit: number): PaperId[] => {
      const hits = from(sql, match)
      if (hits === null) return []
      const page = `ORDER BY ${hits.docid} DESC LIMIT @limit`
      return statement(`SELECT d.paper_id ${hits.source} ${page}`).all({ ...hits.values, limit })
    },

    ranked: (sql: SearchSql, limit: number): PaperId[] => {
      const hits = from(sql, sql.match)
      if (hits === null) return []
      const page = `ORDER BY bm25(papers_fts, ${weights}), ${hits.docid} DESC LIMIT @limit`
      return statement(`SELECT d.paper_id ${hits.source} ${page}`).all({ ...hits.values, limit })
    },

    /** Whether more papers have the text, whatever else is asked of them, than can be weighed in time. */
    isCommon: ({ match }: SearchSql): boolean => {
      const some = statement(
        `SELECT count(*) FROM (SELECT 1 FROM papers_fts WHERE papers_fts MATCH @match LIMIT ${mostRanked + 1})`,
      )
      return match !== null && (some.get({ match }) ?? 0) > mostRanked
    },

    /** Whether the index says that it has nothing, which no error tells, although papers were taken into it. */
    hasLostAll: (): boolean => {
      const any = statement('SELECT rowid FROM papers_fts WHERE papers_fts MATCH @match LIMIT 1')
      const docs = statement('SELECT docid FROM search_docs LIMIT 1')
      return any.get({ match: `"${everyDocument}"` }) === undefined && docs.get({}) !== undefined
    },

    ...createBodyRunner(statement),

    count: (sql: SearchSql): number => {
      const hits = from(sql, sql.match)
      return hits === null ? 0 : (statement(`SELECT count(*) ${hits.source}`).get(hits.values) ?? 0)
    },
  }
}

type Statements = (sql: string) => Query<Values, number>

function createBodyRunner(statement: Statements) {
  return {
    /** Papers in whose kept text the words are, newest first. */
    inBodies: (sql: SearchSql, limit: number): PaperId[] => {
      if (sql.body === null) return []
      const page = 'ORDER BY d.docid DESC LIMIT @limit'
      return statement(`SELECT d.paper_id ${bodySource(sql)} ${page}`).all({ ...bodyValues(sql), limit })
    },

    /** Those of them that are not found without their kept text. */
    countInBodies: (sql: SearchSql): number => {
      if (sql.body === null || sql.match === null) return 0
      const beyond = 'AND d.docid NOT IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH @match)'
      const values = { ...bodyValues(sql), match: sql.match }
      return statement(`SELECT count(*) ${bodySource(sql)} ${beyond}`).get(values) ?? 0
    },

    /** Papers in the order of the index. */
    newestFirst: (ids: readonly PaperId[]): PaperId[] =>
      statement(
        'SELECT paper_id FROM search_docs WHERE paper_id IN (SELECT value FROM json_each(@ids)) ORDER BY docid DESC',
      ).all({ ids: JSON.stringify(ids) }),
  }
}

/** The hits among kept texts under all conditions. */
function bodySource(sql: SearchSql): string {
  const where = [
    'papers_fts_bodies MATCH @body',
    ...(sql.rest === null ? [] : ['d.docid IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH @rest)']),
    ...(sql.fromDoc === null ? [] : ['d.docid >= @fromDoc']),
    ...(sql.beforeDoc === null ? [] : ['d.docid < @beforeDoc']),
    ...checks(sql, null),
  ]
  return `FROM papers_fts_bodies AS b CROSS JOIN search_docs AS d ON d.paper_id = b.rowid
    CROSS JOIN triage AS t ON t.paper_id = d.paper_id WHERE ${where.join(' AND ')}`
}

function bodyValues({ values, body, rest, fromDoc, beforeDoc }: SearchSql): Values {
  return {
    ...values,
    ...(body === null ? {} : { body }),
    ...(rest === null ? {} : { rest }),
    ...(fromDoc === null ? {} : { fromDoc }),
    ...(beforeDoc === null ? {} : { beforeDoc }),
  }
}

function checks(sql: SearchSql, except: Condition | null): string[] {
  return sql.conditions
    .filter((condition) => condition !== except)
    .map(({ check, isNegated }) => (isNegated ? `NOT ${check}` : check))
}

/** The hits of `match` under all conditions; those of `few` are looked up before. */
function sourceOf(sql: SearchSql, match: string | null, few: Condition | null): Source {
  const docid = match === null ? 'd.docid' : 'f.rowid'
  const where = [
    ...(match === null ? [] : ['papers_fts MATCH @match']),
    ...(sql.fromDoc === null ? [] : [`${docid} >= @fromDoc`]),
    ...(sql.beforeDoc === null ? [] : [`${docid} < @beforeDoc`]),
    // The plus keeps SQLite from asking the index once for every paper of the set.
    ...(few === null
      ? []
      : [`+${docid} IN (SELECT docid FROM search_docs WHERE paper_id IN (${few.papers}))`]),
    ...checks(sql, few),
  ]
  const texts = match === null ? '' : 'papers_fts AS f CROSS JOIN '
  const facts = `search_docs AS d ${match === null ? '' : 'ON d.docid = f.rowid'} CROSS JOIN triage AS t ON t.paper_id = d.paper_id`
  return {
    source: `FROM ${texts}${facts} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}`,
    docid,
    values: {
      ...sql.values,
      ...(match === null ? {} : { match }),
      ...(sql.fromDoc === null ? {} : { fromDoc: sql.fromDoc }),
      ...(sql.beforeDoc === null ? {} : { beforeDoc: sql.beforeDoc }),
    },
  }
}
