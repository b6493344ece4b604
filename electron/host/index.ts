/**
 * The browser shell: the same program behind a loopback address, for machines on which Electron does not run. Prints its
 * address, with the token in the fragment, which browsers send to nobody.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../src/shared/errors.ts'
import { usualDataDir } from '../data-dir.ts'
import { openLog } from '../log/logger.ts'
import { stackOf } from '../rpc/failures.ts'
import { startLibraryThread } from '../rpc/library-thread.ts'
import { within } from '../rpc/within.ts'
import { openProgram } from '../service/program.ts'
import { startFailure } from '../service/start-failure.ts'
import { startHostServer } from './server.ts'

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, port: { type: 'string', default: '0' } },
})
const dataDir = resolve(
  values['data-dir'] ?? usualDataDir({ platform: process.platform, env: process.env, home: homedir() }),
)
const log = openLog(join(dataDir, 'logs'), 'browser.log')
/** Ending takes at most this long (ms), whatever hangs. */
const quitLimit = 4_000

start().catch((error: unknown) => {
  log.error('start', { stack: stackOf(error) })
  const { title, hint } = startFailure(error, dataDir)
  process.stderr.write(`${title} ${hint}\n`)
  process.exitCode = 1
})

async function start(): Promise<void> {
  // Pictures and frames carry no token: the path to kept files is as hard to guess as one.
  const keptPath = `/kept/${randomBytes(32).toString('base64url')}/`
  const program = await openProgram({
    dataDir,
    shell: { openExternal: refuseExternal, notify: () => {}, printPdf: refusePdf, pick: async () => null },
    thread: startLibraryThread(join(import.meta.dirname, 'worker.cjs'), { dataDir, shell: 'browser' }, log),
    shrinkFile: join(import.meta.dirname, 'shrink.cjs'),
    fetch: globalThis.fetch,
    feedUrl: process.env['OCTAVO_FEED_URL'] ?? null,
    weightsFile: join(import.meta.dirname, '..', '..', 'resources', 'recovery.weights'),
    keptAddress: keptPath,
    now: Date.now,
    version: version(),
    log,
  })
  const token = randomBytes(32).toString('base64url')
  const root = resolve(import.meta.dirname, '..', 'renderer')
  const server = await startHostServer({
    root,
    kept: { root: join(dataDir, 'kept'), path: keptPath },
    token,
    handle: program.handle,
    events: program.events,
    port: Number(values.port),
  })
  // What is under way may finish, and the library has most of the time to close in.
  const end = async (): Promise<void> => {
    await within(quitLimit / 4, server.close())
    await program.close((quitLimit * 3) / 4)
    await log.written()
  }
  let isQuitting = false
  const quit = (): void => {
    // Ctrl+C reaches every process of a terminal, and npm and the start script pass it on: asked again is not insisted.
    if (isQuitting) return
    isQuitting = true
    // Nothing that was answered is lost in any case, and whatever still hangs must not keep the process.
    void within(quitLimit, end()).then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit)
  process.stdout.write(`Octavo is at ${server.address}#token=${token}\n`)
}

/** The reader's browser prints better than a server without one. */
async function refusePdf(): Promise<never> {
  throw new AppError('invalid-input', 'the browser shell prints the page itself')
}

/** The page opens addresses itself here: it is in a browser already. */
async function refuseExternal(): Promise<never> {
  throw new AppError('invalid-input', 'the browser shell opens addresses in the page')
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  const parsed: { readonly version?: string } = JSON.parse(text)
  return parsed.version ?? '0'
}
