import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { press, synced } from './page.ts'

test('the library moves to another folder, says what will not do, and is there after a restart', async ({
  octavo,
  feed,
  shell,
}) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  const [taken, target] = [join(octavo.dataDir, 'taken'), join(octavo.dataDir, 'new', 'place')]
  mkdirSync(taken)
  writeFileSync(join(taken, 'library.sqlite'), 'somebody else’s')
  await press(page, 'l')
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Storage and backups' }).click()
  const folder = page.getByLabel('Folder to move the library to')
  // The desktop has its own dialog for folders; a page in a browser has only the field.
  await expect(page.getByRole('button', { name: 'Choose…' })).toHaveCount(shell === 'electron' ? 2 : 0)

  await folder.fill(taken)
  await page.getByRole('button', { name: 'Move it' }).click()
  await page.getByRole('button', { name: `Move the library to ${taken}` }).click()
  const notice = page.getByRole('region', { name: 'Notice' })
  await expect(notice).toContainText('There is a library in that folder already.')

  await folder.fill(target)
  await page.getByRole('button', { name: 'Move it' }).click()
  await page.getByRole('button', { name: `Move the library to ${target}` }).click()
  await expect(notice).toContainText(`The library is in ${join(target, 'library.sqlite')} now.`)
  expect(existsSync(join(target, 'library.sqlite'))).toBe(true)
  expect(existsSync(join(octavo.dataDir, 'library', 'library.sqlite'))).toBe(false)

  await octavo.quit()
  const again = await octavo.start(feed.url)
  await expect(again.getByText(`1 of ${count} decided`)).toBeVisible()
})
