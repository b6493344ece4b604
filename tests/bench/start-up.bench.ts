/**
 * From the start of the process to the first list on the screen, beside an Electron window with one word in it, in
 * turns, so that both meet the same machine. The page's own clock tells when it painted; `performance.timeOrigin` ties
 * it to the process's start.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/start/build.ts'
import { executableOf, neededSwitches, windowObstacle } from '../../scripts/start/electron-runtime.ts'
import { libraryOf } from './libraries.ts'
import { median } from './measurement.ts'
import type { Measurement } from './measurement.ts'

const rounds = 15

const [few, many] = [1_000, 100_000]

/** Medians over several starts each, after one of each that does not count. Nothing where Electron cannot run. */
export async function measure(): Promise<readonly Measurement[]> {
  const executable = executableOf()
  if (executable === null || windowObstacle(executable) !== null) return []
  const folder = mkdtempSync(join(tmpdir(), 'octavo-start-'))
  try {
    const before = ['-r', join(projectRoot, 'out', 'main', 'before-ready.cjs')]
    const octavo = async (count: number): Promise<Program> => {
      const dataDir = join(folder, String(count))
      await libraryOf(count, dataDir)
      return { executable, args: [...before, projectRoot, `--data-dir=${dataDir}`], shown: '[role=option]' }
    }
    const empty = emptyApp(join(folder, 'empty'))
    const bare = { executable, args: [empty, `--user-data-dir=${join(folder, 'empty-data')}`], shown: 'p' }
    const [ofBare = 0, ofFew = 0, ofMany = 0] = await mediansInTurns([
      bare,
      await octavo(few),
      await octavo(many),
    ])
    const name = `process start to first list painted, ${many} papers`
    return [
      {
        name: `${name}, to an empty window`,
        value: ofMany,
        baseline: ofBare,
        unit: 'ms',
        ratioBudget: 1.3,
        note: `medians of ${rounds}`,
      },
      { name: `${name}, to ${few}`, value: ofMany, baseline: ofFew, unit: 'ms', ratioBudget: 1.1 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function mediansInTurns(programs: readonly Program[]): Promise<readonly number[]> {
  const times = programs.map((): number[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, program] of programs.entries()) {
      // The other processes of the one before take a moment to end, which is no part of this one's start.
      await pause(700)
      const time = await timeToPaint(program)
      if (round > 0) times[index]?.push(time)
    }
  }
  return times.map(median)
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

export interface Program {
  readonly executable: string
  readonly args: readonly string[]
  /** What is on the screen when it counts as painted. */
  readonly shown: string
}

/** Milliseconds from spawning the process to the first frame with the awaited element, as `painted` tells in the page. */
export async function timeToPaint(
  { executable, args, shown }: Program,
  painted: (shown: string) => Promise<number> = paintTime,
): Promise<number> {
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
    const paintedAt = await evaluated(page, `(${painted.toString()})(${JSON.stringify(shown)})`)
    return paintedAt - startedAt
  } finally {
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

/** Runs in the page: the instant (ms since the epoch) of the first frame with a text of the awaited element in it. */
async function paintTime(shown: string): Promise<number> {
  while (document.querySelector(shown) === null) await new Promise((resolve) => setTimeout(resolve, 10))
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      // Each is the largest text so far: after the list's comes that of the paper beside it, unless it came with it.
      const paints = list.getEntries().filter((entry) => entry instanceof LargestContentfulPaint)
      const paint = paints.find(({ element }) => element?.closest(shown)) ?? paints.at(-1)
      if (paint) resolve(performance.timeOrigin + paint.startTime)
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
