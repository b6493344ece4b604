/** Every place and state to photograph: the keys that lead there from a window that has just opened. */
import type { Page } from '@playwright/test'
import type { WorldName } from './worlds.ts'

export interface Shot {
  readonly name: string
  /** `morning` if nothing else is said. */
  readonly world?: WorldName
  /** Keys as Playwright names them, one after the other. */
  readonly keys?: readonly string[]
  /** What cannot be done with keys alone. */
  readonly finish?: (page: Page) => Promise<void>
}

const type =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.type(text)
    await page.waitForTimeout(300)
  }

const says =
  (text: RegExp) =>
  async (page: Page): Promise<void> =>
    page.getByRole('status').filter({ hasText: text }).first().waitFor()

const settingsOf =
  (section: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('button', { name: section, exact: true }).click()

/** Two skipped, one for later, one read with a star, two skipped. */
const morningKeys = ['e', 'e', 'l', 's', 'r', 'e', 'e']

const places: readonly Shot[] = [
  { name: 'triage', keys: morningKeys },
  { name: 'triage-decided', keys: ['[', 'g', 'g'] },
  { name: 'triage-weekend', keys: ['[', '['] },
  { name: 'triage-all-days', keys: ['g', 'u'] },
  {
    name: 'triage-selected',
    keys: [...morningKeys, 'x', 'Shift+j', 'Shift+j'],
  },
  { name: 'triage-late', world: 'late', keys: ['r', 'x', 'Shift+j', 'Shift+j'] },
  { name: 'places-letters', keys: ['g'] },
  { name: 'queue', keys: ['g', 'l', 'j', 'j'] },
  { name: 'queue-end', keys: ['g', 'l', 'Shift+g'] },
  { name: 'starred', keys: ['g', 's'] },
  { name: 'notes', keys: ['g', 'n', 'j'] },
  { name: 'read', keys: ['g', 'h'] },
  { name: 'skipped', keys: ['g', 'e'] },
  { name: 'everything', keys: ['g', 'a'] },
  {
    name: 'tag',
    keys: ['Control+k'],
    finish: async (page) => {
      await type('embeddings')(page)
      await page.getByRole('option', { name: /^embeddings/ }).click()
    },
  },
  { name: 'week', keys: ['g', 'w', '['] },
  { name: 'week-begun', keys: ['g', 'w'] },
  { name: 'stats', keys: ['g', 'i'] },
  { name: 'history', keys: ['g', 'j'] },
  { name: 'search', keys: ['/'], finish: type('language model') },
  { name: 'search-operators', keys: ['/'], finish: type('is:starred diffu') },
  { name: 'search-nothing', keys: ['/'], finish: type('hyrda head') },
]

const reading: readonly Shot[] = [
  { name: 'reading', keys: ['Enter'] },
  { name: 'reading-authors', keys: ['Home', 'Enter'] },
  { name: 'mathematics', keys: ['g', 'n', 'Home', 'Enter'] },
  { name: 'mathematics-writing', keys: ['g', 'n', 'Home', 'Enter', 'i'] },
  { name: 'writing', keys: ['i'] },
  { name: 'source', keys: ['g', 'n', 'Home', '\\'] },
]

const floating: readonly Shot[] = [
  { name: 'palette', keys: ['Control+k'], finish: type('sk') },
  { name: 'palette-empty', keys: ['Control+k'] },
  { name: 'keys', keys: ['?'] },
  { name: 'keys-stats', keys: ['g', 'i', '?'] },
  { name: 'snooze', keys: ['h'] },
  { name: 'snooze-reading', keys: ['Enter', 'h'] },
  { name: 'tags', keys: ['t'] },
  { name: 'day', keys: ['g', 'd'] },
  {
    name: 'menu',
    finish: (page) => page.locator('[role=option]').nth(3).click({ button: 'right' }),
  },
  { name: 'export', keys: ['g', 's', 'Control+Shift+e'] },
  { name: 'import', keys: ['Control+o'] },
  { name: 'notice', keys: ['Shift+a'] },
  { name: 'notice-undone', keys: ['Shift+a', 'z'] },
]

const settings: readonly Shot[] = [
  { name: 'settings-feed', keys: ['g', ','], finish: settingsOf('Feed') },
  { name: 'settings-reading', keys: ['g', ','], finish: settingsOf('Reading') },
  { name: 'settings-keys', keys: ['g', ','], finish: settingsOf('Keys') },
  {
    name: 'settings-keys-conflict',
    keys: ['g', ','],
    finish: async (page) => {
      await settingsOf('Keys')(page)
      await page.getByRole('button', { name: 'Change the key of Snooze' }).click()
      await page.keyboard.press('t')
    },
  },
  { name: 'settings-offline', keys: ['g', ','], finish: settingsOf('Offline') },
  { name: 'settings-storage', keys: ['g', ','], finish: settingsOf('Storage and backups') },
]

const states: readonly Shot[] = [
  { name: 'offline', world: 'offline', finish: says(/^Offline/) },
  { name: 'offline-reading', world: 'offline', keys: ['Enter'], finish: says(/^Offline/) },
  { name: 'error', world: 'error', finish: says(/error/) },
  { name: 'fetching', world: 'fetching', finish: says(/^Fetching/) },
  { name: 'first-run', world: 'first' },
  { name: 'first-run-offline', world: 'firstOffline' },
  {
    name: 'first-sample',
    world: 'firstOffline',
    keys: ['2'],
    finish: (page) => page.getByRole('listbox').waitFor(),
  },
  { name: 'damaged', world: 'damaged' },
]

export const shots: readonly Shot[] = [...places, ...reading, ...floating, ...settings, ...states]
