/**
 * `npm test`: everything that must hold, one after the other, and a last line `N passed, N failed`. The end-to-end specs
 * need an Electron and a Chromium; where one is not installed its specs are left out and a line says so. With CI=true
 * that is a failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isOnPath } from './start/browser.ts'
import { projectRoot } from './start/build.ts'
import { chromiumExecutable } from './start/chromium.ts'
import { executableOf } from './start/electron-runtime.ts'

const results = join(projectRoot, 'test-results')
const isCi = process.env['CI'] === 'true'
const total = { passed: 0, failed: 0 }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const node = (...args: readonly string[]): readonly string[] => [process.execPath, ...args]
const tool = (path: string): string => join(projectRoot, 'node_modules', path)
const screen = '-screen 0 1600x1000x24'

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

for (const check of ['check:types', 'check:lint', 'check:format', 'check:dead']) {
  // npm finds the tools of the project, on every platform.
  count(run(check, [process.platform === 'win32' ? 'npm.cmd' : 'npm', 'run', '--silent', check]))
}
const isBuilt = run('build', node(tool('electron-vite/bin/electron-vite.js'), 'build'))
count(isBuilt)
// Some integration tests start what was built.
unitTests()
if (isBuilt) endToEnd()

say('')
say(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

function unitTests(): void {
  const report = join(results, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const isGreen = run('unit, ui and integration tests', node(tool('vitest/vitest.mjs'), 'run', ...reporters))
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report)
  add(numPassedTests, numFailedTests, isGreen)
}

function endToEnd(): void {
  const projects: string[] = []
  if (executableOf() === null) leaveOut('Electron', 'its runtime, which `npm start` downloads')
  else if (!hasDisplay()) leaveOut('Electron', 'a display, or xvfb-run')
  else projects.push('--project=electron')
  if (chromiumExecutable() === null) leaveOut('the browser', 'Chromium or Chrome')
  else projects.push('--project=browser')
  if (projects.length === 0) return
  const playwright = node(tool('@playwright/test/cli.js'), 'test', ...projects)
  const isGreen = run(
    'end-to-end specs',
    needsXvfb() ? ['xvfb-run', '-a', '-s', screen, ...playwright] : playwright,
  )
  const { stats } = readReport(join(results, 'e2e.json'))
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0)
  add(passed, (stats?.unexpected ?? 0) + (isCi ? (stats?.skipped ?? 0) : 0), isGreen)
}

function leaveOut(shell: string, need: string): void {
  say(`\nThe end-to-end specs in ${shell} are left out: they need ${need}.`)
  if (isCi) count(false)
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || isOnPath('xvfb-run')
}

function needsXvfb(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && isOnPath('xvfb-run')
}

/** Runs a command in the project with its output shown. True if it succeeded. */
function run(name: string, [command = '', ...args]: readonly string[]): boolean {
  say(`\n── ${name}`)
  const startedAt = Date.now()
  const { status } = spawnSync(command, args, {
    cwd: projectRoot,
    stdio: 'inherit',
    shell: command.endsWith('.cmd'),
  })
  say(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  return status === 0
}

function count(isGreen: boolean): void {
  add(isGreen ? 1 : 0, isGreen ? 0 : 1, isGreen)
}

/** Adds a run's numbers; one that failed without a failed test, because it did not even begin, counts as one. */
function add(passed: number, failed: number, isGreen: boolean): void {
  total.passed += passed
  total.failed += isGreen ? failed : Math.max(1, failed)
}

interface Report {
  readonly numPassedTests?: number
  readonly numFailedTests?: number
  readonly stats?: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

function readReport(path: string): Report {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}
