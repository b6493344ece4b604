/** The real desktop window as the benchmarks use it: over a copy of a large library, without a network. */
import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { executableOf, windowObstacle } from '../../scripts/start/electron-runtime.ts'
import { electronArguments, nowhere } from '../e2e/octavo.ts'

export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
  /** Of the window's page: what its scripts hold after a collection, in MB of 10^6 bytes. */
  heap(): Promise<number>
  /** Resident memory of the window's process, or of the main one with its threads, in MB of 10^6 bytes. */
  memory(kind: 'Tab' | 'Browser'): Promise<number>
  quit(): Promise<void>
}

/** Whether a desktop window can be opened here at all. */
export function hasDesktop(): boolean {
  const executable = executableOf()
  return executable !== null && windowObstacle(executable) === null
}

/** Opens the window and waits for its first list. */
export async function openDesktop(dataDir: string): Promise<Desktop> {
  const app = await _electron.launch({
    executablePath: executableOf() ?? 'electron',
    args: electronArguments(dataDir),
    env: { ...process.env, OCTAVO_FEED_URL: nowhere },
  })
  const page = await app.firstWindow()
  await page.locator('[role=option]').first().waitFor()
  const session = await page.context().newCDPSession(page)
  return {
    app,
    page,
    async heap() {
      for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize / 1e6
    },
    async memory(kind) {
      const kilobytes = await app.evaluate(
        ({ app: electron }, type) =>
          electron.getAppMetrics().find((metric) => metric.type === type)?.memory.workingSetSize ?? 0,
        kind,
      )
      return (kilobytes * 1024) / 1e6
    },
    async quit() {
      const closed = app.waitForEvent('close')
      await app.evaluate(({ app: electron }) => electron.quit())
      await closed
    },
  }
}
