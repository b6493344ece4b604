import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { test } from './octavo.ts'
import { currentRow, paper, place, press, synced } from './page.ts'

async function violations(page: Page): Promise<readonly string[]> {
  // Legacy mode stays in the page: Electron opens no second one.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

// A week is the reader's and the feed's days are New York's: where it is Monday sooner, the newest list is of the week before.
const ownZone = process.env['TZ']
test.beforeAll(() => {
  process.env['TZ'] = 'America/New_York'
})
test.afterAll(() => {
  if (ownZone === undefined) delete process.env['TZ']
  else process.env['TZ'] = ownZone
})

test('a week is reviewed, its numbers are told, and one step of it is reverted', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  const starred = await currentRow(page).getAttribute('data-paper')
  await press(page, 's', 'e', 'e', 'l')
  await expect(place(page, 'Skipped', 2)).toBeVisible()

  // The star heads the week; verdicts, stars and notes work in its lists as anywhere.
  await press(page, 'g', 'w')
  const week = page.getByRole('region', { name: 'Week', exact: true })
  const stars = week.getByRole('group', { name: 'Starred' }).getByRole('option')
  await expect(stars).toHaveCount(1)
  await expect(stars).toHaveAttribute('data-paper', String(starred))
  await press(page, 'g', 'g')
  await expect(currentRow(page)).toHaveAttribute('data-paper', String(starred))
  await press(page, 'j')
  const undecided = week.getByRole('group', { name: 'Top of the week, never decided' })
  await expect(undecided.locator('[aria-selected=true]')).toHaveCount(1)
  const skipped = await currentRow(page).getAttribute('data-paper')
  await press(page, 'e')
  await expect(place(page, 'Skipped', 3)).toBeVisible()
  await expect(week.locator(`[data-paper="${skipped}"]`)).toHaveAccessibleName(/, skipped$/)
  await press(page, 'i')
  await page.keyboard.type('Once more, with $x^2$')
  await press(page, 'Escape')
  await expect(paper(page).getByText('Once more')).toBeVisible()
  await press(page, 'Escape')
  await expect(week.getByRole('complementary', { name: 'Notes of the week' })).toContainText('Once more')
  expect(await violations(page)).toEqual([])
  const name = await week.getByRole('heading', { level: 1 }).textContent()
  await press(page, '[')
  await expect(week.getByRole('heading', { level: 1 })).not.toHaveText(String(name))
  await press(page, ']')
  await expect(week.getByRole('heading', { level: 1 })).toHaveText(String(name))

  await press(page, 'g', 'i')
  const stats = page.getByRole('region', { name: 'Stats', exact: true })
  await expect(stats).toContainText('4 decided')
  await expect(stats.getByRole('table').first()).toBeAttached()
  expect(await violations(page)).toEqual([])

  // The first skip is taken back by itself; the star on the same paper stays, and so does all that came later.
  await press(page, 'g', 'j')
  const history = page.getByRole('region', { name: 'History', exact: true })
  const skips = history.getByRole('button', { name: /^Revert: Skipped/ })
  await expect(skips).toHaveCount(3)
  expect(await violations(page)).toEqual([])
  await skips.last().click()
  await expect(place(page, 'Skipped', 2)).toBeVisible()
  await expect(place(page, 'Starred', 1)).toBeVisible()
  await expect(history.getByText(/^Reverted: Skipped/)).toBeVisible()

  // What the revert builds on cannot be reverted before it, and says so.
  await skips.last().click()
  await expect(history.getByText(/^Something newer builds on this: Reverted/)).toBeVisible()
  await expect(place(page, 'Skipped', 2)).toBeVisible()
  await press(page, 'z')
  await expect(place(page, 'Skipped', 3)).toBeVisible()
})
