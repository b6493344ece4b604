/**
 * What does not wait until Electron is ready: what it accepts only before, and the library's thread, which takes as long
 * to come up as Electron does. Electron's own loader waits for the main script, however long it takes to load; others do
 * not, so this is also an entry of its own, which `electron -r` runs first.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, Menu, protocol } from 'electron'
import { usualDataDir } from '../data-dir.ts'
import { openLog } from '../log/logger.ts'
import { startLibraryThread } from '../rpc/library-thread.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import { registerScheme } from './protocol.ts'

// Chromium's own switches are among the arguments, so unknown ones are none of our business.
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } }, strict: false })
const given = values['data-dir']

/** The folder of the library and the logs. */
export const dataDir =
  typeof given === 'string'
    ? resolve(given)
    : usualDataDir({ platform: process.platform, env: process.env, home: homedir() })

export const log = openLog(join(dataDir, 'logs'), 'electron.log')

// Chromium's files lie beside the library; one program per library follows from that.
app.setPath('userData', join(dataDir, 'electron'))
// Taking `--no-sandbox` back, which root needs on Linux, would keep every window from opening.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme(protocol)
// Else Electron makes a menu of its own, before ours is there.
Menu.setApplicationMenu(null)

/** The library's thread, on its way; null where another program has the library. */
export const thread: Promise<LibraryThread> | null = app.requestSingleInstanceLock()
  ? startLibraryThread(join(import.meta.dirname, 'worker.cjs'), { dataDir, shell: 'electron' }, log)
  : null
// What it is rejected with is heard by whoever waits for the program.
thread?.catch(() => {})
