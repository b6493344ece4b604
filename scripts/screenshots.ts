/**
 * `npm run screenshots`: every place and state of the window, in both themes and two sizes, as pictures in screenshots/.
 * The browser shell shows most; the real desktop window is photographed for what `--docs` copies into docs/.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { electronArguments, nowhere } from '../tests/e2e/octavo.ts'
import { createFeedServer } from '../tests/feed-server/feed-server.ts'
import type { FeedServer } from '../tests/feed-server/feed-server.ts'
import { startHost } from '../tests/support/host-process.ts'
import { makeLibrary, photographed } from './photograph/library.ts'
import { shots } from './photograph/shots.ts'
import type { Shot } from './photograph/shots.ts'
import { isOnPath } from './start/browser.ts'
import { buildIfStale, projectRoot } from './start/build.ts'
import { chromiumExecutable } from './start/chromium.ts'
import { executableOf, neededSwitches } from './start/electron-runtime.ts'

const target = join(projectRoot, 'screenshots')
const wide = { width: 1280, height: 800 }
const narrow = { width: 900, height: 700 }
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
/** How long a notice stays, and a little more. */
const noticeMs = 8500
const switches = neededSwitches().map(({ name }) => name)

/** What docs/ shows, by the name it has there. */
const inDocs: readonly { file: string; shot: string; theme: Theme; size: typeof wide }[] = [
  { file: 'triage-light', shot: 'triage', theme: 'light', size: wide },
  { file: 'triage-dark', shot: 'triage-selected', theme: 'dark', size: wide },
  { file: 'mathematics', shot: 'mathematics-writing', theme: 'light', size: wide },
  { file: 'palette', shot: 'palette', theme: 'light', size: wide },
  { file: 'week', shot: 'week', theme: 'light', size: wide },
  { file: 'narrow', shot: 'triage', theme: 'light', size: narrow },
]

const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (process.platform === 'linux' && !process.env['DISPLAY'] && isOnPath('xvfb-run')) {
  const screen = [
    'xvfb-run',
    '-a',
    '-s',
    '-screen 0 1600x1000x24',
    process.execPath,
    ...process.argv.slice(1),
  ]
  const [command = '', ...args] = screen
  process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1
} else if (buildIfStale(say)) {
  await photographAll(process.argv.includes('--docs'))
} else {
  process.exitCode = 1
}

async function photographAll(forDocs: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-screenshots-'))
  mkdirSync(target, { recursive: true })
  const shown = await photographed()
  const feed = await createFeedServer({ days: shown.days })
  const library = (name: string): string => join(folder, name)
  try {
    for (const name of ['browser', 'desktop'])
      makeLibrary(join(library(name), 'library', 'library.sqlite'), shown)
    await inDesktop(library('desktop'), feed.url, forDocs)
    if (!forDocs) await inBrowser(library, feed)
  } finally {
    await feed.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inBrowser(library: (name: string) => string, feed: FeedServer): Promise<void> {
  const executablePath = chromiumExecutable()
  const browser = await chromium.launch({
    args: switches,
    ...(executablePath === null ? {} : { executablePath }),
  })
  await inHost(browser, library('browser'), feed.url, (page, name) => places(page, name))
  feed.failWhen(() => ({ kind: 'status', status: 503 }))
  await inHost(browser, library('browser'), feed.url, (page, name) =>
    one(page, { name: 'error', keys: [] }, name),
  )
  await inHost(browser, library('browser'), nowhere, (page, name) =>
    one(page, { name: 'offline', keys: [] }, name),
  )
  await inHost(browser, library('first'), nowhere, (page, name) =>
    one(page, { name: 'first-run', keys: [] }, name),
  )
  mkdirSync(join(library('damaged'), 'library'), { recursive: true })
  writeFileSync(
    join(library('damaged'), 'library', 'library.sqlite'),
    'This was a library once.\n'.repeat(400),
  )
  await inHost(browser, library('damaged'), nowhere, (page, name) =>
    one(page, { name: 'damaged', keys: [] }, name),
  )
  await browser.close()
}

/** Opens a library in the browser shell, in every theme and size, and lets `photograph` take it from there. */
async function inHost(
  browser: Browser,
  dataDir: string,
  feedUrl: string,
  photograph: (page: Page, suffix: string) => Promise<void>,
): Promise<void> {
  const host = await startHost(dataDir, feedUrl)
  for (const theme of themes) {
    for (const viewport of [wide, narrow]) {
      const context = await browser.newContext({ viewport, colorScheme: theme })
      const page = await context.newPage()
      await page.goto(host.address)
      await page.waitForTimeout(1500)
      await photograph(page, `${theme}-${viewport.width}`)
      await context.close()
    }
  }
  await host.end('SIGTERM')
}

async function places(page: Page, suffix: string): Promise<void> {
  for (const shot of shots) await one(page, shot, suffix)
}

async function one(page: Page, shot: Shot, suffix: string): Promise<void> {
  await arrive(page, shot)
  await page.screenshot({ path: join(target, `${shot.name}-${suffix}.png`) })
  await leave(page, shot)
}

/** Takes back what a shot did, and waits until the notice of that has gone. */
async function leave(page: Page, { after = [] }: Shot): Promise<void> {
  await press(page, after)
  if (after.includes('z')) await page.waitForTimeout(noticeMs)
}

async function arrive(page: Page, { keys, finish }: Shot): Promise<void> {
  if (keys.length > 0) await press(page, ['Escape', 'Escape', 'Escape'])
  await press(page, keys)
  await finish?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(400)
}

/** As a reader presses them: the answer to one is there before the next. */
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(90)
  }
}

async function inDesktop(dataDir: string, feedUrl: string, forDocs: boolean): Promise<void> {
  const executablePath = executableOf()
  if (executablePath === null) return say('There is no Electron here: the desktop window is left out.')
  const env = { ...process.env, OCTAVO_FEED_URL: feedUrl }
  const app = await _electron.launch({ executablePath, args: electronArguments(dataDir), env })
  const page = await app.firstWindow()
  await page.waitForTimeout(2500)
  for (const { file, shot: name, theme, size } of inDocs) {
    const shot = shots.find((candidate) => candidate.name === name)
    if (shot === undefined) throw new Error(`no shot ${name}`)
    await app.evaluate(
      ({ BrowserWindow, nativeTheme }, { width, height, scheme }) => {
        nativeTheme.themeSource = scheme
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
      },
      { ...size, scheme: theme },
    )
    // Playwright emulates light where it is not told otherwise.
    await page.emulateMedia({ colorScheme: theme })
    await page.mouse.move(0, 0)
    await page.waitForTimeout(300)
    await arrive(page, shot)
    const path = join(target, `desktop-${file}.png`)
    await page.screenshot({ path })
    if (forDocs) copyFileSync(path, join(projectRoot, 'docs', `${file}.png`))
    await leave(page, shot)
  }
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit())
  await closed
}
