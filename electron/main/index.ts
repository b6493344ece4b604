/** The desktop shell, put together. Everything it does besides is in electron/service. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  app,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  session,
  shell,
} from 'electron'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import type { CommandId } from '../../src/shared/commands.ts'
import type { Settings } from '../../src/shared/contract.ts'
// oxlint-disable-next-line import/default -- the build answers with the path of a bundle of its own, which shares no schemas.
import firstLookFile from '../library/first-look.ts?modulePath'
import type * as FirstLook from '../library/first-look.ts'
import { stackOf } from '../rpc/failures.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import type { Handle } from '../rpc/serve.ts'
import { answerFirst, tellOf } from '../service/first-answers.ts'
import type { FirstTold } from '../service/first-answers.ts'
import type { Program } from '../service/program.ts'
import { startFailure } from '../service/start-failure.ts'
import { dataDir, isAtRest, log, openThread } from './before-ready.ts'
import { followLinks } from './deep-link.ts'
import { answerCalls, relayEvents } from './ipc.ts'
import { followPower, quitCleanly, quitOnClose, reviveOnce } from './lifecycle.ts'
import { menuTemplate } from './menu.ts'
import { printPdf } from './print-pdf.ts'
import { keptAddress, pageOrigin, serveAssets } from './protocol.ts'
import { requireExternalUrl, secure } from './security.ts'
import { focusWindow, openWindow } from './window.ts'

// 1. Where everything is; what does not wait until Electron is ready was begun by the import of before-ready.ts.
const built = import.meta.dirname
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const address = devServer ?? `${pageOrigin}/index.html`
const ours = devServer === undefined ? pageOrigin : new URL(devServer).origin
const basics = { now: Date.now, version: app.getVersion(), log }

// 2. One program per library.
process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)
let window: BrowserWindow | null = null
if (openThread === null) {
  process.stderr.write('Octavo is already running with this library; its window comes to the front.\n')
  app.quit()
} else {
  app.on('second-instance', () => window && focusWindow(window))
  const started = start(openThread)
  started.catch(refuse)
  followLinks(app, process.argv, (arxivId) => {
    started.then((events) => events.emit('paper.asked', { arxivId })).catch(() => {})
  })
}

/**
 * The library's thread where a look at the library was enough until then, and feed and contract, which take longer to load
 * than all else: once the first list can be seen.
 */
async function loadProgram(
  told: Promise<FirstTold | null>,
  open: () => Promise<LibraryThread>,
  seen: Promise<void>,
): Promise<Program> {
  if ((await told) === null) await open()
  await seen
  const thread = open()
  const { openProgram } = await import('../service/program.ts')
  return openProgram({
    dataDir,
    shell: {
      openExternal: async (url) => shell.openExternal(requireExternalUrl(url)),
      notify,
      printPdf,
      pick,
    },
    thread,
    shrinkFile: join(built, 'shrink.cjs'),
    fetch: async (input, init) => {
      await app.whenReady()
      return net.fetch(input instanceof URL ? input.href : input, init)
    },
    feedUrl: process.env['OCTAVO_FEED_URL'] ?? null,
    weightsFile: join(built, '..', '..', 'resources', 'recovery.weights'),
    keptAddress,
    ...basics,
  })
}

async function pick(what: 'folder' | 'library'): Promise<string | null> {
  const options: OpenDialogOptions =
    what === 'folder'
      ? { title: 'Folder for the library', properties: ['openDirectory', 'createDirectory'] }
      : {
          title: 'Library to open',
          properties: ['openFile'],
          filters: [{ name: 'Octavo libraries', extensions: ['sqlite'] }],
        }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}

/** Without a sound; a click on it brings the window to the front. */
function notify(body: string): void {
  const notification = new Notification({ title: 'Octavo', body, silent: true })
  notification.on('click', () => window && focusWindow(window))
  notification.show()
}

/** Looks at the library while the window's process comes up, if nobody has begun to open it. */
async function lookAhead(): Promise<FirstTold | null> {
  if (!isAtRest) return null
  // Not before the page is on its way.
  await new Promise((resolve) => setTimeout(resolve))
  return tellOf(async () => {
    const { lookFirst }: typeof FirstLook = createRequire(import.meta.url)(firstLookFile)
    return lookFirst(dataDir, Date.now)
  }, basics)
}

/** Resolves when the page is there and hears events. */
async function start(open: () => Promise<LibraryThread>): Promise<Program['events']> {
  await app.whenReady()
  // 3. What the page may do.
  secure(app, session.defaultSession, ours)
  serveAssets(protocol, join(built, '..', 'renderer'), join(dataDir, 'kept'))

  // 4. The window, what it asks first, and only then the program behind it.
  const opened = openWindow(join(built, '..', 'preload', 'index.cjs'), address)
  window = opened.window
  const told = lookAhead()
  const first = answerFirst(told, open, basics)
  opened.showIn(first.settings.then(({ theme }) => theme))
  let hurry = (): void => {}
  const hurried = new Promise<void>((resolve) => (hurry = resolve))
  const opening = loadProgram(told, open, Promise.race([opened.seen, hurried]))
  let program: Program | null = null
  const handle: Handle = async (method, input) =>
    (program ? null : await first.answer(method)) ?? (program ?? (await opening)).handle(method, input)
  const ipc = answerCalls(ipcMain, handle, ours)

  // 5. The ways it ends.
  reviveOnce(window, (reason) => crash(new Error(`the window's process ended: ${reason}`)))
  quitOnClose(app, window)
  quitCleanly(app, { opening, hurry, ipc, window: () => window })

  // 6. Events, menu and sleep, once there is a program.
  program = await opening
  relayEvents(program.events, window.webContents)
  // A look may have found nothing wrong with a library that does not open: the window asks again, and hears why.
  if ((await told) !== null && (await open()).failure !== null)
    program.events.emit('library.replaced', { recovery: null })
  followSettings(program, (await first.settings).keys)
  followPower(powerMonitor, program)
  await opened.loaded
  return program.events
}

/** Theme and menu as the reader has them. */
function followSettings(program: Program, keys: Settings['keys']): void {
  program.events.subscribe((message) => {
    if (message.name !== 'settings.changed') return
    nativeTheme.themeSource = message.payload.theme
    setMenu(program, message.payload.keys)
  })
  setMenu(program, keys)
}

/** The menu with the keys in force. */
function setMenu({ events }: Program, keys: Settings['keys']): void {
  const run = (id: CommandId): void => events.emit('command.run', { id })
  const options = { isMac: process.platform === 'darwin', isDevelopment: !app.isPackaged, keys }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(run, options)))
}

/** The library could not be opened: say why, and go. A window that shows what a look told stays under the box. */
function refuse(error: unknown): void {
  log.error('start', { stack: stackOf(error) })
  const { title, hint } = startFailure(error, dataDir)
  process.stderr.write(`${title} ${hint}\n`)
  const options = { type: 'error', title: 'Octavo', message: title, detail: hint } as const
  const told = window?.isVisible() ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options)
  void told.finally(() => app.exit(1))
}

/** A bug. Going on would be guessing; the library is whole, because every change is one transaction. */
function crash(error: unknown): void {
  log.error('crash', { stack: stackOf(error) })
  process.stderr.write(`${stackOf(error)}\n`)
  dialog.showErrorBox(
    'Octavo has to close',
    `Something went wrong inside Octavo. Your library is safe in ${dataDir}.`,
  )
  void log.written().finally(() => app.exit(1))
}
