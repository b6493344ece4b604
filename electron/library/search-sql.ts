/**
 * A query of the search language as SQL. What the reader typed reaches SQLite only as folded words in quotes and as
 * parameters, so that no text can be a syntax error.
 */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Day } from '../../src/shared/days.ts'
import { addDays } from '../../src/shared/days.ts'
import type { Fact, IsValue } from '../../src/shared/search-operators.ts'
import type { FactTerm, SearchQuery, TextTerm } from '../../src/shared/search-query.ts'
import { categoryWord, everyDocument, formulaParts } from './search-document.ts'
import { firstDocOf } from './search-index.ts'

export type Values = Record<string, string | number>

/** A condition on a paper, in two forms: which papers fulfil it, and whether one does. */
export interface Condition {
  /** Ids of all papers that fulfil it, from an index; null where only every paper could be asked. */
  readonly papers: string | null
  /** On `d`, a row of search_docs, and `t`, of triage. */
  readonly check: string
  readonly isNegated: boolean
}

export interface SearchSql {
  /** The expression for MATCH; null if no text is asked for. */
  readonly match: string | null
  /** Whether bm25 can weigh it in time: it reads all of every phrase once more. */
  readonly isWeighable: boolean
  /** The same with the words in the title; null if there are none that could be. */
  readonly titleMatch: string | null
  readonly conditions: readonly Condition[]
  /**
   * For kept full texts: the words that are looked for anywhere, and what is asked of the rest of the paper besides. Null
   * if there are none.
   */
  readonly body: string | null
  readonly rest: string | null
  /** The papers near to the one that the search names, the nearest first; null if it names none. */
  readonly near: readonly PaperId[] | null
  /** The range of document numbers, from days; null is open. */
  readonly fromDoc: number | null
  readonly beforeDoc: number | null
  readonly values: Values
}

const columns: { readonly [field: string]: string } = {
  title: 'title',
  author: 'authors',
  abstract: 'abstract',
  note: 'note',
  keyword: 'keywords',
}

/** What a query is about and does not say itself. */
export interface Surroundings {
  readonly today: Day
  /** The papers near to one, which is named as in the query. */
  readonly nearTo: (paper: string) => readonly PaperId[]
}

/** The SQL of a query; null for one that asks for nothing. */
export function searchSql(query: SearchQuery, { today, nearTo }: Surroundings): SearchSql | null {
  if (query.terms.length === 0) return null
  const texts = query.terms.filter((term): term is TextTerm => term.kind === 'text')
  const facts = query.terms.filter((term): term is FactTerm => term.kind === 'fact')
  const values: Values = { today }
  const range = { from: null as number | null, before: null as number | null }
  const conditions: Condition[] = []
  const matches: Match[] = []
  let near: readonly PaperId[] | null = null
  for (const { fact, isNegated } of facts) {
    if (fact.kind === 'like') {
      const ids = nearTo(fact.paper)
      if (!isNegated) near = ids
      conditions.push({ ...among(ids), isNegated })
    } else if (fact.kind === 'cat') {
      matches.push({ match: categoryMatch(fact.category), isNegated })
    } else if (fact.kind === 'newest' && !isNegated) {
      if (fact.from !== null) range.from = Math.max(range.from ?? 0, firstDocOf(fact.from))
      if (fact.to !== null) {
        range.before = Math.min(range.before ?? Infinity, firstDocOf(addDays(fact.to, 1)))
      }
    } else conditions.push({ ...conditionOf(fact, values), isNegated })
  }
  return {
    ...matchOf(texts, matches),
    ...bodyMatchOf(texts, matches),
    isWeighable: texts.every((term) => term.words.length < 2 && term.formula === null),
    conditions,
    near,
    fromDoc: range.from,
    beforeDoc: range.before,
    values,
  }
}

interface Match {
  readonly match: string
  readonly isNegated: boolean
}

function matchOf(
  texts: readonly TextTerm[],
  matches: readonly Match[],
): { match: string | null; titleMatch: string | null } {
  if (texts.length === 0 && matches.length === 0) return { match: null, titleMatch: null }
  const wanted = texts.filter((term) => !term.isNegated)
  const all: readonly Match[] = [
    ...texts.map((term) => ({ match: termMatch(term, null), isNegated: term.isNegated })),
    ...matches,
  ]
  const isInTitle = wanted.some((term) => term.field === null)
  const inTitle = [
    ...wanted.map((term) => ({ match: termMatch(term, 'title'), isNegated: false })),
    ...all.filter((part) => part.isNegated),
    ...matches.filter((part) => !part.isNegated),
  ]
  return { match: expression(all), titleMatch: isInTitle ? expression(inTitle) : null }
}

function bodyMatchOf(
  texts: readonly TextTerm[],
  matches: readonly Match[],
): { body: string | null; rest: string | null } {
  const anywhere = texts.filter((term) => term.field === null && !term.isNegated)
  const others: readonly Match[] = [
    ...texts
      .filter((term) => !anywhere.includes(term))
      .map((term) => ({ match: termMatch(term, null), isNegated: term.isNegated })),
    ...matches,
  ]
  return {
    body: anywhere.length === 0 ? null : anywhere.map((term) => termMatch(term, null)).join(' AND '),
    rest: others.length === 0 ? null : expression(others),
  }
}

function expression(matches: readonly Match[]): string {
  const wanted = matches.filter((part) => !part.isNegated).map((part) => part.match)
  const unwanted = matches.filter((part) => part.isNegated).map((part) => part.match)
  const positive = wanted.length === 0 ? quoted([everyDocument]) : wanted.join(' AND ')
  return unwanted.length === 0 ? positive : `(${positive}) NOT (${unwanted.join(' OR ')})`
}

/** `cs` and what of `cs.LG` is typed so far. */
function categoryMatch(category: string): string {
  const word = categoryWord(category)
  return `signs : ${quoted([word])}${category.includes('.') ? ' *' : ''}`
}

/** One term; words of no field in particular are looked for in `column`, if one is given. */
function termMatch(term: TextTerm, column: string | null): string {
  const field = term.field === null ? column : (columns[term.field] ?? null)
  const within = field === null ? '' : `${field} : `
  const words = `${within}${quoted(term.words)}${term.isPrefix ? ' *' : ''}`
  if (term.formula === null) return words
  const isShort = [...term.formula].length < 3
  const formula = `${within}${quoted(formulaParts(term.formula))}${isShort ? ' *' : ''}`
  return term.words.length > 1 ? `(${formula} OR ${words})` : formula
}

/** A phrase. Words have no quotes in them; doubling is for the day they have. */
function quoted(words: readonly string[]): string {
  return `"${words.join(' ').replace(/"/g, '""')}"`
}

function conditionOf(
  fact: Exclude<Fact, { kind: 'cat' | 'like' }>,
  values: Values,
): Omit<Condition, 'isNegated'> {
  const value = (of: string | number): string => {
    const name = `v${Object.keys(values).length}`
    values[name] = of
    return `@${name}`
  }
  switch (fact.kind) {
    case 'is':
      return isCondition(fact.value)
    case 'has':
      return hasConditions[fact.value]
    case 'tag': {
      const name = fact.isPrefix
        ? `name >= ${value(fact.name)} AND name < ${value(`${fact.name}\uFFFF`)}`
        : `name = ${value(fact.name)}`
      return listed('tags', name)
    }
    case 'listed': {
      const list = `list >= ${value(`day:${fact.from ?? ''}`)} AND list <= ${value(`day:${fact.to ?? '\uFFFF'}`)}`
      return listed('listings', `${list} AND is_removed = 0`)
    }
    case 'newest': {
      const from = fact.from === null ? 'true' : `t.sort_day >= ${value(fact.from)}`
      return {
        papers: null,
        check: `(${from} AND ${fact.to === null ? 'true' : `t.sort_day <= ${value(fact.to)}`})`,
      }
    }
    case 'upvotes': {
      const from = fact.from === null ? null : `sort_upvotes >= ${value(fact.from)}`
      const to = fact.to === null ? null : `sort_upvotes <= ${value(fact.to)}`
      const both = [from, to].filter((part) => part !== null).join(' AND ')
      return {
        papers: from === null ? null : `SELECT paper_id FROM triage WHERE is_removed = 0 AND ${both}`,
        check: `(${both.replaceAll('sort_upvotes', 't.sort_upvotes')})`,
      }
    }
  }
}

/** Numbers, so they may stand in the statement itself. */
function among(ids: readonly PaperId[]): Omit<Condition, 'isNegated'> {
  const list = ids.map(Number).join(', ')
  return { papers: `SELECT id FROM papers WHERE id IN (${list})`, check: `d.paper_id IN (${list})` }
}

function listed(table: 'tags' | 'listings', where: string): Omit<Condition, 'isNegated'> {
  return {
    papers: `SELECT paper_id FROM ${table} WHERE ${where}`,
    check: `EXISTS (SELECT 1 FROM ${table} WHERE paper_id = d.paper_id AND ${where})`,
  }
}

function isCondition(value: IsValue): Omit<Condition, 'isNegated'> {
  if (value === 'starred') {
    return {
      papers: 'SELECT paper_id FROM triage WHERE is_starred = 1 AND is_removed = 0',
      check: 't.is_starred = 1',
    }
  }
  if (value === 'snoozed') {
    return {
      papers: 'SELECT paper_id FROM triage WHERE snoozed_until > @today AND is_removed = 0',
      check: 'coalesce(t.snoozed_until > @today, 0)',
    }
  }
  return {
    papers: `SELECT paper_id FROM triage WHERE verdict = '${value}' AND is_removed = 0`,
    check: `t.verdict = '${value}'`,
  }
}

const hasConditions = {
  note: {
    papers: 'SELECT paper_id FROM notes WHERE line IS NOT NULL',
    check: 'EXISTS (SELECT 1 FROM notes WHERE paper_id = d.paper_id AND line IS NOT NULL)',
  },
  code: { papers: 'SELECT paper_id FROM search_docs WHERE has_code = 1', check: 'd.has_code = 1' },
  pdf: { papers: null, check: 'd.has_pdf = 1' },
} as const
