/** The keys that lead out of the window, and the one that fetches what is out there. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makePdf } from '../feed-server/full-texts.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { test } from './octavo.ts'
import type { Octavo } from './octavo.ts'
import { currentRow, paper, press, synced } from './page.ts'

const id = '2606.10001'

test('a paper’s page, PDF and discussion open, its link and BibTeX are copied, and it is kept', async ({
  octavo,
  shell,
}) => {
  const today = feedDayAt(Date.now())
  const feed = await createFeedServer({
    days: new Map([[today, [makeEntry({ id, day: today }), makeEntry({ id: '2606.10002', day: today })]]]),
    fullTexts: new Map([[id, { markdown: '# Method\n\nAs it says.', pdf: makePdf('A kept paper') }]]),
  })
  const page = await octavo.start(feed.url)
  await synced(page)
  await expect(currentRow(page)).toContainText(id)

  const outside = await (shell === 'electron' ? systemOf(octavo) : browserOf(page))
  const pdf = `https://arxiv.org/pdf/${id}`
  for (const [key, address] of [
    ['v', `https://arxiv.org/abs/${id}`],
    ['b', `https://arxiv.org/abs/${id}`],
    ['Shift+V', pdf],
    ['c', `https://huggingface.co/papers/${id}`],
  ] as const) {
    const before = (await outside.opened()).length
    await press(page, key)
    await expect.poll(async () => (await outside.opened()).slice(before), key).toEqual([address])
  }

  await outside.copy('nothing yet')
  await press(page, 'y')
  await expect.poll(() => outside.copied(), 'y').toBe(`https://arxiv.org/abs/${id}`)
  await expect(page.getByRole('region', { name: 'Notice' })).toContainText(
    `Copied https://arxiv.org/abs/${id}`,
  )
  await press(page, 'Shift+Y')
  await expect.poll(() => outside.copied(), 'Shift+Y').toMatch(/^@\w+\{/)
  expect(await outside.copied()).toContain(id)

  await expect(paper(page)).toContainText('Not kept offline')
  await press(page, 'd')
  await expect(paper(page), 'd').toContainText('Kept offline', { timeout: 60_000 })
  // Now that it is here, its PDF opens in the window.
  const before = await outside.opened()
  await press(page, 'Shift+V')
  await expect(page.locator('iframe[title=PDF]'), 'Shift+V').toBeVisible()
  expect(await outside.opened()).toEqual(before)
  await feed.close()
})

/** What stands outside the window: the reader's browser, and the clipboard. */
interface Outside {
  /** Every address that was opened, in turn. */
  opened(): Promise<readonly string[]>
  copied(): Promise<string>
  copy(text: string): Promise<void>
}

/** The system around Electron: its browser only notes down what it is given. */
async function systemOf(octavo: Octavo): Promise<Outside> {
  const electron = octavo.electron()
  await electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  return {
    opened: () => electron.evaluate(() => [...(Reflect.get(globalThis, 'opened') as string[])]),
    copied: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    copy: (text) => electron.evaluate(({ clipboard }, given) => clipboard.writeText(given), text),
  }
}

/** The browser around the page: its other tabs reach no server. */
async function browserOf(page: Page): Promise<Outside> {
  const context = page.context()
  const opened: string[] = []
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await context.route(/^https:\/\/(arxiv\.org|huggingface\.co)\//, async (route) => {
    opened.push(route.request().url())
    await route.fulfill({ contentType: 'text/html', body: '' })
  })
  // The clipboard belongs to the tab in front.
  context.on('page', () => void page.bringToFront())
  return {
    opened: async () => [...opened],
    copied: () => page.evaluate(() => navigator.clipboard.readText()),
    copy: (text) => page.evaluate((given) => navigator.clipboard.writeText(given), text),
  }
}
