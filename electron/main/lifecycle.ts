/** How the program ends: with what was typed saved and the library closed, whoever asks it to. */
import type { App, BrowserWindow, PowerMonitor } from 'electron'
import { within } from '../rpc/within.ts'
import type { Program } from '../service/program.ts'
import type { Ipc } from './ipc.ts'

/** Quitting takes at most this long (ms), whatever hangs. */
const quitLimit = 2_000

export interface Running {
  readonly opening: Promise<Program>
  /** Nothing is waited for any more before the program is opened: what the page still saves has to reach it. */
  readonly hurry: () => void
  readonly ipc: Ipc
  readonly window: () => BrowserWindow | null
}

/** Quits through one door: the window's unsaved note first, then the library, then the process. */
export function quitCleanly(app: App, running: Running): void {
  let isQuitting = false
  const quit = (): void => {
    if (isQuitting) return
    isQuitting = true
    running.hurry()
    void within(quitLimit, end(running)).then(() => app.exit(0))
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    quit()
  })
  app.on('window-all-closed', () => app.quit())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit)
}

async function end(running: Running): Promise<void> {
  await within(quitLimit / 2, flush(running))
  const program = await running.opening.catch(() => null)
  await program?.close(quitLimit)
}

/** Closing the window quits: it is asked to save first, while it can still be asked. */
export function quitOnClose(app: App, window: BrowserWindow): void {
  window.on('close', (event) => {
    event.preventDefault()
    app.quit()
  })
  // Windows gives a few seconds at log-off.
  window.on('session-end', () => app.quit())
}

/** Lets the page save what is not saved yet, as it does when a browser's tab is closed, and waits for its calls. */
async function flush({ window, ipc }: Running): Promise<void> {
  const contents = window()?.webContents
  if (contents === undefined || contents.isDestroyed() || contents.isCrashed()) return
  await contents.executeJavaScript("void window.dispatchEvent(new PageTransitionEvent('pagehide'))")
  await ipc.settled()
}

/** No sync while the machine sleeps, and one soon after it wakes. */
export function followPower(power: PowerMonitor, program: Program): void {
  power.on('suspend', () => program.suspend())
  power.on('resume', () => program.resume())
}

/** A page that died is loaded again once; it keeps nothing that is not in the library. */
export function reviveOnce(window: BrowserWindow, onGiveUp: (reason: string) => void): void {
  let revived = false
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    if (revived) return onGiveUp(details.reason)
    revived = true
    return window.webContents.reload()
  })
}
