/** Search over papers in memory: all words of the text anywhere in title or abstract, as the window can see it. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { PaperDetail, PaperId } from '../shared/domain.ts'
import { matchesIn, type FoundPaper } from '../shared/search-matches.ts'
import { parseQuery } from '../shared/search-query.ts'

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

function found(papers: Iterable<PaperDetail>, text: string): readonly PaperDetail[] {
  const words = wordsOf(text)
  return [...papers].filter((paper) => {
    const own = `${paper.title.feed ?? ''} ${paper.abstract.feed ?? ''}`.toLowerCase()
    return words.every((word) => own.includes(word))
  })
}

/** The methods of search over these papers. */
export function searchHandlers(papers: ReadonlyMap<PaperId, PaperDetail>) {
  return {
    'search.find': ({ text, limit }: Input<'search.find'>): Outputs['search.find'] => {
      const rows = found(papers.values(), text).slice(0, limit)
      const ids = rows.map(({ id }) => id)
      return { ids, rows, excerpts: excerptsOf(rows, text, ids.slice(0, 20)), pending: 0 }
    },
    'papers.named': (wanted: Input<'papers.named'>): Outputs['papers.named'] =>
      [...papers.values()].find(({ arxivId }) => arxivId === wanted.arxivId)?.id ?? null,
    'search.count': ({ text }: { readonly text: string }): Outputs['search.count'] => {
      const count = found(papers.values(), text).length
      const shorter = text.trim().slice(0, -1)
      const near = found(papers.values(), shorter).length
      return { count, suggestion: count === 0 && near > 0 ? { text: shorter, count: near } : null }
    },
    'papers.similar': ({ id, limit }: Input<'papers.similar'>): Outputs['papers.similar'] => {
      const rows = [...papers.values()].filter((paper) => paper.id !== id).slice(0, limit)
      const alike = { likeness: 0.5, words: ['agents'], sharedAuthors: 0 }
      return { papers: rows.map((row) => ({ id: row.id, ...alike })), rows }
    },
    'search.excerpts': ({ text, ids }: { readonly text: string; readonly ids: readonly PaperId[] }) =>
      excerptsOf(papers.values(), text, ids),
  }
}

function excerptsOf(
  papers: Iterable<PaperDetail>,
  text: string,
  ids: readonly PaperId[],
): readonly FoundPaper[] {
  const query = parseQuery(text)
  return [...papers].flatMap(({ id, abstract }) => {
    const line = abstract.feed ?? ''
    const marks = matchesIn(line, query, 'abstract')
    return ids.includes(id) && marks.length > 0 ? [{ id, source: 'abstract', text: line, marks }] : []
  })
}
