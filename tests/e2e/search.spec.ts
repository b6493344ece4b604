import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { press, synced } from './page.ts'

test('papers are found by word, phrase, operator and formula, as one types', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  const titles = [...feed.days.values()].flat().map(({ paper }) => (paper as { title: string }).title)
  const title = titles.find((one) => /^[\w :-]{30,}$/.test(one)) ?? ''
  const field = page.getByRole('combobox', { name: 'Search' })
  const rows = page.getByRole('listbox', { name: 'Found' }).getByRole('option')

  await press(page, '/')
  await expect(field).toBeFocused()
  await field.pressSequentially(`title:"${title.toUpperCase()}"`)
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText(title)
  await expect(page.locator('mark').first()).toBeVisible()

  // Enter leads to the list; a verdict is given there and found again at once.
  await field.press('Enter')
  await press(page, 'l')
  await expect(rows.first()).toHaveAccessibleName(/, later$/)
  await press(page, 'i')
  await page.keyboard.type('An axolotl in $O(n \\log n)$')
  await press(page, 'Escape')
  await press(page, '/')
  await field.fill('is:later axolotl')
  await expect(rows).toHaveCount(1)
  await expect(page.getByText('1 paper', { exact: true })).toBeVisible()
  await field.fill('note:"O(n^2)"')
  await expect(rows).toHaveCount(0)
  await field.fill('note:"O(nlog n)"')
  await expect(rows).toHaveCount(1)
  await field.fill('-has:note axolotl')
  await expect(rows).toHaveCount(0)
  await field.fill('\\mathcal{O}(n log n) has:note')
  await expect(rows).toHaveCount(1)

  // What is wrong is said in words, and what was meant is one press away.
  await field.fill('is:latter axolotl')
  await page.getByRole('button', { name: 'Use later' }).click()
  await expect(rows).toHaveCount(1)
  await field.fill('axolotk')
  await expect(page.getByText('Nothing matches “axolotk”.')).toBeVisible()
  await page.getByRole('button', { name: '“axolotl”' }).click()
  await expect(rows).toHaveCount(1)

  // Completion by keyboard.
  await field.fill('')
  await field.pressSequentially('is:la')
  await expect(page.getByRole('option', { name: 'later' })).toBeVisible()
  await field.press('Tab')
  await expect(field).toHaveValue('is:later ')
  await expect(rows).toHaveCount(1)
  if (process.env['SHOT']) await page.screenshot({ path: process.env['SHOT'] })
  await field.fill('the')
  await expect.poll(() => rows.count()).toBeGreaterThan(5)
  await expect(page.locator('mark').first()).toBeVisible()
  if (process.env['SHOT']) await page.screenshot({ path: process.env['SHOT'].replace('.png', '-2.png') })
})
