/** Taking papers out: to the clipboard, or as a file that the shell saves. */
import type { ExportedFile, ExportFormat } from '../shared/export-formats.ts'
import type { PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { formatTexts, vaultProblems } from '../text/export-formats.ts'
import { counted, number } from '../text/format.ts'
import { tellFailure, toast } from './notify.ts'
import { longestLimit } from './search.ts'

/** How long the browser may take to fetch the file from memory. */
const keepMs = 60_000

/** Copies papers, or the whole library for null, in a format. What went wrong has been told. */
export async function copyExport(
  app: App,
  ids: readonly PaperId[] | null,
  format: ExportFormat,
): Promise<null> {
  const file = await fetchExport(app, ids, format)
  if (file === null) return null
  try {
    await navigator.clipboard.writeText(file.text)
    toast(app, `Copied ${counted(file.count, 'paper')}: ${formatTexts[format].name}`)
  } catch {
    toast(app, 'The clipboard could not be written to.', null, true)
  }
  return null
}

/** Saves papers as a file; the shell asks where, or puts it with the downloads. */
export async function saveExport(
  app: App,
  ids: readonly PaperId[] | null,
  format: ExportFormat,
): Promise<null> {
  const file = await fetchExport(app, ids, format)
  if (file === null) return null
  const url = URL.createObjectURL(new Blob([contentOf(file)], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keepMs)
  toast(app, `Exported ${counted(file.count, 'paper')}: ${file.name}`)
  return null
}

function contentOf({ text, encoding }: ExportedFile): string | Uint8Array<ArrayBuffer> {
  return encoding === 'utf8' ? text : Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** Writes papers as Markdown notes into a folder of this computer. Gives what stands in the way, or null. */
export async function writeVault(
  app: App,
  ids: readonly PaperId[] | null,
  folder: string,
): Promise<string | null> {
  const answer = await app.write('vault.write', { ids: ids && [...ids], folder })
  if (!answer.ok) {
    tellFailure(app, answer.error)
    return null
  }
  const { problem, written, unchanged, conflicts } = answer.value
  if (problem !== null) return vaultProblems[problem]
  const done = [
    `${counted(written, 'note')} written`,
    unchanged > 0 ? `${number(unchanged)} already there` : '',
  ]
  const left =
    conflicts.length > 0 ? ` Left alone, with a copy beside: ${conflicts.slice(0, 3).join(', ')}` : ''
  toast(app, `${done.filter(Boolean).join(', ')}.${left}`, null, conflicts.length > 0)
  return null
}

/** Hands papers to Zotero on this computer. */
export async function sendToZotero(app: App, ids: readonly PaperId[]): Promise<void> {
  const answer = await app.bridge.call('zotero.send', { ids: [...ids] })
  if (answer.ok)
    toast(app, `Sent ${counted(answer.value, 'paper')} to Zotero, into the collection chosen there.`)
  else tellFailure(app, answer.error)
}

/** Whether a search shows only its first papers so far. */
export function hasMore(app: App): boolean {
  const { ids } = app.library.getState().list
  return app.view.getState().screen === 'search' && ids.length >= app.search.getState().limit
}

/** All papers of the shown list; of a search, those too that are only loaded when somebody scrolls to them. */
export async function wholeList(app: App): Promise<readonly PaperId[]> {
  const { ids } = app.library.getState().list
  if (!hasMore(app)) return ids
  const { text, order } = app.search.getState()
  const answer = await app.bridge.call('search.find', { text, order, limit: longestLimit })
  return answer.ok ? answer.value.ids : ids
}

async function fetchExport(
  app: App,
  ids: readonly PaperId[] | null,
  format: ExportFormat,
): Promise<ExportedFile | null> {
  const answer = await app.bridge.call('papers.export', { ids: ids && [...ids], format })
  if (answer.ok) return answer.value
  tellFailure(app, answer.error)
  return null
}
