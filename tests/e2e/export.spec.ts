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

test('the digest of a list is a PDF from the desktop, and a page to print in the browser', async ({
  octavo,
  feed,
  shell,
}) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  const file = join(octavo.dataDir, shell === 'electron' ? 'digest.pdf' : 'digest.html')
  const saved = shell === 'electron' ? savedByElectron(octavo, file) : page.waitForEvent('download')
  await press(page, 'Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export papers' })
  const pdf = dialog.getByLabel('Format').locator('option[value=pdf]')
  await expect(pdf).toHaveCount(shell === 'electron' ? 1 : 0)
  await dialog.getByLabel('Format').selectOption(shell === 'electron' ? 'pdf' : 'digest')
  await dialog.getByRole('button', { name: 'Save as a file…' }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
  const download = await saved
  if (download) await download.saveAs(file)
  await expect.poll(() => existsSync(file)).toBe(true)
  const bytes = readFileSync(file)
  if (shell === 'electron') {
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-1024).toString('latin1')).toContain('%%EOF')
    expect(octavo.electron().windows()).toHaveLength(1)
  } else {
    expect(bytes.toString()).toContain('<!doctype html>')
  }
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
