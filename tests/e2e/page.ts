/** The window as specs look at it: by role and name, as a reader with a screen reader would. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The row that the keys act on. */
export function currentRow(page: Page): Locator {
  return page.locator('[role=option][aria-selected=true]')
}

/** A place in the sidebar, if it shows this count. */
export function place(page: Page, name: string, count: number): Locator {
  const places = page.getByRole('navigation', { name: 'Places' })
  return places.getByRole('button', { name: `${name}, ${count}`, exact: true })
}

/** The status line's sentence. */
export function status(page: Page): Locator {
  return page.getByRole('contentinfo').getByRole('status')
}

/** The paper's own page, beside the list. */
export function paper(page: Page): Locator {
  return page.getByRole('region', { name: 'Paper', exact: true })
}

/** Waits for the first sync to bring papers and to end. Returns how many papers the shown day has. */
export async function synced(page: Page): Promise<number> {
  await expect(page.getByRole('listbox', { name: 'Triage' })).toBeVisible()
  await expect(status(page)).toContainText('Checked')
  await expect(page.getByRole('heading', { name: 'Unread of all days' })).toBeHidden()
  const size = await currentRow(page).getAttribute('aria-setsize')
  return Number(size)
}

/** Presses keys one after the other: `press(page, 'g', 'l')` is the sequence `g l`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
