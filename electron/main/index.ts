/** The desktop shell, put together. Everything it does besides is in electron/service. */
import { join } from 'node:path'
import {
  app,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
} from 'electron'
import type { BrowserWindow } from 'electron'
import { openLog } from '../log/logger.ts'
import { stackOf } from '../rpc/serve.ts'
import { openProgram } from '../service/program.ts'
import { startFailure } from '../service/start-failure.ts'
import { dataDir } from './before-ready.ts'
import { answerCalls, relayEvents } from './ipc.ts'
import { followPower, quitCleanly, quitOnClose, reviveOnce } from './lifecycle.ts'
import { menuTemplate } from './menu.ts'
import { pageOrigin, serveAssets } from './protocol.ts'
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
  app.whenReady().then(start).catch(refuse)
} else {
  process.stderr.write('Octavo is already running with this library; its window comes to the front.\n')
  app.quit()
}

async function start(): Promise<void> {
  // 3. The library, the feed and the contract.
  const program = await openProgram({
    dataDir,
    shellName: 'electron',
    shell: { openExternal: async (url) => shell.openExternal(requireExternalUrl(url)) },
    workerFile: join(built, 'worker.js'),
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
    feedUrl: process.env['OCTAVO_FEED_URL'] ?? null,
    now: Date.now,
    version: app.getVersion(),
    log,
  })

  // 4. What the page may do, and who may call.
  secure(app, session.defaultSession, ours)
  serveAssets(protocol, join(built, '..', 'renderer'))
  const ipc = answerCalls(ipcMain, program.handle, ours)

  // 5. The window and its menu.
  const opened = openWindow(join(built, '..', 'preload', 'index.cjs'), address, program.settings.theme)
  window = opened
  relayEvents(program.events, opened.webContents)
  program.events.subscribe((message) => {
    if (message.name === 'settings.changed') nativeTheme.themeSource = message.payload.theme
  })
  const menu = menuTemplate(
    (id) => program.events.emit('command.run', { id }),
    process.platform === 'darwin',
    !app.isPackaged,
  )
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))

  // 6. Sleep, death and the end.
  followPower(powerMonitor, program)
  reviveOnce(opened, (reason) => crash(new Error(`the window's process ended: ${reason}`)))
  quitOnClose(app, opened)
  quitCleanly(app, { program, ipc, window: () => window })
}

/** The library could not be opened: say why, and go. */
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
  app.exit(1)
}
