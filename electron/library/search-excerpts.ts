/** What of a found paper answers the query: a line of its note, abstract or summary with the matching words. */
import type { PaperId } from '../../src/shared/domain.ts'
import { parse, recover, toPlainText } from '../../src/shared/math/index.ts'
import { plainNote } from '../../src/shared/note-text.ts'
import { bestStretch, matchesIn } from '../../src/shared/search-matches.ts'
import type { Excerpt, FoundPaper } from '../../src/shared/search-matches.ts'
import type { TextField } from '../../src/shared/search-operators.ts'
import type { SearchQuery } from '../../src/shared/search-query.ts'
import type { Db } from './db.ts'

interface TextRow {
  readonly id: PaperId
  readonly note: string | null
  readonly abstract_original: string | null
  readonly abstract_feed: string | null
  readonly ai_summary: string | null
  readonly author_names: string
  readonly keywords: string
}

/** Characters of an excerpt: about one and a half lines of a row. */
const excerptLength = 140

/** Returns the function that finds the excerpts of papers, in the order of their ids. */
export function createExcerpts(db: Db, fullTextOf: (id: PaperId) => string | null) {
  const texts = db.prepare<{ ids: string }, TextRow>(`
    SELECT p.id, n.text AS note, p.abstract_original, p.abstract_feed, p.ai_summary, p.author_names, p.keywords
    FROM json_each(@ids) AS wanted
    CROSS JOIN papers AS p ON p.id = wanted.value
    LEFT JOIN notes AS n ON n.paper_id = p.id
    ORDER BY wanted.key`)

  function fullTextExcerpt(id: PaperId, query: SearchQuery): FoundPaper | null {
    const text = fullTextOf(id)
    const near = text === null ? null : stretchNear(text, query)
    const excerpt = near === null ? null : excerptIn(near, { query, field: null, read: parsed })
    return excerpt === null ? null : { id, source: 'text', ...excerpt }
  }

  return (query: SearchQuery, ids: readonly PaperId[]): FoundPaper[] => {
    const asksForText = query.terms.some((term) => term.kind === 'text' && !term.isNegated)
    if (!asksForText) return []
    return texts
      .all({ ids: JSON.stringify(ids) })
      .flatMap((row) => excerptOf(row, query) ?? fullTextExcerpt(row.id, query) ?? [])
  }
}

/** From the first of the paper's texts that answers; null if none does, as when only the title has the words. */
function excerptOf(row: TextRow, query: SearchQuery): FoundPaper | null {
  const sources: readonly (readonly [FoundPaper['source'], TextField | null, string | null])[] = [
    ['note', 'note', row.note === null ? null : plainNote(row.note)],
    ['abstract', 'abstract', row.abstract_original],
    ['abstract', 'abstract', row.abstract_feed],
    ['summary', null, row.ai_summary],
    ['authors', 'author', row.author_names.replaceAll('\n', ', ')],
    ['keywords', 'keyword', keywordLine(row.keywords)],
  ]
  for (const [source, field, text] of sources) {
    const read = source === 'note' ? asItIs : text === row.abstract_feed ? recovered : parsed
    const excerpt = text === null ? null : excerptIn(text, { query, field, read })
    if (excerpt !== null) return { id: row.id, source, ...excerpt }
  }
  return null
}

/** Characters of a kept text that are looked through before and after the first word that is found. */
const nearby = 300

/** The part of a long text around a word of the query; null if none is in it as it was typed. */
function stretchNear(text: string, query: SearchQuery): string | null {
  const lower = text.toLowerCase()
  for (const term of query.terms) {
    if (term.kind !== 'text' || term.isNegated || term.field !== null) continue
    const at = lower.indexOf(term.words[0] ?? '\0')
    if (at !== -1) return text.slice(Math.max(0, at - nearby), at + nearby)
  }
  return null
}

interface Reading {
  readonly query: SearchQuery
  readonly field: TextField | null
  /** The text as one reads it, with its mathematics as it was written, or as the feed left it. */
  readonly read: (text: string) => string
}

const parsed = (text: string): string => toPlainText(parse(text))
const recovered = (text: string): string => toPlainText(recover(text))
const asItIs = (text: string): string => text

function excerptIn(text: string, { query, field, read }: Reading): Excerpt | null {
  const matches = matchesIn(text, query, field)
  if (matches.length === 0) return null
  const { start, end } = bestStretch(text, matches, excerptLength)
  const shown = read(text.slice(start, end))
  const before = start > 0 ? '… ' : ''
  const line = `${before}${shown}${end < text.length ? ' …' : ''}`
  return { text: line, marks: matchesIn(line, query, field) }
}

function keywordLine(json: string): string {
  const keywords: readonly string[] = JSON.parse(json)
  return keywords.join(', ')
}
