import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { test } from './octavo.ts'
import { press, synced } from './page.ts'

/** What axe finds wrong, by rule and place. */
async function violations(page: Page): Promise<string[]> {
  // Legacy mode stays in the page: Electron opens no second one.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Keys to each place, and what shows that it is there. */
const places = [
  [['g', 't'], 'Triage'],
  [['g', 'l'], 'Queue'],
  [['g', 's'], 'Starred'],
  [['g', 'h'], 'Read'],
  [['g', 'e'], 'Skipped'],
  [['g', 'a'], 'Everything'],
  [['g', 'n'], 'Notes'],
  [['g', 'w'], 'Week'],
  [['g', 'i'], 'Stats'],
  [['g', 'j'], 'History'],
  [['/'], 'Search'],
  [['g', ','], 'Settings'],
] as const

const dialogs = [['?'], ['Control+k'], ['h'], ['t'], ['g', 'd'], ['Control+o'], ['Control+Shift+e']] as const

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing that axe knows of stands in anybody's way, in ${scheme}`, async ({ octavo, feed }) => {
    test.setTimeout(240_000)
    const page = await octavo.start(feed.url)
    await page.emulateMedia({ colorScheme: scheme })
    await synced(page)
    await press(page, 's', 'l', 'e', 'i')
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
    await page.keyboard.insertText('With $x^2$')
    await expect(page.getByText('As it reads')).toBeVisible()
    expect(await violations(page), 'a note').toEqual([])
    await press(page, 'Escape', 'x', 'Shift+J', 's')
    await expect(page.getByRole('region', { name: 'Notice' }).getByText(/2 papers/)).toBeVisible()
    expect(await violations(page), 'a notice').toEqual([])
    await press(page, 'Escape')
    for (const keys of dialogs) {
      await press(page, ...keys)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page), keys.join(' ')).toEqual([])
      await press(page, 'Escape')
    }
    for (const [keys, name] of places) {
      await press(page, 'Escape', ...keys)
      const place = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name })
      await expect(place.first()).toHaveAttribute('aria-current', 'page')
      expect(await violations(page), name).toEqual([])
      if (name === 'Search') await press(page, 'Escape')
    }
    for (const section of ['Feed', 'Reading', 'Keys', 'Offline', 'Storage and backups']) {
      await page.getByRole('button', { name: section, exact: true }).click()
      expect(await violations(page), section).toEqual([])
    }
    await press(page, 'g', 't', 'Enter')
    expect(await violations(page), 'full width').toEqual([])
  })
}
