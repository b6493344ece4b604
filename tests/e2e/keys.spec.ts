import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { test } from './octavo.ts'
import { currentRow, press, status, synced } from './page.ts'

/** Where papers stand, and the keys that lead there. Each has at least four papers after `prepare`. */
const places = [
  ['Triage', ['g', 't']],
  ['all days', ['g', 'u']],
  ['Queue', ['g', 'l']],
  ['Starred', ['g', 's']],
  ['Read', ['g', 'h']],
  ['Skipped', ['g', 'e']],
  ['Everything', ['g', 'a']],
  ['Notes', ['g', 'n']],
  ['Week', ['g', 'w']],
] as const

/** Papers of every kind: for later, read, skipped, starred and with a note. */
async function prepare(page: Page): Promise<void> {
  for (const key of ['l', 'r', 'e'])
    for (let count = 0; count < 4; count += 1) {
      await press(page, 's', 'i')
      await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
      await page.keyboard.insertText(`note ${key}${count}`)
      await press(page, 'Escape', key)
    }
}

/** Number of the current row, from 1, by what the list tells screen readers. */
const at = async (page: Page): Promise<number> => {
  const id = await page.getByRole('listbox').getAttribute('aria-activedescendant')
  const set = await page.locator(`[id="${id}"]`).getAttribute('aria-posinset')
  return set === null ? Number(id?.split('-').at(-1)) + 1 : Number(set)
}

const name = async (page: Page): Promise<string> => (await currentRow(page).first().textContent()) ?? ''
const paperId = async (page: Page): Promise<string> =>
  (await currentRow(page).first().getAttribute('data-paper')) ?? ''

test('every key does the same in every place that has papers', async ({ octavo, feed }) => {
  test.setTimeout(240_000)
  const page = await octavo.start(feed.url)
  await synced(page)
  await prepare(page)
  for (const [place, keys] of places) {
    await test.step(place, async () => {
      await press(page, ...keys)
      await expect(page.getByRole('listbox')).toBeVisible()
      await expect(currentRow(page).first()).toBeVisible()
      await press(page, 'Home')
      await moves(page)
      await marks(page)
      await decides(page)
      await selects(page)
      await opens(page)
    })
  }
})

test('days, orders, the search and a whole day have their keys', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  const heading = page.getByRole('heading', { level: 1 })
  const day = await heading.textContent()
  for (const [back, on] of [
    ['[', ']'],
    ['Alt+ArrowLeft', 'Alt+ArrowRight'],
  ] as const) {
    await press(page, back)
    await expect(heading, back).not.toHaveText(day ?? '')
    await press(page, on)
    await expect(heading, on).toHaveText(day ?? '')
  }
  await expect(currentRow(page)).toBeVisible()
  await press(page, 'e', 'j', 'p')
  await expect.poll(() => at(page), 'p').toBe(2)
  await press(page, 'n')
  await expect.poll(() => at(page), 'n').toBe(3)

  const order = page.getByRole('button', { name: /^Order:/ })
  await press(page, '.')
  await expect(order).toHaveAccessibleName('Order: Most upvotes first')
  await press(page, '.', '.')
  await expect(order).toHaveAccessibleName('Order: Feed order')

  await expect(currentRow(page)).toBeVisible()
  await press(page, 'Shift+A')
  await expect(page.getByText(`All ${count} decided`)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notice' })).toContainText(`Skipped ${count - 1} papers`)
  await press(page, 'z')
  await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()

  for (const key of ['/', 'Control+f']) {
    await press(page, key)
    await expect(page.getByRole('combobox', { name: /search/i })).toBeFocused()
    await page.keyboard.type('jk')
    await expect(page.getByRole('combobox', { name: /search/i }), 'letters are letters').toHaveValue('jk')
    await press(page, 'Control+a', 'Delete', 'Escape', 'g', 't')
    await expect(page.getByRole('listbox', { name: 'Triage' })).toBeVisible()
  }
  const asked = feed.asked.length
  await press(page, 'Shift+R')
  await expect.poll(() => feed.asked.length).toBeGreaterThan(asked)
})

async function moves(page: Page): Promise<void> {
  await expect.poll(() => at(page)).toBe(1)
  for (const [key, row] of [
    ['j', 2],
    ['ArrowDown', 3],
    ['k', 2],
    ['ArrowUp', 1],
  ] as const) {
    await press(page, key)
    await expect.poll(() => at(page), key).toBe(row)
  }
  const first = await paperId(page)
  await press(page, 'Shift+G')
  await expect.poll(() => paperId(page), 'G').not.toBe(first)
  await press(page, 'g', 'g')
  await expect.poll(() => paperId(page), 'g g').toBe(first)
}

/** Star and tag and note change nothing else, and the cursor stays. */
async function marks(page: Page): Promise<void> {
  const id = await paperId(page)
  const was = (await name(page)).includes('starred')
  await press(page, 's')
  await expect.poll(async () => (await name(page)).includes('starred'), 's').toBe(!was)
  await press(page, 'z')
  await expect.poll(async () => (await name(page)).includes('starred'), 'z').toBe(was)
  await press(page, 'Shift+Z')
  await expect.poll(async () => (await name(page)).includes('starred'), 'Z').toBe(!was)
  await press(page, 'z')
  await expect.poll(async () => (await name(page)).includes('starred'), 'z').toBe(was)
  await press(page, 't')
  await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible()
  await press(page, 'Escape', 'h')
  await expect(page.getByRole('dialog', { name: /Snooze/ })).toBeVisible()
  await press(page, 'Escape', 'i')
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await press(page, 'Escape')
  // The week has its page at full width for the note.
  if (await page.getByRole('listbox').isHidden()) await press(page, 'Escape')
  await expect(page.getByRole('listbox')).toBeFocused()
  expect(await paperId(page)).toBe(id)
}

const words = { l: /, later/, r: /, read/, e: /, skipped/ } as const

/** A verdict goes on, is told in the status line, and one `z` brings back the paper and the cursor. */
async function decides(page: Page): Promise<void> {
  for (const [key, word] of Object.entries(words)) {
    await press(page, 'Home')
    const id = await paperId(page)
    const row = page.locator(`[role=option][data-paper="${id}"]`).first()
    const before = (await row.textContent()) ?? ''
    if (word.test(before)) continue
    await press(page, key)
    await expect(row, key).toContainText(word)
    await press(page, 'z')
    await expect(row, `${key} z`).toHaveText(before)
    await press(page, { l: '1', r: '2', e: '3' }[key] ?? '')
    await expect(row, key).toContainText(word)
    await press(page, 'z')
    await expect(row).toHaveText(before)
  }
  const row = page.locator(`[role=option][data-paper="${await paperId(page)}"]`).first()
  const before = (await row.textContent()) ?? ''
  await press(page, 'm')
  await expect(row, 'm').not.toHaveText(before)
  await press(page, 'z')
  await expect(row).toHaveText(before)
  if (/, (later|read|skipped)/.test(before)) {
    await press(page, 'u')
    await expect(row, 'u').not.toContainText(/, (later|read|skipped)/)
    await press(page, 'z')
    await expect(row).toHaveText(before)
  }
}

async function selects(page: Page): Promise<void> {
  const says = page.getByRole('contentinfo')
  await press(page, 'Home', 'x')
  await expect(says, 'x').toContainText('1 selected')
  await press(page, 'Shift+J')
  await expect(says, 'J').toContainText('2 selected')
  await press(page, 'Shift+J', 'Shift+K')
  await expect(says, 'K').toContainText('3 selected')
  await press(page, '*', 'n')
  await expect(says, '* n').not.toContainText('selected')
  await press(page, '*', 'a')
  await expect(says, '* a').toContainText(/[4-9]|\d\d/)
  await press(page, 'Escape', 'x', '*', 's')
  await expect(page.getByRole('log'), '* s').toContainText(/^(\d+ selected|Nothing selected)/)
  await press(page, '*', 'n', 'x', '*', 'u')
  await expect(page.getByRole('log'), '* u').toContainText(/^(\d+ selected|Nothing selected)/)
  await press(page, '*', 'n', 'x')
  await expect(says, '* n x').toContainText('1 selected')
  await press(page, 'Escape')
  await expect(says, 'Escape').not.toContainText('selected')
}

async function opens(page: Page): Promise<void> {
  await press(page, 'Home')
  const shown = page.locator('[data-reading]')
  for (const key of ['Enter', 'o']) {
    await press(page, key)
    await expect(shown, key).toHaveAttribute('data-reading', 'true')
    await press(page, 'Escape')
    await expect(shown).toHaveAttribute('data-reading', 'false')
  }
  for (const [key, dialog] of [
    ['?', /^Keys in/],
    ['F1', /^Keys in/],
    ['Control+k', 'Commands'],
    ['g d', /day/i],
  ] as const) {
    await press(page, ...key.split(' '))
    await expect(page.getByRole('dialog', { name: dialog }), key).toBeVisible()
    await press(page, 'Escape')
  }
  await press(page, '\\')
  await press(page, '\\', 'Space', 'Shift+Space')
  await expect(status(page)).toContainText('Checked')
}
