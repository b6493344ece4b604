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
  const page = await octavo.start(feed.url)
  await synced(page)
  await page.addInitScript(saveData)
  await page.reload()
  const foot = page.getByRole('contentinfo')
  await expect(foot).toContainText('Metered network: nothing is fetched by itself.')
  await expect(page.getByRole('listbox', { name: 'Triage' })).toBeVisible()
  await press(page, 'g', 'd')
  const dialog = page.getByRole('dialog', { name: 'Go to a day' })
  await dialog.getByLabel('Go to a day').fill('2024-06-04')
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  const before = feed.asked.length
  await page.getByRole('button', { name: 'Fetch this day' }).click()
  await expect(page.getByText('The feed had no list on this day.')).toBeVisible()
  await press(page, 'Shift+R')
  await expect.poll(() => feed.asked.length - before).toBeGreaterThanOrEqual(8)
  await expect(status(page)).toContainText('Checked')
  expect(feed.asked.slice(before).filter(({ path }) => path !== '/api/daily_papers')).toEqual([])

  const queries = (): number => feed.asked.filter(({ path }) => path === '/api/query').length
  await page.evaluate(() => {
    const connection = Reflect.get(navigator, 'connection') as EventTarget
    Object.assign(connection, { saveData: false }).dispatchEvent(new Event('change'))
  })
  await expect(foot).not.toContainText('Metered network')
  await expect.poll(queries).toBeGreaterThan(0)
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
