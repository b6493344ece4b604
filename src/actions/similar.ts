/** More like this: the section below a paper, and the place that lists all of them. */
import type { PaperId, PaperRow } from '../shared/domain.ts'
import type { SearchQuery } from '../shared/search-query.ts'
import type { App } from '../stores/app.ts'
import { takeRows } from './load.ts'
import { select, searchFor } from './navigate.ts'
import { tellFailure } from './notify.ts'

/** As many as fit below a paper. */
const shownBelow = 6

/** Unfolds the section, or folds it. */
export function toggleSimilar(app: App): void {
  app.similar.setState(({ isOpen }) => ({ isOpen: !isOpen }))
}

/** Fetches the papers like one, unless they are here. */
export async function loadSimilar(app: App, id: PaperId): Promise<void> {
  if (app.similar.getState().of === id) return
  const { answer, outdated } = await app.read('papers.similar', { id, limit: shownBelow })
  if (!answer.ok) return tellFailure(app, answer.error)
  const { papers, rows } = answer.value
  void takeRows(app, rows, outdated)
  app.similar.setState({ of: id, papers })
}

/** Lists all papers like one as a search that can be narrowed and saved, at `first` if that is among them. */
export async function openSimilar(
  app: App,
  paper: Pick<PaperRow, 'id' | 'arxivId' | 'title'>,
  first: PaperId | null,
): Promise<void> {
  const title = paper.title.original ?? paper.title.feed ?? ''
  if (paper.arxivId !== null) app.search.setState({ like: { paper: paper.arxivId, title } })
  await searchFor(app, likeText(paper.arxivId, title, paper.id))
  if (first !== null && app.library.getState().list.positions.has(first)) select(app, first)
}

/** The operator for a paper, by what it goes by in any library; a title of one word is no name. */
function likeText(arxivId: string | null, title: string, id: PaperId): string {
  const words = title.replaceAll('"', ' ').trim()
  if (arxivId !== null) return `like:${arxivId}`
  return /\s/.test(words) ? `like:"${words}"` : `like:#${id}`
}

/** Fetches the title of the paper that a search names, unless it is known or is the name. */
export async function loadLike(app: App, paper: string): Promise<void> {
  if (app.search.getState().like?.paper === paper) return
  const id = paper.startsWith('#') ? Number(paper.slice(1)) : await idOf(app, paper)
  if (id === null) return
  const answer = await app.bridge.call('papers.rows', { ids: [id] })
  const [row] = answer.ok ? answer.value : []
  if (row) app.search.setState({ like: { paper, title: row.title.original ?? row.title.feed ?? '' } })
}

async function idOf(app: App, arxivId: string): Promise<PaperId | null> {
  if (/\s/.test(arxivId)) return null
  const answer = await app.bridge.call('papers.named', { arxivId })
  return answer.ok ? answer.value : null
}

/** The paper that a search names with `like:`, if it has that once and not negated. */
export function likeIn(query: SearchQuery): string | null {
  const found = query.terms.flatMap((term) =>
    term.kind === 'fact' && term.fact.kind === 'like' && !term.isNegated ? [term.fact.paper] : [],
  )
  return found.length === 1 ? (found[0] ?? null) : null
}
