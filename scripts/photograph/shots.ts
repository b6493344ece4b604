/** Every place and state to photograph: the keys that lead there from a window that has just opened. */
import type { Locator, Page } from '@playwright/test'
import type { WorldName } from './worlds.ts'

export interface Shot {
  readonly name: string
  /** `morning` if nothing else is said. */
  readonly world?: WorldName
  /** Keys as Playwright names them, one after the other. */
  readonly keys?: readonly string[]
  /** What cannot be done with keys alone. */
  readonly finish?: (page: Page) => Promise<void>
  /** The eyes it is seen with, if not the usual ones. */
  readonly eyes?: Eyes
  /** Taken in the large window only. */
  readonly isLargeOnly?: boolean
}

/** At 200 %, in the system's own few colours, or with more contrast. */
export type Eyes = 'zoomed' | 'forced' | 'contrast'

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

const goTo =
  (day: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.locator('input[type=date]').fill(day)
    await page.keyboard.press('Enter')
  }

const command =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+k')
    await type(name)(page)
    await page.keyboard.press('Enter')
  }

const savedSearch = (page: Page): Locator =>
  page.getByRole('region', { name: 'Saved searches' }).getByRole('button')

const atEnd = async (page: Page): Promise<void> => {
  await page.locator('article').evaluate((article) => article.scrollTo(0, article.scrollHeight))
}

/** The first time it is there to be chosen; afterwards it is there. */
const sample = async (page: Page): Promise<void> => {
  const choice = page.getByRole('button', { name: 'Open the sample' })
  if (await choice.isVisible()) await choice.click()
  await page.getByRole('listbox').waitFor()
}

/** Two skipped, one for later, one read with a star, two skipped. */
const morningKeys = ['Home', 'e', 'e', 'l', 's', 'r', 'e', 'e']

const places: readonly Shot[] = [
  { name: 'triage', keys: morningKeys },
  { name: 'triage-decided', keys: ['[', 'g', 'g'] },
  { name: 'triage-weekend', finish: goTo('2026-06-20') },
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
  { name: 'search-begun', keys: ['/'] },
  { name: 'search-nothing', keys: ['/'], finish: type('hyrda head') },
]

const reading: readonly Shot[] = [
  { name: 'reading', keys: ['Enter'] },
  { name: 'reading-authors', keys: ['Home', 'Enter'] },
  { name: 'mathematics', keys: ['g', 'n', 'Home', 'Enter'] },
  { name: 'mathematics-writing', keys: ['g', 'n', 'Home', 'Enter', 'i'] },
  { name: 'writing', keys: ['i'] },
  { name: 'source', keys: ['g', 'n', 'Home', '\\'] },
  { name: 'reading-end', keys: ['g', 'n', 'Home', 'Enter'], finish: atEnd },
  { name: 'similar', keys: ['f'] },
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
  {
    name: 'saved-search-menu',
    isLargeOnly: true,
    finish: (page) => savedSearch(page).click({ button: 'right' }),
  },
  {
    name: 'saved-search-rename',
    keys: ['/'],
    finish: async (page) => {
      await type('diffusion is:starred')(page)
      await page.keyboard.press('Escape')
      await command('Rename this')(page)
    },
  },
  { name: 'about', finish: command('About') },
  { name: 'news', finish: command('What is new') },
  { name: 'trending', keys: ['g', 'f'] },
  { name: 'duplicates', keys: ['g', 'p'] },
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
  { name: 'first-run', world: 'first', finish: says(/^Fetching/) },
  { name: 'first-run-offline', world: 'firstOffline', finish: says(/^Offline/) },
  { name: 'first-sample', world: 'sample', finish: sample },
  { name: 'damaged', world: 'damaged' },
  { name: 'compact', world: 'compact', keys: morningKeys },
  { name: 'roomy', world: 'roomy', keys: morningKeys },
]

/** To the paper with the longest title. */
const longest = ['Home', 'j', 'j', 'j', 'j', 'j']

const extremes: readonly Shot[] = [
  { name: 'extremes', world: 'extremes' },
  { name: 'extremes-end', world: 'extremes', keys: ['Shift+g'] },
  { name: 'extremes-arabic', world: 'extremes', keys: ['Home', 'Enter'] },
  { name: 'extremes-chinese', world: 'extremes', keys: ['Home', 'j', 'j', 'j'] },
  { name: 'extremes-long', world: 'extremes', keys: longest },
  { name: 'extremes-long-reading', world: 'extremes', keys: [...longest, 'Enter'] },
  { name: 'extremes-word', world: 'extremes', keys: [...longest, 'j'] },
  { name: 'extremes-keys', world: 'extremes', keys: ['Control+k'], finish: type('donau') },
  { name: 'extremes-tags', world: 'extremes', keys: ['t'] },
  { name: 'day-of-one', world: 'extremes', finish: goTo('2026-06-22') },
  { name: 'day-of-none', world: 'extremes', finish: goTo('2026-06-19') },
  { name: 'day-of-thousand', world: 'extremes', finish: goTo('2026-06-18') },
]

/** What people with other eyes see. */
const eyes: readonly Shot[] = (
  [
    ['zoomed', 'triage', morningKeys],
    ['zoomed', 'reading', ['Home', 'Enter']],
    ['zoomed', 'writing', ['Home', 'Enter', 'i']],
    ['zoomed', 'week', ['g', 'w']],
    ['zoomed', 'stats', ['g', 'i']],
    ['zoomed', 'settings', ['g', ',']],
    ['zoomed', 'palette', ['Control+k']],
    ['zoomed', 'keys', ['?']],
    ['zoomed', 'menu', ['h']],
    ['forced', 'triage', [...morningKeys, 'x', 'Shift+j']],
    ['forced', 'reading', ['Home', 'Enter']],
    ['forced', 'week', ['g', 'w']],
    ['forced', 'stats', ['g', 'i']],
    ['forced', 'settings', ['g', ',']],
    ['forced', 'palette', ['Control+k']],
    ['forced', 'snooze', ['h']],
    ['contrast', 'triage', [...morningKeys, 'x', 'Shift+j']],
    ['contrast', 'palette', ['Control+k']],
  ] as const
).map(([sight, name, keys]) => ({ name: `${sight}-${name}`, keys, eyes: sight, isLargeOnly: true }))

export const shots: readonly Shot[] = [
  ...places,
  ...reading,
  ...floating,
  ...settings,
  ...states,
  ...extremes,
  ...eyes,
]
