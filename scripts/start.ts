/**
 * `npm start`: builds Octavo if need be and opens it, in Electron where that runs and in the browser otherwise.
 *
 *   --data-dir=<folder>          another library than the one in the platform's usual place
 *   --feed=<url or folder>       another feed: an address, or a folder of day files, which is then served locally
 *   --shell=electron|browser     one shell, whatever would be chosen
 *   --no-open                    do not open a browser, only print the address
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openInBrowser } from './start/browser.ts'
import { buildIfStale, projectRoot } from './start/build.ts'
import { findElectron, neededSwitches, windowObstacle } from './start/electron-runtime.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const children = new Set<ChildProcess>()

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    feed: { type: 'string' },
    shell: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
  },
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}
process.exitCode = await start()
for (const child of children) child.kill()

async function start(): Promise<number> {
  if (values.shell !== undefined && values.shell !== 'electron' && values.shell !== 'browser') {
    say('--shell is electron or browser.')
    return 1
  }
  if (!buildIfStale(say)) return 1
  const feedUrl = await feedAddress(values.feed)
  const env = { ...process.env, ...(feedUrl === null ? {} : { OCTAVO_FEED_URL: feedUrl }) }
  const args = values['data-dir'] === undefined ? [] : [`--data-dir=${resolve(values['data-dir'])}`]
  const executable = values.shell === 'browser' ? null : await electron()
  if (executable !== null) return ended(openElectron(executable, args, env))
  if (values.shell === 'electron') return 1
  return ended(openHost(args, env))
}

/** The executable of the desktop shell, or null after saying why not. */
async function electron(): Promise<string | null> {
  const runtime = await findElectron(say)
  const obstacle = runtime.kind === 'missing' ? runtime.reason : windowObstacle(runtime.executable)
  if (runtime.kind === 'found' && obstacle === null) return runtime.executable
  const instead = values.shell === 'electron' ? '' : ': Octavo opens in the browser instead'
  say(`The desktop window cannot open, because ${obstacle}${instead}.`)
  return null
}

function openElectron(executable: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const switches = neededSwitches()
  for (const { name, because } of switches) say(`Electron gets ${name}: ${because}.`)
  const { ELECTRON_RUN_AS_NODE: _asNode, ...clean } = env
  const first = ['-r', join(projectRoot, 'out', 'main', 'before-ready.cjs')]
  return spawn(executable, [...first, ...switches.map(({ name }) => name), projectRoot, ...args], {
    stdio: 'inherit',
    env: clean,
  })
}

function openHost(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const host = join(projectRoot, 'out', 'main', 'host.cjs')
  const child = spawn(process.execPath, [host, ...args], { stdio: ['inherit', 'pipe', 'inherit'], env })
  createInterface({ input: child.stdout }).on('line', (line) => {
    process.stdout.write(`${line}\n`)
    const address = /^Octavo is at (\S+)$/.exec(line)?.[1]
    if (address === undefined) return
    const isOpened = !values['no-open'] && openInBrowser(address)
    say(
      isOpened
        ? 'It opens in your browser. Ctrl+C ends it.'
        : 'Open that address in a browser. Ctrl+C ends it.',
    )
  })
  return child
}

/** Address of the wanted feed; a folder is served by the tests' feed server, under the latest weekdays. */
async function feedAddress(feed: string | undefined): Promise<string | null> {
  if (feed === undefined) return null
  if (/^https?:\/\//.test(feed)) return feed
  const server = join(projectRoot, 'tests', 'feed-server', 'main.ts')
  const child = spawn(process.execPath, [server, resolve(feed)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error(`the feed of ${feed} cannot be served`)
}

function ended(child: ChildProcess): Promise<number> {
  children.add(child)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      children.delete(child)
      resolve(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1))
    })
  })
}
