/**
 * What Electron accepts only before it is ready. Electron's own loader waits for the main script, however long its
 * imports take; others do not, so this is also built as a script of its own, which `electron -r` runs first.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, protocol } from 'electron'
import { usualDataDir } from '../data-dir.ts'
import { registerScheme } from './protocol.ts'

// Chromium's own switches are among the arguments, so unknown ones are none of our business.
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } }, strict: false })
const given = values['data-dir']

/** The folder of the library and the logs. */
export const dataDir =
  typeof given === 'string'
    ? resolve(given)
    : usualDataDir({ platform: process.platform, env: process.env, home: homedir() })

/** Chromium's files lie beside the library; one program per library follows from that. */
const userData = join(dataDir, 'electron')

if (app.getPath('userData') !== userData) {
  app.setPath('userData', userData)
  // Taking `--no-sandbox` back, which root needs on Linux, would keep every window from opening.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme(protocol)
}
