/** More like this: the section below a paper, and the place that lists all of them. */
import type { PaperId, PaperRow } from '../shared/domain.ts'
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
  paper: Pick<PaperRow, 'id' | 'arxivId'>,
  first: PaperId | null,
): Promise<void> {
  await searchFor(app, `like:${paper.arxivId ?? `#${paper.id}`}`)
  if (first !== null && app.library.getState().list.positions.has(first)) select(app, first)
}
