/** The desktop shell, put together. Everything it does besides is in electron/service. */
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
import { openLog } from '../log/logger.ts'
import { stackOf } from '../rpc/failures.ts'
import { startLibraryThread } from '../rpc/library-thread.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import type { Program } from '../service/program.ts'
import { startFailure } from '../service/start-failure.ts'
import { dataDir } from './before-ready.ts'
import { followLinks } from './deep-link.ts'
import { answerCalls, relayEvents } from './ipc.ts'
import { followPower, quitCleanly, quitOnClose, reviveOnce } from './lifecycle.ts'
import { menuTemplate } from './menu.ts'
import { printPdf } from './print-pdf.ts'
import { keptAddress, pageOrigin, serveAssets } from './protocol.ts'
import { requireExternalUrl, secure } from './security.ts'
import { focusWindow, openWindow } from './window.ts'

// 1. Where everything is; what must be done before Electron is ready was done by the import of before-ready.ts.
const built = import.meta.dirname
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const address = devServer ?? `${pageOrigin}/index.html`
const ours = devServer === undefined ? pageOrigin : new URL(devServer).origin
const log = openLog(join(dataDir, 'logs'), 'electron.log')

// 2. One program per library.
process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)
let window: BrowserWindow | null = null
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => window && focusWindow(window))
  const thread = startLibraryThread(join(built, 'worker.js'), { dataDir, shell: 'electron' }, log)
  // What it is rejected with is heard by whoever waits for the program.
  thread.catch(() => {})
  const started = app.whenReady().then(() => start(thread))
  started.catch(refuse)
  followLinks(app, process.argv, (arxivId) => {
    started.then((events) => events.emit('paper.asked', { arxivId })).catch(() => {})
  })
} else {
  process.stderr.write('Octavo is already running with this library; its window comes to the front.\n')
  app.quit()
}

/** 3. The feed and the contract, which take longest to load: while the window's own process starts. */
async function openLibraryAndFeed(thread: Promise<LibraryThread>): Promise<Program> {
  await new Promise(setImmediate)
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
    shrinkFile: join(built, 'shrink.js'),
    fetch: async (input, init) => {
      await app.whenReady()
      return net.fetch(input instanceof URL ? input.href : input, init)
    },
    feedUrl: process.env['OCTAVO_FEED_URL'] ?? null,
    weightsFile: join(built, '..', '..', 'resources', 'recovery.weights'),
    keptAddress,
    now: Date.now,
    version: app.getVersion(),
    log,
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

/** Resolves when the page is there and hears events. */
async function start(thread: Promise<LibraryThread>): Promise<Program['events']> {
  const opening = openLibraryAndFeed(thread)
  // 4. What the page may do, and who may call.
  secure(app, session.defaultSession, ours)
  serveAssets(protocol, join(built, '..', 'renderer'), join(dataDir, 'kept'))
  const ipc = answerCalls(ipcMain, async (method, input) => (await opening).handle(method, input), ours)

  // 5. The window, and the ways it ends.
  const theme = opening.then(({ settings }) => settings.theme)
  const { window: opened, loaded } = openWindow(join(built, '..', 'preload', 'index.cjs'), address, theme)
  window = opened
  reviveOnce(opened, (reason) => crash(new Error(`the window's process ended: ${reason}`)))
  quitOnClose(app, opened)
  quitCleanly(app, { opening, ipc, window: () => window })

  // 6. Events, menu and sleep, once there is a program.
  const program = await opening
  relayEvents(program.events, opened.webContents)
  program.events.subscribe((message) => {
    if (message.name !== 'settings.changed') return
    nativeTheme.themeSource = message.payload.theme
    setMenu(program, message.payload.keys)
  })
  setMenu(program, program.settings.keys)
  followPower(powerMonitor, program)
  await loaded
  return program.events
}

/** The menu with the keys in force. */
function setMenu({ events }: Program, keys: Settings['keys']): void {
  const run = (id: CommandId): void => events.emit('command.run', { id })
  const options = { isMac: process.platform === 'darwin', isDevelopment: !app.isPackaged, keys }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(run, options)))
}

/** The library could not be opened: say why, and go. The window stays hidden; without any, Electron would quit at once. */
function refuse(error: unknown): void {
  log.error('start', { stack: stackOf(error) })
  const { title, hint } = startFailure(error, dataDir)
  process.stderr.write(`${title} ${hint}\n`)
  void dialog
    .showMessageBox({ type: 'error', title: 'Octavo', message: title, detail: hint })
    .finally(() => app.exit(1))
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
