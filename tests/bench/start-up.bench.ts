/**
 * From the start of the process to the first list on the screen, beside an Electron window with one word in it, in
 * turns, so that both meet the same machine. The page's own clock tells when it painted; `performance.timeOrigin` ties
 * it to the process's start.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/start/build.ts'
import { executableOf, neededSwitches, windowObstacle } from '../../scripts/start/electron-runtime.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { startHost } from '../support/host-process.ts'
import { median } from './measurement.ts'
import type { Measurement } from './measurement.ts'

const rounds = 7

/** Medians over seven starts each, after one of each that does not count. Nothing where Electron cannot run. */
export async function measure(): Promise<readonly Measurement[]> {
  const executable = executableOf()
  if (executable === null || windowObstacle(executable) !== null) return []
  const folder = mkdtempSync(join(tmpdir(), 'octavo-start-'))
  try {
    const library = join(folder, 'library')
    const papers = await fill(library)
    const empty = emptyApp(join(folder, 'empty'))
    const before = ['-r', join(projectRoot, 'out', 'preload', 'before-ready.cjs')]
    const octavo = {
      executable,
      args: [...before, projectRoot, `--data-dir=${library}`],
      shown: '[role=option]',
    }
    const bare = { executable, args: [empty, `--user-data-dir=${join(folder, 'empty-data')}`], shown: 'p' }
    const times: { readonly octavo: number[]; readonly bare: number[] } = { octavo: [], bare: [] }
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [await timeToPaint(octavo), await timeToPaint(bare)]
      if (round === 0) continue
      times.octavo.push(one)
      times.bare.push(other)
    }
    return [
      {
        name: 'process start to first list painted',
        value: median(times.octavo),
        unit: 'ms',
        note: `${papers} papers`,
      },
      { name: 'process start to an empty window painted', value: median(times.bare), unit: 'ms' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fills a library from a feed; returns how many papers it has then. */
async function fill(dataDir: string): Promise<number> {
  const realDays = join(projectRoot, '..', 'shared', 'data', 'hf', 'days')
  const folder = existsSync(realDays) ? realDays : join(projectRoot, 'tests', 'fixtures', 'days')
  const feed = await createFeedServer({ folder, shift: true })
  const host = await startHost(dataDir, feed.url)
  for (;;) {
    const state = await host.call('app.state', {})
    if (!state.ok) throw new Error(state.error.message)
    const { sync, counts } = state.value
    if (sync.phase === 'idle' && sync.checkedAt !== null) {
      await host.end('SIGTERM')
      await feed.close()
      return counts.everything
    }
    await pause(50)
  }
}

/** The smallest app there is, with the window options that ours has. */
function emptyApp(folder: string): string {
  const main = `
    const { app, BrowserWindow } = require('electron')
    app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1320, height: 860, show: false, webPreferences: { sandbox: true } })
      window.once('ready-to-show', () => window.show())
      window.loadFile('index.html')
    })`
  const files = {
    'package.json': '{"name":"empty","main":"main.js"}',
    'main.js': main,
    'index.html': '<p>empty</p>',
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

interface Program {
  readonly executable: string
  readonly args: readonly string[]
  /** What is on the screen when it counts as painted. */
  readonly shown: string
}

/** Milliseconds from spawning the process to the first frame with the awaited element. */
async function timeToPaint({ executable, args, shown }: Program): Promise<number> {
  const switches = [...neededSwitches().map(({ name }) => name), '--remote-debugging-port=0']
  const [first = '', second = '', ...rest] = args
  const before = first === '-r' ? [first, second] : []
  const after = first === '-r' ? rest : args
  const startedAt = Date.now()
  const child = spawn(executable, [...before, ...switches, ...after], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OCTAVO_FEED_URL: 'http://127.0.0.1:47' },
  })
  try {
    const { port } = new URL(await debuggerAddress(child))
    const page = await pageAddress(port)
    const paintedAt = await evaluated(page, `(${paintTime.toString()})(${JSON.stringify(shown)})`)
    return paintedAt - startedAt
  } finally {
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

/** Runs in the page: the instant (ms since the epoch) of the largest paint once the awaited element is there. */
async function paintTime(shown: string): Promise<number> {
  while (document.querySelector(shown) === null) await new Promise((resolve) => setTimeout(resolve, 10))
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const last = list.getEntries().at(-1)
      if (last) resolve(performance.timeOrigin + last.startTime)
    })
    observer.observe({ type: 'largest-contentful-paint', buffered: true })
  })
}

/** The debugger's address of the window's page, once there is one. */
async function pageAddress(port: string): Promise<string> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`)
    const targets = (await response.json()) as readonly { type: string; webSocketDebuggerUrl: string }[]
    const page = targets.find(({ type }) => type === 'page')
    if (page) return page.webSocketDebuggerUrl
    await pause(20)
  }
}

/** The number that an expression comes to in the page. A driver like Playwright's would slow the start it watches. */
async function evaluated(address: string, expression: string): Promise<number> {
  for (;;) {
    const value = await evaluatedOnce(address, expression)
    if (value !== null) return value
    // The page was still on its way to its address.
    await pause(20)
  }
}

function evaluatedOnce(address: string, expression: string): Promise<number | null> {
  const socket = new WebSocket(address)
  const params = { expression, awaitPromise: true, returnByValue: true }
  return new Promise((resolve) => {
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params })),
    )
    socket.addEventListener('error', () => resolve(null))
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { result?: { result?: { value?: unknown } } }
      const value = answer.result?.result?.value
      resolve(typeof value === 'number' ? value : null)
      socket.close()
    })
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (text) => {
      said += String(text)
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.on('exit', () => reject(new Error(said)))
  })
}
