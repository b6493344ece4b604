/** Opening one paper, wherever it is: from the palette, or by an address from outside the window. */
import type { ArxivId, PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { addPapers } from './feed.ts'
import { go, read, select } from './navigate.ts'
import { tellFailure } from './notify.ts'

/** Shows a paper where the reader is, if the list has it, else in Everything. */
export async function openPaper(app: App, id: PaperId): Promise<void> {
  if (!app.library.getState().list.positions.has(id)) await go(app, 'everything')
  select(app, id)
}

/** Opens the paper of an arXiv id at full width; one that is not in the library yet is added to it. */
export async function openArxivPaper(app: App, arxivId: ArxivId): Promise<void> {
  const answer = await app.bridge.call('papers.named', { arxivId })
  if (!answer.ok) return tellFailure(app, answer.error)
  const id = answer.value ?? (await added(app, arxivId))
  if (id === null) return
  await openPaper(app, id)
  read(app, true)
}

/** Fetches a paper into the library; null, and said, if that cannot be done. */
async function added(app: App, arxivId: ArxivId): Promise<PaperId | null> {
  if (!(await addPapers(app, arxivId))) return null
  const answer = await app.bridge.call('papers.named', { arxivId })
  return answer.ok ? answer.value : null
}
