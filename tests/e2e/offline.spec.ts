import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makePdf } from '../feed-server/full-texts.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { nowhere, test } from './octavo.ts'
import { press, synced } from './page.ts'

const id = '2606.10001'
const markdown = `# Method

The energy is $E = mc^2$, and the plot says so.

![A plot](${id}v1/x1.png)
`

test('a kept paper reads without a network, after a restart, and its PDF opens in the window', async ({
  octavo,
  shell,
}) => {
  const today = feedDayAt(Date.now())
  const pdf = makePdf('A kept paper')
  const feed = await createFeedServer({
    days: new Map([[today, [makeEntry({ id, day: today }), makeEntry({ id: '2606.10002', day: today })]]]),
    fullTexts: new Map([[id, { markdown, pdf }]]),
  })
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'd')
  await expect(pageOf(page)).toContainText('Kept offline', { timeout: 60_000 })
  const file = join(octavo.dataDir, 'kept', id, `${id}.pdf`)
  expect(existsSync(file)).toBe(true)
  await octavo.quit()
  await feed.close()

  const again = await octavo.start(nowhere)
  await expect(pageOf(again)).toContainText('Kept offline')
  await press(again, 'Enter')
  const text = again.getByRole('region', { name: 'Full text' })
  await expect(text.getByRole('heading', { name: 'Method' })).toBeVisible()
  await expect(text.locator('.katex')).toBeVisible()
  const figure = text.getByRole('img', { name: 'A plot' })
  await figure.scrollIntoViewIfNeeded()
  await expect.poll(() => figure.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)

  // The next paper is not kept, and there is no network.
  await press(again, 'j')
  await expect(again.getByRole('note').filter({ hasText: 'not kept' })).toContainText(
    'The full text is not kept and there is no network.',
  )
  await press(again, 'k')

  const shown = again.waitForResponse((response) => response.url().endsWith('.pdf')).catch(() => null)
  await press(again, 'Shift+V')
  const frame = again.locator('iframe[title=PDF]')
  await expect(frame).toBeVisible()
  const address = await frame.evaluate((element) => (element as HTMLIFrameElement).src)
  const served = await again.evaluate(async (url) => {
    const response = await fetch(url)
    return { type: response.headers.get('content-type'), size: (await response.arrayBuffer()).byteLength }
  }, address)
  expect(served).toEqual({ type: 'application/pdf', size: pdf.byteLength })
  expect(readFileSync(file)).toEqual(Buffer.from(pdf))
  if (shell === 'electron') {
    // Chromium's viewer has taken the frame over: it is a document of its own extension, in another process.
    await expect.poll(() => octavo.electron().evaluate(viewers)).toBe(1)
    // The viewer is a program of its own, which a busy machine takes its time to start.
    await expect
      .poll(() => octavo.electron().evaluate(whitePixels), { timeout: 30_000 })
      .toBeGreaterThan(40_000)
  } else expect((await shown)?.status()).toBe(200)
  await again.getByRole('button', { name: 'The paper' }).click()
  await expect(frame).toBeHidden()
})

function pageOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Paper', exact: true })
}

/** Runs in Electron: how much of the window is as white as the PDF's paper, which our own pages are not. */
async function whitePixels({
  BrowserWindow,
}: {
  BrowserWindow: {
    getAllWindows(): { webContents: { capturePage(): Promise<{ toBitmap(): Uint8Array }> } }[]
  }
}): Promise<number> {
  const [window] = BrowserWindow.getAllWindows()
  const bitmap = (await window?.webContents.capturePage())?.toBitmap() ?? []
  let count = 0
  for (let at = 0; at < bitmap.length; at += 4) {
    if (bitmap[at] === 255 && bitmap[at + 1] === 255 && bitmap[at + 2] === 255) count += 1
  }
  return count
}

/** Runs in Electron: how many PDF viewers there are. */
function viewers({ webContents }: { webContents: { getAllWebContents(): { getType(): string }[] } }): number {
  return webContents.getAllWebContents().filter((contents) => contents.getType() === 'remote').length
}
