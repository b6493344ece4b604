/**
 * `npm run screenshots`: every place and state of the window, in both themes and two sizes, as pictures in screenshots/.
 * Names after `--` take only those shots; `--docs` copies the best into docs/.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContext, Page, Request } from '@playwright/test'
import { nowhere } from '../tests/e2e/octavo.ts'
import { createFeedServer } from '../tests/feed-server/feed-server.ts'
import { startHost } from '../tests/support/host-process.ts'
import type { HostProcess } from '../tests/support/host-process.ts'
import { shownAt } from './photograph/clock.ts'
import { photographed } from './photograph/library.ts'
import type { Photographed } from './photograph/library.ts'
import { shots } from './photograph/shots.ts'
import type { Shot } from './photograph/shots.ts'
import { worldOf, worlds } from './photograph/worlds.ts'
import type { WorldName } from './photograph/worlds.ts'
import { buildIfStale, projectRoot } from './start/build.ts'
import { chromiumExecutable } from './start/chromium.ts'
import { neededSwitches } from './start/electron-runtime.ts'

const target = join(projectRoot, 'screenshots')
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 700 },
] as const
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/** What docs/ shows, by the name it has there. */
const inDocs = {
  'triage-light': 'triage-light-1280',
  'triage-dark': 'triage-selected-dark-1280',
  mathematics: 'mathematics-writing-light-1280',
  palette: 'palette-light-1280',
  week: 'week-light-1280',
  narrow: 'triage-light-900',
} as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const chosen = shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

if (!buildIfStale(say)) process.exitCode = 1
else if (process.argv.includes('--docs')) copyToDocs()
else await photographAll()

function copyToDocs(): void {
  for (const [name, file] of Object.entries(inDocs))
    copyFileSync(join(target, `${file}.png`), join(projectRoot, 'docs', `${name}.png`))
}

async function photographAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-screenshots-'))
  mkdirSync(target, { recursive: true })
  const shown = await photographed()
  const executablePath = chromiumExecutable()
  const browser = await chromium.launch({
    args: neededSwitches().map(({ name }) => name),
    ...(executablePath === null ? {} : { executablePath }),
  })
  const failures: string[] = []
  try {
    for (const world of Object.keys(worlds) as WorldName[]) {
      const here = chosen.filter((shot) => (shot.world ?? 'morning') === world)
      if (here.length === 0) continue
      // Both themes at once, each with a library of its own.
      await Promise.all(
        themes.map((theme) => inWorld({ browser, folder, shown, world, theme, failures }, here)),
      )
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const places = chosen.map(({ isLargeOnly }) => (isLargeOnly === true ? 1 : sizes.length))
  const count = themes.length * places.reduce((sum, sizesOfOne) => sum + sizesOfOne, 0)
  say(`${count - failures.length} pictures in ${target}`)
  for (const failure of failures) say(failure)
  if (failures.length > 0) process.exitCode = 1
}

interface Sitting {
  readonly browser: Browser
  readonly folder: string
  readonly shown: Photographed
  readonly world: WorldName
  readonly theme: Theme
  readonly failures: string[]
}

async function inWorld(sitting: Sitting, here: readonly Shot[]): Promise<void> {
  const { folder, world, theme, shown, failures } = sitting
  const { make, feed: manner } = worldOf(world)
  const dataDir = join(folder, `${world}-${theme}`)
  make?.(join(dataDir, 'library', 'library.sqlite'), shown)
  const feed = manner === null ? null : await createFeedServer({ days: shown.days, now: () => shownAt })
  if (feed && manner !== null && manner !== 'well') feed.failWhen(() => manner)
  const clock = join(import.meta.dirname, 'photograph', 'set-clock.ts')
  const host = await startHost(dataDir, feed?.url ?? nowhere, clock)
  if (manner === 'well') await synced(host)
  for (const size of sizes) {
    const context = await sitting.browser.newContext({ viewport: size, colorScheme: theme })
    context.setDefaultTimeout(60_000)
    for (const shot of here) {
      if (shot.isLargeOnly === true && size !== sizes[0]) continue
      const name = `${shot.name}-${theme}-${size.width}`
      const before = await lastStep(host)
      await take(context, shot, { name, address: host.address }).catch((error: unknown) =>
        failures.push(`${name}: ${String(error).split('\n')[0]}`),
      )
      // What the shot changed is taken back, and not a step more.
      while ((await lastStep(host)) !== before) await host.call('journal.undo', {})
    }
    await context.close()
  }
  await host.end('SIGTERM')
  await feed?.close()
}

/** The newest step that is not undone; null without any, and for a library that does not open. */
async function lastStep(host: HostProcess): Promise<string | null> {
  const answer = await host.call('journal.list', { before: null, limit: 100 })
  return answer.ok ? (answer.value.entries.find(({ isUndone }) => !isUndone)?.commandId ?? null) : null
}

/** Waits for this sitting's own first sync to end, so that all pictures tell the same of it. */
async function synced(host: HostProcess): Promise<void> {
  for (;;) {
    const state = await host.call('app.state', {})
    if (state.ok && state.value.sync.phase === 'idle' && (state.value.sync.checkedAt ?? 0) >= shownAt) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** One picture in a window of its own, so that no shot depends on another. */
async function take(
  context: BrowserContext,
  shot: Shot,
  { name, address }: { readonly name: string; readonly address: string },
): Promise<void> {
  const page = await context.newPage()
  const calls = watchCalls(page)
  const settled = (): Promise<void> => rest(page, calls)
  try {
    await see(page, shot.eyes)
    await page.clock.setFixedTime(shownAt)
    await page.goto(address)
    await page.locator('main').waitFor()
    await settled()
    // The window opens where it was left; every shot begins in Triage.
    await press(page, ['g', 't'])
    await settled()
    await press(page, shot.keys ?? [])
    await settled()
    await shot.finish?.(page)
    await settled()
    await page.screenshot({ path: join(target, `${name}.png`) })
  } finally {
    await page.close()
  }
}

/** Zoom halves what has room in a window; the others are wishes that the system passes on. */
async function see(page: Page, eyes: Shot['eyes']): Promise<void> {
  const { width, height } = page.viewportSize() ?? sizes[0]
  if (eyes === 'zoomed') await page.setViewportSize({ width: width / 2, height: height / 2 })
  if (eyes === 'forced') await page.emulateMedia({ forcedColors: 'active' })
  if (eyes === 'contrast') await page.emulateMedia({ contrast: 'more' })
}

/** The window's calls that are not answered yet. */
function watchCalls(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (request.url().includes('/rpc/')) open.add(request)
  })
  const close = (request: Request): void => void open.delete(request)
  page.on('requestfinished', close)
  page.on('requestfailed', close)
  return open
}

/** Fonts are here, everything asked for has been answered, and the answers are drawn. */
async function rest(page: Page, calls: ReadonlySet<Request>): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  do await page.waitForTimeout(150)
  while (calls.size > 0)
}

/** As a reader presses them: the answer to one is there before the next. */
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(60)
  }
}
