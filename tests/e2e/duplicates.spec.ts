/** A paper that is here twice under nearly one title, made one and two again by the keyboard alone. */
import { expect } from '@playwright/test'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { test } from './octavo.ts'
import { paper, place, press, synced } from './page.ts'

const today = feedDayAt(Date.now())
const entries = [
  ['2606.10001', 'Latent Actions for World Models of Robots in Kitchens'],
  ['2606.10002', 'Latent Action for World Models of Robots in Kitchens'],
  ['2606.10003', 'Something else altogether'],
] as const
const newDay = () =>
  createFeedServer({
    days: new Map([[today, entries.map(([id, title]) => makeEntry({ id, day: today, title }))]]),
  })

test('a duplicate is merged in its place and undone, also after a restart', async ({ octavo }) => {
  const feed = await newDay()
  const page = await octavo.start(feed.url)
  expect(await synced(page)).toBe(3)
  await press(page, 's', 'j', 't')
  await page.keyboard.type('kitchens')
  await press(page, 'Enter', 'Escape')

  await expect(page.getByRole('button', { name: 'Duplicates, 1' })).toBeVisible({ timeout: 20_000 })
  await press(page, 'g', 'p')
  await expect(page.getByRole('heading', { name: 'Duplicates' })).toBeVisible()
  const merge = page.getByRole('button', { name: 'Merge', exact: true })
  for (let tab = 0; tab < 30 && !(await merge.evaluate((it) => it === document.activeElement)); tab += 1)
    await press(page, 'Tab')
  await press(page, 'Enter')
  await expect(page.getByRole('region', { name: 'Notice' })).toContainText('Merged')
  await expect(page.getByText('No paper seems to be here twice.')).toBeVisible()
  await expect(place(page, 'Everything', 2)).toBeVisible()

  // One paper with the star of one and the tag of the other.
  await press(page, 'g', 's')
  await expect(place(page, 'Starred', 1)).toBeVisible()
  await expect(paper(page)).toContainText('kitchens')

  await octavo.quit()
  const again = await octavo.start(feed.url)
  await expect(place(again, 'Everything', 2)).toBeVisible()
  await press(again, 'z')
  await expect(again.getByRole('region', { name: 'Notice' })).toContainText('Undone: Merged')
  await expect(place(again, 'Everything', 3)).toBeVisible()
  await expect(again.getByRole('button', { name: 'Duplicates, 1' })).toBeVisible()
  await press(again, 'Shift+Z')
  await expect(place(again, 'Everything', 2)).toBeVisible()
  await feed.close()
})

test('selected papers are merged from the palette, and kept apart they are not offered again', async ({
  octavo,
}) => {
  const feed = await newDay()
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'x', 'j', 'x', 'Control+k')
  await page.keyboard.type('merge the copies')
  await press(page, 'Enter')
  await expect(place(page, 'Everything', 2)).toBeVisible()
  await press(page, 'z')
  await expect(place(page, 'Everything', 3)).toBeVisible()

  await expect(page.getByRole('button', { name: 'Duplicates, 1' })).toBeVisible({ timeout: 20_000 })
  await press(page, 'g', 'p')
  const both = page.getByRole('button', { name: 'Keep both' })
  for (let tab = 0; tab < 30 && !(await both.evaluate((it) => it === document.activeElement)); tab += 1)
    await press(page, 'Tab')
  await press(page, 'Enter')
  await expect(page.getByText('No paper seems to be here twice.')).toBeVisible()
  await press(page, 'z')
  await expect(page.getByRole('region', { name: 'Notice' })).toContainText('Undone: Kept')
  await expect(page.getByRole('button', { name: 'Duplicates, 1' })).toBeVisible()
  await feed.close()
})
