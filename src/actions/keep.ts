/** Keeping papers for reading offline, removing them again, and opening what is kept. */
import type { ArxivId, PaperId, PaperRow } from '../shared/domain.ts'
import type { KeptList } from '../shared/kept.ts'
import type { App } from '../stores/app.ts'
import { isHere } from '../stores/kept.ts'
import { keptSentence, removedSentence } from '../text/kept-messages.ts'
import { tellFailure, toast } from './notify.ts'
import { pdfAddress, visit } from './visit.ts'

/** Asks what is kept. A window without an answer shows nothing of it. */
export async function loadKept(app: App): Promise<void> {
  const answer = await app.bridge.call('kept.list', {})
  if (answer.ok) takeKept(app, answer.value)
}

/** Takes what the library tells of some papers. */
export function takeKept(app: App, { papers, usage }: KeptList): void {
  const before = app.kept.getState().papers
  // Only what all of it costs has changed: no list is drawn anew for that.
  if (papers.length === 0) return app.kept.setState({ usage })
  const known = new Map(before)
  for (const paper of papers) known.set(paper.paperId, paper)
  app.kept.setState({ papers: known, usage, progress: null })
  const open = app.kept.getState().open
  const fresh = papers.find(({ paperId }) => paperId === open?.id)
  if (open && fresh && fresh.files !== before.get(open.id)?.files) void loadPages(app, open.id)
  const dropped = papers.filter(({ paperId, state }) => state === 'dropped' && isHere(before.get(paperId)))
  if (dropped.length > 0) toast(app, keptSentence('dropped', dropped.length), null, true)
}

/** Takes how far a large file is. */
export function takeProgress(
  app: App,
  progress: { readonly arxivId: ArxivId; readonly received: number; readonly total: number | null },
): void {
  app.kept.setState({ progress })
}

/** Keeps papers, as soon as there is a network. */
export async function keep(app: App, ids: readonly PaperId[], rows: readonly PaperRow[]): Promise<void> {
  const { papers } = app.kept.getState()
  const wanted = ids.filter((id) => papers.get(id)?.state !== 'kept')
  if (wanted.length === 0) return toast(app, keptSentence('here', ids.length))
  if (rows.length === 1 && rows[0]?.arxivId === null) {
    return toast(app, 'This paper has no arXiv id yet, so there is nothing to keep.')
  }
  const answer = await app.write('kept.keep', { ids: wanted })
  if (!answer.ok) return tellFailure(app, answer.error)
  const isOffline = app.library.getState().sync.offlineSince !== null
  return toast(app, keptSentence(isOffline ? 'offline' : 'asked', wanted.length))
}

/** Removes the files of papers, or of all with null. */
export async function removeKept(app: App, ids: readonly PaperId[] | null): Promise<void> {
  const answer = await app.write('kept.remove', { ids: ids === null ? null : [...ids] })
  if (!answer.ok) return tellFailure(app, answer.error)
  return toast(app, removedSentence(ids?.length ?? null))
}

/** Brings back what was removed since Octavo began. */
export async function restoreKept(app: App): Promise<void> {
  const answer = await app.write('kept.restore', {})
  if (!answer.ok) tellFailure(app, answer.error)
}

/** Fetches what can be read of a paper. */
export async function loadPages(app: App, id: PaperId): Promise<void> {
  const answer = await app.bridge.call('kept.pages', { id })
  if (answer.ok && app.view.getState().currentId === id)
    app.kept.setState({ open: { id, pages: answer.value } })
}

/** Opens the PDF: the kept one inside the window, else the one on arXiv. */
export async function openPdf(app: App, row: PaperRow): Promise<void> {
  const paper = app.kept.getState().papers.get(row.id)
  if (!isHere(paper) || !paper.hasPdf) return visit(app, pdfAddress(row))
  await loadPages(app, row.id)
  const { open } = app.kept.getState()
  if (open?.id === row.id && open.pages.pdf !== null) app.view.setState({ showsPdf: true, isReading: true })
  else await visit(app, pdfAddress(row))
}
