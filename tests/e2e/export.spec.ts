import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@retorquere/bibtex-parser'
import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { press, synced } from './page.ts'

test('a list leaves as a file that a BibTeX parser reads', async ({ octavo, feed, shell }) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  const file = join(octavo.dataDir, 'export.bib')
  const saved = shell === 'electron' ? savedByElectron(octavo, file) : page.waitForEvent('download')
  await press(page, 'Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export papers' })
  await expect(dialog).toContainText(`This list: ${count} papers`)
  await expect(dialog.getByLabel('Format')).toHaveValue('bibtex')
  await dialog.getByRole('button', { name: 'Save as a file…' }).click()
  await expect(dialog).toBeHidden()
  const download = await saved
  if (download) await download.saveAs(file)
  await expect.poll(() => existsSync(file)).toBe(true)
  const library = parse(readFileSync(file, 'utf8'))
  expect(library.errors).toEqual([])
  expect(library.entries).toHaveLength(count)
})

/** In place of the desktop's own dialog, which no test can answer. */
async function savedByElectron(
  octavo: Parameters<Parameters<typeof test>[2]>[0]['octavo'],
  file: string,
): Promise<null> {
  await octavo.electron().evaluate(async ({ session }, path) => {
    await new Promise<void>((resolve) => {
      session.defaultSession.once('will-download', (_event, item) => {
        item.setSavePath(path)
        item.once('done', () => resolve())
      })
    })
  }, file)
  return null
}
