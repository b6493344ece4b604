/**
 * An HTML page as a PDF, printed by a window that nobody sees: a session of its own with nothing in it, no script, and no
 * way out but the one file.
 */
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'

/** Millimetres as inches, which Electron counts in. */
const inches = (mm: number): number => mm / 25.4

const pageNumber = `<div style="width: 100%; text-align: center; font: 7pt sans-serif; color: #777">
  <span class="pageNumber"></span> / <span class="totalPages"></span></div>`

/** Prints on A4, with the number of each page at its foot. */
export async function printPdf(html: string): Promise<Uint8Array> {
  const name = `octavo-${crypto.randomUUID()}`
  const path = join(tmpdir(), `${name}.html`)
  // Not persisted: without the prefix a partition is in memory.
  const own = session.fromPartition(name)
  const address = pathToFileURL(path).href
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, javascript: false },
  })
  try {
    await writeFile(path, html, { mode: 0o600 })
    await window.loadURL(address)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      margins: { top: inches(18), bottom: inches(18), left: inches(18), right: inches(18) },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: pageNumber,
      generateTaggedPDF: true,
    })
  } finally {
    window.destroy()
    await rm(path, { force: true })
  }
}
