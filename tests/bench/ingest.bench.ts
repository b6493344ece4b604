/** How fast papers are stored, and what a window over the same library feels of it: memory, and keys meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Bridge } from '../../src/bridge/bridge.ts'
import { hasDesktop, openDesktop } from './desktop.ts'
import type { Desktop } from './desktop.ts'
import { benchIngest } from './ingest.ts'
import { libraryOf } from './libraries.ts'
import { percentile } from './measurement.ts'
import type { Measurement } from './measurement.ts'
import { modelPapers } from './papers.ts'
import { installProbe, keyToPaint } from './probe.ts'

const paperCount = 10_000
const perImport = 1_000

export async function measure(): Promise<readonly Measurement[]> {
  const { library, bare, again } = benchIngest(modelPapers(), () => {})
  const msFor = (perSecond: number): number => (paperCount / perSecond) * 1000
  return [
    {
      name: `${paperCount} papers stored, to bare statements`,
      value: msFor(library),
      baseline: msFor(bare),
      unit: 'ms',
      ratioBudget: 2,
      note: `${library.toFixed(0)} papers/s; the same again ${again.toFixed(0)}`,
    },
    ...(hasDesktop() ? await inWindow() : []),
  ]
}

async function inWindow(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-ingest-'))
  await libraryOf(1_000, folder)
  const desktop = await openDesktop(folder)
  const { page } = desktop
  try {
    await installProbe(page)
    for (const key of ['g', 'u']) await page.keyboard.press(key)
    await page.locator('[role=option][aria-setsize="1000"]').first().waitFor()
    await sleep(1500)
    const idleTimes = await keysWhile(page, sleep(5000))
    const idle = await desktop.memory('Browser')
    const importing = importAll(page)
    const highest = highestMemory(desktop, importing)
    const times = await keysWhile(page, importing)
    return [
      {
        name: `memory above idle while ${paperCount} papers come in`,
        value: (await highest) - idle,
        unit: 'MB',
        budget: 150,
        note: `main process with the library's thread, ${idle.toFixed(0)} MB idle`,
      },
      {
        name: 'key to the next paper painted meanwhile, slowest',
        value: Math.max(...times),
        baseline: Math.max(...idleTimes),
        unit: 'ms',
        note: `p95 ${percentile(times, 95).toFixed(1)}, idle ${percentile(idleTimes, 95).toFixed(1)}; of ${times.length}`,
      },
    ]
  } finally {
    await desktop.quit()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Imports saved answers of the feed, one after the other. */
async function importAll(page: Page): Promise<void> {
  const models = modelPapers()
  for (let done = 0; done < paperCount; done += perImport) {
    const entries = Array.from({ length: perImport }, (_, offset) => {
      const model = models[(done + offset) % models.length]
      return {
        paper: {
          id: `9902.${10_000 + done + offset}`,
          title: `${model?.title} [${done + offset}]`,
          summary: model?.abstract,
          authors: model?.authors.map(({ name }) => ({ name })),
          publishedAt: '2026-01-01T00:00:00.000Z',
          upvotes: 3,
        },
        title: model?.title,
      }
    })
    const text = JSON.stringify(entries)
    const answer = await page.evaluate(
      (input) => (Reflect.get(window, 'octavo') as Bridge).call('import.text', input),
      {
        name: `part-${done}.json`,
        text,
      },
    )
    if (!answer.ok) throw new Error(`the import failed: ${JSON.stringify(answer)}`)
  }
}

async function highestMemory(desktop: Desktop, work: Promise<void>): Promise<number> {
  let highest = 0
  await during(work, async () => {
    // An answer can get lost in a process as busy as this one: the next one tells.
    highest = Math.max(highest, await desktop.memory('Browser').catch(() => 0))
    await sleep(100)
  })
  return highest
}

async function keysWhile(page: Page, work: Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  await during(work, async () => {
    times.push(await keyToPaint(page, 'j'))
    await sleep(60)
  })
  return times
}

/** Does something again and again until `work` is over; fails if it fails. */
async function during(work: Promise<unknown>, act: () => Promise<void>): Promise<void> {
  const state = { isOver: false }
  const over = work.finally(() => (state.isOver = true))
  while (!state.isOver) await act()
  await over
}
