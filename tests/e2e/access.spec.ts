import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { press, synced } from './page.ts'

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing that axe knows of stands in anybody's way, in ${scheme}`, async ({ octavo, feed }) => {
    const page = await octavo.start(feed.url)
    await page.emulateMedia({ colorScheme: scheme })
    await synced(page)
    await press(page, 's', 'l', 'e', 'i')
    await page.keyboard.insertText('With $x^2$')
    await expect(page.getByText('As it reads')).toBeVisible()
    const violations = async () => {
      // Legacy mode stays in the page: Electron opens no second one.
      const axe = new AxeBuilder({ page }).setLegacyMode()
      const { violations: found } = await axe.analyze()
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    }
    expect(await violations()).toEqual([])
    await press(page, 'Escape', '?')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
