/** “Did you mean”: words that no paper has, replaced by the nearest words that papers do have. */
import { distance } from '../../src/shared/edit-distance.ts'
import type { SearchQuery, TextTerm } from '../../src/shared/search-query.ts'
import type { Db, Query } from './db.ts'

interface TermRow {
  readonly term: string
  readonly doc: number
}

type Terms = Query<{ from: string; to: string }, TermRow>

/** Returns the function that spells a query anew; null if all its words exist or nothing is near. */
export function createSpelling(db: Db) {
  let prepared: Terms | undefined

  // Not before it is needed, because it is a table of this connection only.
  function terms(): Terms {
    if (prepared !== undefined) return prepared
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.papers_terms USING fts5vocab('main', 'papers_fts', 'row')`,
    )
    prepared = db.prepare<{ from: string; to: string }, TermRow>(
      'SELECT term, doc FROM temp.papers_terms WHERE term >= @from AND term < @to',
    )
    return prepared
  }

  function nearest(word: string): string | null {
    const most = word.length < 4 ? 1 : 2
    // A slip is rarely in the first letter, unless the first two are swapped.
    const beginnings = new Set([word.slice(0, 1), word.slice(1, 2)])
    let best: { term: string; far: number; doc: number } | null = null
    for (const from of beginnings) {
      if (from === '') continue
      for (const { term, doc } of terms().all({ from, to: `${from}\uFFFF` })) {
        const far = distance(word, term, most)
        if (far === 0) return term
        if (far > most || far >= term.length) continue
        if (best === null || far < best.far || (far === best.far && doc > best.doc)) best = { term, far, doc }
      }
    }
    return best?.term ?? null
  }

  function respelled(term: TextTerm, text: string): string | null {
    const word = term.words.length === 1 && term.formula === null ? term.words[0] : undefined
    if (word === undefined || !/^[\p{L}\d]{3,}$/u.test(word)) return null
    const meant = nearest(word)
    if (meant === null || meant === word) return null
    const written = text.slice(term.start, term.end)
    const at = written.toLowerCase().lastIndexOf(word)
    return at === -1 ? null : written.slice(0, at) + meant + written.slice(at + word.length)
  }

  return (text: string, query: SearchQuery): string | null => {
    let result = ''
    let done = 0
    for (const term of query.terms) {
      if (term.kind !== 'text' || term.isNegated) continue
      const meant = respelled(term, text)
      if (meant === null) continue
      result += text.slice(done, term.start) + meant
      done = term.end
    }
    return done === 0 ? null : result + text.slice(done)
  }
}
