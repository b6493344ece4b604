/**
 * What does not wait until Electron is ready: what it accepts only before, and the library's thread where the first list
 * cannot be had without it. Electron's own loader waits for the main script, however long it takes to load; others do not,
 * so this is also an entry of its own, which `electron -r` runs first.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, Menu, protocol } from 'electron'
import { usualDataDir } from '../data-dir.ts'
import { seemsAtRest } from '../library/file-names.ts'
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

/** Whether the first list can be read without the library's thread, as far as is known. */
export const isAtRest = seemsAtRest(dataDir)

/** Gives the library's thread, begun when it is first asked for; null where another program has the library. */
export const openThread: (() => Promise<LibraryThread>) | null = app.requestSingleInstanceLock()
  ? begunOnce()
  : null
if (!isAtRest) void openThread?.()

function begunOnce(): () => Promise<LibraryThread> {
  let thread: Promise<LibraryThread> | null = null
  return () => {
    thread ??= startLibraryThread(
      join(import.meta.dirname, 'worker.cjs'),
      { dataDir, shell: 'electron' },
      log,
    )
    // What it is rejected with is heard by whoever waits for the program.
    thread.catch(() => {})
    return thread
  }
}
