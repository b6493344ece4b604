import { expect } from '@playwright/test'
import { nowhere, test } from './octavo.ts'
import { currentRow, place, press, status, synced } from './page.ts'

test('a first run without a network offers the sample, which leaves in one step', async ({ octavo }) => {
  const page = await octavo.start(nowhere)
  await expect(page.getByRole('heading', { name: 'Octavo' })).toBeVisible()
  await expect(page.getByText('There is no network just now')).toBeVisible()
  await expect(page.getByText(octavo.dataDir)).toBeVisible()

  await press(page, '2')
  await expect(page.getByText('42 sample papers, to try Octavo with.')).toBeVisible()
  await expect(place(page, 'Everything', 42)).toBeVisible()
  await expect(currentRow(page)).toBeVisible()
  await press(page, 'l')
  await expect(place(page, 'Queue', 1)).toBeVisible()

  await page.getByRole('button', { name: 'Remove them' }).click()
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
  await press(page, 'z')
  await expect(place(page, 'Everything', 42)).toBeVisible()
  await expect(place(page, 'Queue', 1)).toBeVisible()
})

test('a first run finds the feed as soon as there is a network', async ({ octavo, feed }) => {
  await feed.stopListening()
  const page = await octavo.start(feed.url)
  await expect(page.getByText('There is no network just now')).toBeVisible()
  await feed.listenAgain()
  await page.getByRole('button', { name: 'Try again' }).focus()
  await press(page, 'Enter')
  expect(await synced(page)).toBeGreaterThan(0)
})

test('losing the network changes nothing but the status line', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  await feed.stopListening()
  await press(page, 'Shift+R')
  await expect(status(page)).toContainText('Offline since')
  await press(page, 'e')
  await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()
  await feed.listenAgain()
  await press(page, 'Shift+R')
  await expect(status(page)).toContainText('Checked')
  await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()
})
