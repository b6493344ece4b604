/** The pictures of the open paper: which are here, and asking for those that are not. */
import type { ArxivId, PaperId } from '../shared/domain.ts'
import type { PagePictures } from '../shared/pictures.ts'
import type { App } from '../stores/app.ts'
import { tellFailure } from './notify.ts'

const none: PagePictures = { still: null, rest: 'none', motion: null }

/** Asks which pictures of a paper are here. A page without an answer has none. */
export async function loadPictures(app: App, id: PaperId): Promise<void> {
  const answer = await app.bridge.call('pictures.get', { id })
  if (app.view.getState().currentId !== id) return
  app.kept.setState({ pictures: { id, value: answer.ok ? answer.value : none } })
}

/** Takes that some papers have other pictures now. */
export function takePictures(app: App, arxivIds: readonly ArxivId[]): void {
  const { currentId } = app.view.getState()
  const { rows, details } = app.library.getState()
  if (currentId === null) return
  const arxivId = (details.get(currentId) ?? rows.get(currentId))?.arxivId ?? null
  if (arxivId !== null && arxivIds.includes(arxivId)) void loadPictures(app, currentId)
}

/** Fetches what is not here of a paper's pictures, as soon as there is a network. */
export async function askPictures(app: App, id: PaperId): Promise<void> {
  const answer = await app.bridge.call('pictures.ask', { id })
  if (!answer.ok) tellFailure(app, answer.error)
}

/** Removes the pictures of all papers. */
export async function removePictures(app: App): Promise<void> {
  const answer = await app.bridge.call('pictures.remove', {})
  if (!answer.ok) tellFailure(app, answer.error)
}
