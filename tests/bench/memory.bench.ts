/** What the window's process needs with 100,000 papers listed beside 1,000, and after 1,000 papers have been read. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasDesktop, openDesktop } from './desktop.ts'
import { libraryOf } from './libraries.ts'
import type { Measurement } from './measurement.ts'

const [few, many] = [1_000, 100_000]
const readCount = 1_000

interface Sizes {
  /** With the list of everything open. */
  readonly listed: { readonly heap: number; readonly process: number }
  readonly afterReading: { readonly heap: number; readonly process: number }
}

export async function measure(): Promise<readonly Measurement[]> {
  if (!hasDesktop()) return []
  const [small, large] = [await sizesWith(few), await sizesWith(many)]
  const line = (name: string, value: number, baseline: number, ratioBudget?: number): Measurement => ({
    name,
    value,
    baseline,
    unit: 'MB',
    ...(ratioBudget === undefined ? {} : { ratioBudget }),
  })
  return [
    line(`memory of the window, ${many} papers to ${few}`, large.listed.process, small.listed.process, 1.1),
    line(`of it held by scripts, ${many} papers to ${few}`, large.listed.heap, small.listed.heap),
    line(
      `memory of the window after reading ${readCount} papers`,
      large.afterReading.process,
      large.listed.process,
      1.3,
    ),
    line('of it held by scripts, after reading', large.afterReading.heap, large.listed.heap),
  ]
}

async function sizesWith(count: number): Promise<Sizes> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-memory-'))
  await libraryOf(count, folder)
  const desktop = await openDesktop(folder)
  const { page } = desktop
  try {
    for (const key of ['g', 'a']) await page.keyboard.press(key)
    await page.locator(`[role=option][aria-setsize="${count}"]`).first().waitFor()
    const sizes = async (): Promise<Sizes['listed']> => {
      await sleep(2000)
      return { heap: await desktop.heap(), process: await desktop.memory('Tab') }
    }
    const listed = await sizes()
    if (count === few) return { listed, afterReading: listed }
    for (let read = 0; read < readCount; read += 1) {
      await page.keyboard.press('j')
      await sleep(15)
    }
    return { listed, afterReading: await sizes() }
  } finally {
    await desktop.quit()
    rmSync(folder, { recursive: true, force: true })
  }
}
