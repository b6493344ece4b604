/** Taking papers out: to the clipboard, or as a file that the shell saves. */
import type { ExportedFile, ExportFormat } from '../shared/contract.ts'
import type { PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { formatTexts } from '../text/export-formats.ts'
import { counted } from '../text/format.ts'
import { tellFailure, toast } from './notify.ts'

/** How long the browser may take to fetch the file from memory. */
const keepMs = 60_000

/** Copies papers in a format. */
export async function copyExport(app: App, ids: readonly PaperId[], format: ExportFormat): Promise<void> {
  const file = await fetchExport(app, ids, format)
  if (file === null) return
  try {
    await navigator.clipboard.writeText(file.text)
    toast(app, `Copied ${counted(file.count, 'paper')}: ${formatTexts[format].name}`)
  } catch {
    toast(app, 'The clipboard could not be written to.', null, true)
  }
}

/** Saves papers as a file; the shell asks where, or puts it with the downloads. */
export async function saveExport(app: App, ids: readonly PaperId[], format: ExportFormat): Promise<void> {
  const file = await fetchExport(app, ids, format)
  if (file === null) return
  const url = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keepMs)
  toast(app, `Exported ${counted(file.count, 'paper')}: ${file.name}`)
}

async function fetchExport(
  app: App,
  ids: readonly PaperId[],
  format: ExportFormat,
): Promise<ExportedFile | null> {
  const answer = await app.bridge.call('papers.export', { ids: [...ids], format })
  if (answer.ok) return answer.value
  tellFailure(app, answer.error)
  return null
}
