/**
 * The app as a reader has it: one of the two shells, built, over a library in a temporary folder and a feed of our own.
 * Whatever the page complains about (errors, violations of the content policy) fails the spec at its end.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, chromium, expect } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { chromiumExecutable } from '../../scripts/start/chromium.ts'
import { executableOf, neededSwitches } from '../../scripts/start/electron-runtime.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import type { FeedServer } from '../feed-server/feed-server.ts'
import { startHost } from '../support/host-process.ts'

export interface ShellOptions {
  readonly shell: 'electron' | 'browser'
}

export interface Octavo {
  readonly dataDir: string
  /**
   * Starts the shell with a feed and opens its window. `more` is for Electron's command line.
   */
  start(feedUrl: string, more?: readonly string[]): Promise<Page>
  /** Electron's main process, in that shell. */
  electron(): ElectronApplication
  /** Ends it as the reader does. */
  quit(): Promise<void>
  /** Everything that the page complained about. */
  readonly complaints: string[]
}

interface Fixtures {
  readonly octavo: Octavo
  /** Real days where they are at hand, else our own, under the latest weekdays. */
  readonly feed: FeedServer
}

export const root = join(import.meta.dirname, '..', '..')
const realDays = join(root, '..', 'shared', 'data', 'hf', 'days')
const size = { width: 1320, height: 860 }
/** Nothing listens there: connecting is refused at once, as without a network. (Fetch refuses ports such as 9 itself.) */
export const nowhere = 'http://127.0.0.1:47'

export const test = base.extend<Fixtures & { shell: ShellOptions['shell'] }>({
  shell: ['browser', { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures needed from this pattern.
  feed: async ({}, use) => {
    const folder = existsSync(realDays) ? realDays : join(root, 'tests', 'fixtures', 'days')
    const server = await createFeedServer({ folder, shift: true })
    await use(server)
    await server.close()
  },
  octavo: async ({ shell }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'octavo-e2e-'))
    const complaints: string[] = []
    let running: Running | null = null
    const quit = async (): Promise<void> => {
      await running?.quit()
      running = null
    }
    await use({
      dataDir,
      complaints,
      quit,
      electron: () => {
        if (!running?.electron) throw new Error('this is not the Electron shell')
        return running.electron
      },
      start: async (feedUrl, more = []) => {
        const open = shell === 'electron' ? openElectron : openBrowser
        running = await open({ dataDir, feedUrl, complaints, more })
        return running.page
      },
    })
    await quit()
    rmSync(dataDir, { recursive: true, force: true })
    expect(complaints).toEqual([])
  },
})

interface Running {
  readonly page: Page
  readonly electron: ElectronApplication | null
  quit(): Promise<void>
}

interface Wanted {
  readonly dataDir: string
  readonly feedUrl: string
  readonly complaints: string[]
  readonly more: readonly string[]
}

/** Arguments for the Electron executable that open the app on a library. */
export function electronArguments(dataDir: string): string[] {
  const switches = neededSwitches().map(({ name }) => name)
  return ['-r', join(root, 'out', 'main', 'before-ready.cjs'), ...switches, root, `--data-dir=${dataDir}`]
}

async function openElectron({ dataDir, feedUrl, complaints, more }: Wanted): Promise<Running> {
  const app = await _electron.launch({
    executablePath: executableOf() ?? 'electron',
    args: [...electronArguments(dataDir), ...more],
    env: { ...process.env, OCTAVO_FEED_URL: feedUrl },
  })
  await app.context().addInitScript(reportViolations)
  const page = await app.firstWindow()
  hear(page, complaints)
  return {
    page,
    electron: app,
    async quit() {
      const closed = app.waitForEvent('close')
      // Once this has been answered: a process that ends does not answer. The answer itself may be lost to a collection
      // of garbage in that process; that it ends is what counts.
      await app.evaluate(({ app: electron }) => void setTimeout(() => electron.quit(), 50)).catch(() => {})
      await closed
    },
  }
}

async function openBrowser({ dataDir, feedUrl, complaints }: Wanted): Promise<Running> {
  const host = await startHost(dataDir, feedUrl)
  const switches = neededSwitches().map(({ name }) => name)
  const executablePath = chromiumExecutable()
  const browser = await chromium.launch({
    args: switches,
    ...(executablePath === null ? {} : { executablePath }),
  })
  const context = await browser.newContext({ viewport: size })
  await context.addInitScript(reportViolations)
  const page = await context.newPage()
  hear(page, complaints)
  await page.goto(host.address)
  return {
    page,
    electron: null,
    async quit() {
      await page.close({ runBeforeUnload: true })
      await context.close()
      await browser.close()
      expect(await host.end('SIGTERM')).toBe(0)
    },
  }
}

function hear(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}

/** Runs in the page before anything of ours: the policy's own reports, word for word. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(
      `violates ${event.violatedDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
    )
  })
}
