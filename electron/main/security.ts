/**
 * What the page may not do. It shows text that strangers wrote, so it gets no permission, no second window, no way to
 * another address, and nothing it says opens but an https page in the reader's own browser.
 */
import type { App, Session, WebContents } from 'electron'
import { AppError } from '../../src/shared/errors.ts'

/** Copying to the clipboard is the one permission, and only our page has it. Electron would grant everything. */
export function isAllowed(permission: string, origin: string, ours: string): boolean {
  return permission === 'clipboard-sanitized-write' && sameOrigin(origin, ours)
}

/** Whether an address belongs to our page. */
export function sameOrigin(address: string, ours: string): boolean {
  const url = parsed(address)
  if (url === null) return false
  // The parser gives schemes of our own the opaque origin `null`.
  return `${url.protocol}//${url.host}` === ours
}

/** Chromium's PDF viewer, an extension of its own with a fixed id; the document it shows is a frame inside it. */
const pdfViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai'

/** Whether a frame may go to an address: to ours, and, below a page, to what the PDF viewer shows. */
export function mayFrame(address: string, isMainFrame: boolean, ours: string): boolean {
  return sameOrigin(address, ours) || (!isMainFrame && sameOrigin(address, pdfViewer))
}

/** Whether a download is a file that our own page made, an export; Electron then asks the reader where to put it. */
export function isOwnFile(address: string, ours: string): boolean {
  return address.startsWith('blob:') && sameOrigin(address.slice('blob:'.length), ours)
}

/** The address to open outside the app, spelled by the parser; null for anything but https without credentials. */
export function externalUrl(address: string): string | null {
  const url = parsed(address)
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  return url.href
}

/** As `externalUrl`; throws `invalid-input` where that is null. */
export function requireExternalUrl(address: string): string {
  const url = externalUrl(address)
  if (url === null) throw new AppError('invalid-input', 'only https addresses are opened')
  return url
}

function parsed(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

/** Denies everything by default for the windows of `session` and for every web contents that will ever be made. */
export function secure(app: App, session: Session, ours: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl, ours)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin, ours))
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL(), ours)) event.preventDefault()
  })
  app.on('web-contents-created', (_event, contents) => confine(contents, ours))
}

function confine(contents: WebContents, ours: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (!sameOrigin(event.url, ours)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!mayFrame(event.url, event.isMainFrame, ours)) event.preventDefault()
  })
}
