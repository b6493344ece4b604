import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { nowhere, root, test } from './octavo.ts'
import { currentRow, place, press } from './page.ts'

const given = join(root, '..', 'shared', 'data', 'pages')
const own = join(root, 'tests', 'fixtures', 'pages')

/** The two given pages hold 108 entries of 107 papers, since one is on both; ours holds its own. */
const pages = existsSync(given) ? { folder: given, papers: 107 } : { folder: own, papers: null }

test('saved pages become papers, once each, and an import is one step of undo', async ({ octavo }) => {
  const page = await octavo.start(nowhere)
  await expect(page.getByText('There is no network just now')).toBeVisible()
  const files = readdirSync(pages.folder).map((name) => join(pages.folder, name))
  for (const file of files) {
    await press(page, 'Control+o')
    const dialog = page.getByRole('dialog', { name: 'Import a saved page' })
    await dialog.locator('input[type=file]').setInputFiles(file)
    await expect(dialog).toBeHidden()
  }
  const everything = page.getByRole('button', { name: /^Everything, \d+$/ })
  await expect(everything).toBeVisible()
  const count = Number(/Everything, (\d+)/.exec((await everything.textContent()) ?? '')?.[1])
  if (pages.papers === null) expect(count).toBeGreaterThan(0)
  else expect(count).toBe(pages.papers)

  // Again: nothing new, nothing twice.
  await press(page, 'Control+o')
  const dialog = page.getByRole('dialog', { name: 'Import a saved page' })
  await dialog.locator('input[type=file]').setInputFiles(files)
  await expect(dialog).toBeHidden()
  await expect(place(page, 'Everything', count)).toBeVisible()

  await expect(currentRow(page)).toBeVisible()
  await press(page, 'l')
  await expect(place(page, 'Queue', 1)).toBeVisible()
  await press(page, 'z')
  await expect(place(page, 'Queue', 0)).toBeVisible()
})
