/**
 * Keys in the real window, in all unread papers of 100,000, beside a bare page in the same window that swaps a text of
 * the same length: a verdict to the next paper painted, and the longest frame while `j` is held down.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { hasDesktop, openDesktop } from './desktop.ts'
import type { Desktop } from './desktop.ts'
import { libraryOf } from './libraries.ts'
import { percentile } from './measurement.ts'
import type { Measurement } from './measurement.ts'
import { framesDuring, installProbe, keyToPaint } from './probe.ts'

const paperCount = 100_000
const verdictCount = 500
const holdMs = 10_000
/** A keyboard's own rate. */
const repeatMs = 33
const verdictKeys = ['e', 'e', 'l', 'e', 'r'] as const

export async function measure(): Promise<readonly Measurement[]> {
  if (!hasDesktop()) return []
  const folder = mkdtempSync(join(tmpdir(), 'octavo-keys-'))
  try {
    await libraryOf(paperCount, folder)
    const desktop = await openDesktop(folder)
    try {
      return await measureIn(desktop)
    } finally {
      await desktop.quit()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureIn(desktop: Desktop): Promise<readonly Measurement[]> {
  const { page } = desktop
  await installProbe(page)
  for (const key of ['g', 'u']) await page.keyboard.press(key)
  await page.locator(`[role=option][aria-setsize="${paperCount}"]`).first().waitFor()
  await sleep(1000)
  const verdicts = await keysToPaint(page, verdictCount)
  const held = await hold(page)
  const length = await page.evaluate(() => document.querySelector('article')?.innerText.length ?? 0)
  await openBarePage(desktop, length)
  await installProbe(page)
  const bareKeys = await keysToPaint(page, 100)
  const bareHeld = await hold(page)
  const note = `p50 ${percentile(verdicts, 50).toFixed(1)}, of ${verdicts.length}`
  return [
    {
      name: 'verdict key to the next paper painted, p95',
      value: percentile(verdicts, 95),
      baseline: percentile(bareKeys, 95),
      unit: 'ms',
      budget: 33,
      note,
    },
    {
      name: 'verdict key to the next paper painted, median',
      value: percentile(verdicts, 50),
      baseline: percentile(bareKeys, 50),
      unit: 'ms',
    },
    {
      name: 'verdict key to the next paper painted, longest',
      value: Math.max(...verdicts),
      baseline: Math.max(...bareKeys),
      unit: 'ms',
      budget: 100,
    },
    {
      name: 'longest frame while j is held down',
      value: Math.max(...held),
      baseline: Math.max(...bareHeld),
      unit: 'ms',
      budget: 50,
      note: `p99 ${percentile(held, 99).toFixed(1)}, bare ${percentile(bareHeld, 99).toFixed(1)}, of ${held.length} frames`,
    },
  ]
}

async function keysToPaint(page: Page, count: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let turn = 0; turn < count; turn += 1) {
    times.push(await keyToPaint(page, verdictKeys[turn % verdictKeys.length] ?? 'e'))
    // Nobody decides faster, and the next papers are fetched meanwhile.
    await sleep(60)
  }
  return times
}

async function hold(page: Page): Promise<readonly number[]> {
  return framesDuring(page, async () => {
    const endsAt = performance.now() + holdMs
    while (performance.now() < endsAt) {
      await Promise.all([page.keyboard.down('j'), sleep(repeatMs)])
    }
    await page.keyboard.up('j')
  })
}

/** Puts a page into the window that does nothing on a key but show another text of the given length. */
async function openBarePage({ app, page }: Desktop, length: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<title>bare</title>'),
    undefined,
  )
  await page.waitForFunction(() => document.title === 'bare')
  await page.evaluate((characters) => {
    const swap = (turn: number): void => {
      const article = document.createElement('article')
      const text = document.createElement('p')
      text.lang = 'en'
      text.textContent = `${turn} word `.repeat(characters).slice(0, characters)
      article.append(text)
      document.body.replaceChildren(article)
    }
    let turn = 0
    swap(turn)
    window.addEventListener('keydown', () => swap((turn += 1)))
  }, length)
}
