import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { FeedServer } from '../feed-server/feed-server.ts'
import { test } from './octavo.ts'
import { currentRow, press, status, synced } from './page.ts'

const monday = '2024-06-03'

/** Gives the feed a day of long ago with three papers; returns the id of the first. */
function addMonday(feed: FeedServer): string {
  const newest = [...feed.days.keys()].toSorted().at(-1) ?? ''
  const entries = (feed.days.get(newest) ?? []).slice(0, 3).map((entry) => {
    const paper = entry['paper'] as { readonly id: string }
    return { ...entry, paper: { ...paper, submittedOnDailyAt: `${monday}T00:00:00.000Z` } }
  })
  feed.days.set(monday, entries)
  return entries[0]?.paper.id ?? ''
}

/** Goes to a day by the choice of day. */
async function goToDay(page: Page, day: string): Promise<void> {
  await press(page, 'g', 'd')
  const dialog = page.getByRole('dialog', { name: 'Go to a day' })
  await dialog.getByLabel('Go to a day').fill(day)
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Finds something in the palette and does it. */
async function choose(page: Page, text: string): Promise<void> {
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a command, a paper, a tag or a setting' }).fill(text)
  await press(page, 'Enter')
}

test('any day since the first is fetched when one goes there, once', async ({ octavo, feed }) => {
  addMonday(feed)
  const page = await octavo.start(feed.url)
  await synced(page)
  const asked = (day: string): number => feed.asked.filter((request) => request.day === day).length
  await goToDay(page, monday)
  await expect(page.getByRole('heading', { name: 'Monday 3 June 2024' }).first()).toBeVisible()
  await expect(currentRow(page)).toHaveAttribute('aria-setsize', '3')
  await expect(page.getByText('0 of 3 decided · settled')).toBeVisible()
  await press(page, '[')
  await expect(page.getByText('The feed had no list on this day.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Friday 31 May 2024' }).first()).toBeVisible()
  await press(page, ']')
  await expect(currentRow(page)).toHaveAttribute('aria-setsize', '3')
  await goToDay(page, '2024-06-02')
  await expect(page.getByText('No list at weekends.')).toBeVisible()
  expect([asked(monday), asked('2024-05-31')]).toEqual([1, 1])
})

test('a month is fetched in the background, paused, and still there after a restart', async ({
  octavo,
  feed,
}) => {
  addMonday(feed)
  const page = await octavo.start(feed.url)
  await synced(page)
  await goToDay(page, monday)
  await expect(currentRow(page)).toHaveAttribute('aria-setsize', '3')
  await choose(page, 'all days of the month')
  const foot = page.getByRole('contentinfo')
  await expect(foot).toContainText(/Fetching June 2024, \d+ of 30 days, less than a minute left\./)
  await foot.getByRole('button', { name: 'pause' }).click()
  await expect(foot).toContainText(/June 2024 is paused at \d+ of 30 days\./)
  await octavo.quit()

  const again = await octavo.start(feed.url)
  await expect(again.getByRole('contentinfo')).toContainText('June 2024 is paused')
  await expect(status(again)).toContainText('Checked')
  await choose(again, 'stop fetching')
  await expect(again.getByRole('contentinfo')).not.toContainText('June 2024')
})

test('papers are added by their names, and the feed’s other lists open by theirs', async ({
  octavo,
  feed,
}) => {
  const id = addMonday(feed)
  const page = await octavo.start(feed.url)
  await synced(page)
  await choose(page, `https://arxiv.org/abs/${id}`)
  await expect(page.getByText('1 paper was here already.').first()).toBeVisible()
  await press(page, 'g', 'f')
  await expect(page.getByRole('listbox', { name: 'Trending' })).toBeVisible()
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '1')
  await choose(page, 'qqqq nothing of this name')
  await expect(page.getByText('The feed has nothing on this list.')).toBeVisible()
})
