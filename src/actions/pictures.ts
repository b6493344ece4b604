/** The pictures of a paper: which are here, and asking for those that are not. */
import type { ArxivId, PaperDetail, PaperId } from '../shared/domain.ts'
import type { PagePictures } from '../shared/pictures.ts'
import type { App } from '../stores/app.ts'
import { withPictures } from '../stores/kept.ts'
import { picturesRemoved } from '../text/kept-messages.ts'
import { tellFailure, toast } from './notify.ts'

const none: PagePictures = { still: null, rest: 'none', motion: null }

/** Whether a paper came with a picture at all. */
export function mayHavePictures({ arxivId, thumbnail, media }: PaperDetail): boolean {
  return arxivId !== null && (thumbnail !== null || media.length > 0)
}

/** Asks which pictures of a paper are here. A page without an answer has none. */
export async function loadPictures(app: App, id: PaperId): Promise<void> {
  const answer = await app.bridge.call('pictures.get', { id })
  app.kept.setState((state) => ({
    pictures: withPictures(state.pictures, { id, ...(answer.ok ? answer.value : none) }),
  }))
}

/** Takes that some papers have other pictures now: those of the open one are asked for, the others when they are opened. */
export function takePictures(app: App, arxivIds: readonly ArxivId[]): void {
  const { currentId } = app.view.getState()
  const { rows, details } = app.library.getState()
  const isChanged = (id: PaperId): boolean => {
    const arxivId = (details.get(id) ?? rows.get(id))?.arxivId ?? null
    return arxivId !== null && arxivIds.includes(arxivId)
  }
  app.kept.setState(({ pictures }) => ({
    pictures: new Map([...pictures].filter(([id]) => id === currentId || !isChanged(id))),
  }))
  if (currentId !== null && isChanged(currentId)) void loadPictures(app, currentId)
}

/** Forgets what was known: with other settings other pictures may come. */
export function forgetPictures(app: App): void {
  app.kept.setState({ pictures: new Map() })
}

/** Fetches what is not here of a paper's pictures, as soon as there is a network. */
export async function askPictures(app: App, id: PaperId): Promise<void> {
  const answer = await app.bridge.call('pictures.ask', { id })
  if (!answer.ok) tellFailure(app, answer.error)
}

/** Removes the pictures of all papers, and says how they come back. */
export async function removePictures(app: App): Promise<void> {
  const { papers } = app.kept.getState().usage.pictures
  const answer = await app.bridge.call('pictures.remove', {})
  if (answer.ok) toast(app, picturesRemoved(papers))
  else tellFailure(app, answer.error)
}
