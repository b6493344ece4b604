/** Metered networks: nothing comes by itself, all that is asked for does. */
import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { press, status, synced } from './page.ts'

/** The browser's word for a metered network, in place of the system's. */
function saveData(): void {
  const connection = Object.assign(new EventTarget(), { saveData: true })
  Object.defineProperty(navigator, 'connection', { configurable: true, value: connection })
}

test('on a metered network nothing is fetched by itself, and everything that is asked for', async ({
  octavo,
  feed,
}) => {
  const first = await octavo.start(feed.url)
  await synced(first)
  await octavo.quit()
  feed.asked.length = 0

  const page = await octavo.start(feed.url, saveData)
  const foot = page.getByRole('contentinfo')
  await expect(foot).toContainText('Metered network: nothing is fetched by itself.')
  // Longer than the program waits for a window's word about the network.
  await page.waitForTimeout(6000)
  expect(feed.asked.map(({ path }) => path)).toEqual([])
  await press(page, '[')
  await press(page, 'Shift+R')
  await expect.poll(() => feed.asked.length).toBeGreaterThanOrEqual(7)
  await expect(status(page)).toContainText('Checked')
  expect(feed.asked.filter(({ path }) => !path.startsWith('/api/daily_papers'))).toEqual([])

  await page.evaluate(() => {
    const connection = Reflect.get(navigator, 'connection') as EventTarget
    Object.assign(connection, { saveData: false }).dispatchEvent(new Event('change'))
  })
  await expect(foot).not.toContainText('Metered network')
  await expect.poll(() => feed.asked.some(({ path }) => path === '/api/query')).toBe(true)
})

test('every network can be treated as metered', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'g', ',')
  await page.getByRole('button', { name: 'Feed', exact: true }).click()
  await page.getByLabel('What a metered network means').selectOption('treat every network as metered')
  await expect(page.getByRole('contentinfo')).toContainText('Metered network: nothing is fetched by itself.')
  await octavo.quit()
  feed.asked.length = 0
  const again = await octavo.start(feed.url)
  await expect(again.getByRole('contentinfo')).toContainText('Metered network')
  await again.waitForTimeout(6000)
  expect(feed.asked.map(({ path }) => path)).toEqual([])
})
