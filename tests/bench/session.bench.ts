/** Long tasks of the window while a reader goes through everything there is, for one minute, or five with `--full`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { hasDesktop, openDesktop } from './desktop.ts'
import { libraryOf } from './libraries.ts'
import type { BenchOptions, Measurement } from './measurement.ts'
import { installProbe, longTasks } from './probe.ts'

const paperCount = 100_000

/** One round: what is done, as keys or as text that is typed. */
const round: readonly (readonly [name: string, ...keys: readonly string[]])[] = [
  ['a day decided', 'g', 't', 'j', 'j', 's', 'l', 'e', 'e', 'r', 'l', 'z', 'z'],
  ['other days', '[', 'j', 'e', '[', 'e', ']'],
  ['a note', 'i', ...'If $x^2 < n$ then *yes*.', 'Escape'],
  ['all unread', 'g', 'u', 'j', 'j', 'k', 'e', 'e', 'Shift+g', 'g', 'g'],
  ['selecting', 'x', 'Shift+j', 'Shift+j', 'l', 'z', 'Escape'],
  ['full width', 'Enter', 'j', 'j', 'Space', 'Escape'],
  ['search', '/', ...'learning video', 'Enter', 'j', 'j', 'Escape', 'Escape'],
  ['palette', 'Control+k', ...'star', 'Escape'],
  ['everything', 'g', 'a', 'j', 'j', 'Shift+g', 'g', 'g', '.', '.'],
  ['looking back', 'g', 'w', 'j', 'j', 'g', 'i', 'g', 'j', 'g', 'l', 'j', 'g', 'n', 'g', 's'],
]

export async function measure({ isFull }: BenchOptions): Promise<readonly Measurement[]> {
  if (!hasDesktop()) return []
  const folder = mkdtempSync(join(tmpdir(), 'octavo-session-'))
  await libraryOf(paperCount, folder)
  const desktop = await openDesktop(folder)
  try {
    await installProbe(desktop.page)
    const tasks = await live(desktop.page, isFull ? 300_000 : 60_000)
    const slowest = tasks.toSorted((one, other) => other.ms - one.ms)[0]
    const above = tasks.filter(({ ms }) => ms > 100)
    return [
      {
        name: 'longest task in a session',
        value: slowest?.ms ?? 0,
        unit: 'ms',
        budget: 100,
        note: `${slowest?.during ?? ''}; ${above.length} above 100 ms, ${tasks.length} above 50 ms: ${countsOf(tasks)}`,
      },
    ]
  } finally {
    await desktop.quit()
    rmSync(folder, { recursive: true, force: true })
  }
}

function countsOf(tasks: readonly { readonly during: string }[]): string {
  const steps = new Set(tasks.map(({ during }) => during))
  return [...steps]
    .map((step) => `${step} ${tasks.filter(({ during }) => during === step).length}`)
    .join(', ')
}

async function live(page: Page, ms: number): Promise<{ readonly during: string; readonly ms: number }[]> {
  const found: { readonly during: string; readonly ms: number }[] = []
  const endsAt = performance.now() + ms
  while (performance.now() < endsAt) {
    for (const [during, ...keys] of round) {
      for (const key of keys) {
        await page.keyboard.press(key)
        await sleep(100)
      }
      await sleep(300)
      const tasks = await longTasks(page)
      found.push(...tasks.slice(found.length).map((task) => ({ during, ms: task })))
    }
  }
  return found
}
