/** Every place and state to photograph, as the keys that lead there from anywhere in the window. */
import type { Page } from '@playwright/test'

export interface Shot {
  readonly name: string
  /** Keys as Playwright names them, one after the other. */
  readonly keys: readonly string[]
  /** What cannot be done with keys alone. */
  readonly finish?: (page: Page) => Promise<void>
  /** Keys that take it back. */
  readonly after?: readonly string[]
}

const type =
  (text: string) =>
  async (page: Page): Promise<void> =>
    page.keyboard.type(text)

const search =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill(text)
    await page.waitForTimeout(400)
  }

export const shots: readonly Shot[] = [
  {
    name: 'triage',
    keys: ['g', 't', 'g', 'g', 'e', 's', 'l', 'e', 'r', 'e', 's'],
    after: ['z', 'z', 'z', 'z', 'z', 'z', 'z'],
  },
  { name: 'places-letters', keys: ['g', 't', 'g'], after: ['t'] },
  {
    name: 'triage-selected',
    keys: ['g', 't', 'g', 'g', 'l', 'e', 'e', 'r', 'e', 'x', 'Shift+j', 'Shift+j'],
    after: ['*', 'n', 'z', 'z', 'z', 'z', 'z'],
  },
  { name: 'day-end', keys: ['g', 't', '[', '[', 'g', 'g'] },
  { name: 'weekend', keys: ['g', 't', ']'] },
  { name: 'reading', keys: ['g', 't', 'g', 'g', 'j', 'Enter'], after: ['Escape'] },
  { name: 'mathematics', keys: ['g', 'n', 'g', 'g', 'Enter'], after: ['Escape'] },
  { name: 'mathematics-writing', keys: ['g', 'n', 'g', 'g', 'Enter', 'i'], after: ['Escape', 'Escape'] },
  { name: 'source', keys: ['g', 'n', 'g', 'g', '\\'], after: ['\\'] },
  { name: 'palette', keys: ['g', 't', 'g', 'g', 'j', 'Control+k'], finish: type('sta'), after: ['Escape'] },
  { name: 'keys', keys: ['g', 't', '?'], after: ['Escape'] },
  { name: 'queue', keys: ['g', 'l', 'g', 'g', 'j'] },
  { name: 'starred', keys: ['g', 's', 'g', 'g'] },
  { name: 'notes', keys: ['g', 'n', 'g', 'g', 'j'] },
  { name: 'week', keys: ['g', 'w', 'g', 'g'] },
  { name: 'stats', keys: ['g', 'i'] },
  { name: 'history', keys: ['g', 'j'] },
  { name: 'settings', keys: ['g', ','] },
  {
    name: 'settings-keys',
    keys: ['g', ','],
    finish: (page) => page.getByRole('button', { name: 'Keys', exact: true }).click(),
  },
  {
    name: 'settings-feed',
    keys: ['g', ','],
    finish: (page) => page.getByRole('button', { name: 'Feed', exact: true }).click(),
  },
  { name: 'search', keys: ['g', 't', '/'], finish: search('language model') },
  { name: 'search-nothing', keys: ['g', 't', '/'], finish: search('langauge modle') },
  { name: 'snooze', keys: ['g', 'l', 'g', 'g', 'h'], after: ['Escape'] },
  { name: 'tags', keys: ['g', 'l', 'g', 'g', 't'], after: ['Escape'] },
  { name: 'export', keys: ['g', 's', 'Control+Shift+e'], after: ['Escape'] },
  { name: 'import', keys: ['g', 't', 'Control+o'], after: ['Escape'] },
  { name: 'notice', keys: ['g', 't', '*', 'u', 'e'] },
  { name: 'notice-undone', keys: ['z'] },
]
