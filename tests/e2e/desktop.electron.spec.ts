import { spawn } from 'node:child_process'
import { expect } from '@playwright/test'
import Database from 'better-sqlite3'
import { homeOf, seemsAtRest } from '../../electron/library/file-names.ts'
import { executableOf } from '../../scripts/start/electron-runtime.ts'
import { startHost } from '../support/host-process.ts'
import { electronArguments, nowhere, test } from './octavo.ts'
import { currentRow, paper, place, press, synced } from './page.ts'

test('a second desktop window brings the first to the front', async ({ octavo }) => {
  await octavo.start(nowhere)
  const second = spawn(executableOf() ?? 'electron', electronArguments(octavo.dataDir), {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  second.stderr.on('data', (text) => (said += String(text)))
  expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0)
  expect(said).toContain('Octavo is already running with this library')
})

test('the page has no way out: no window, no permission, no Node', async ({ octavo }) => {
  const page = await octavo.start(nowhere)
  await expect(page.getByRole('heading', { name: 'Octavo' })).toBeVisible()
  const before = page.url()
  expect(before).toBe('app://local/index.html')
  const found = await page.evaluate(async () => {
    const states = await Promise.all(
      ['geolocation', 'notifications', 'camera', 'clipboard-read', 'clipboard-write'].map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName })
        return state
      }),
    )
    const opened = window.open('https://example.org/')
    return {
      isOpened: opened !== null,
      states,
      node: typeof process,
      exposed: Object.keys(Reflect.get(window, 'octavo')),
    }
  })
  expect(found).toEqual({
    isOpened: false,
    states: ['denied', 'denied', 'denied', 'denied', 'granted'],
    node: 'undefined',
    exposed: ['call', 'seen', 'on'],
  })
  expect(page.url()).toBe(before)
  expect(octavo.electron().windows()).toHaveLength(1)
})

test('a command chosen in the menu runs in the window', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  await octavo.electron().evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    items.find(({ label }) => label === 'Later')?.click()
  })
  await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()
  await expect(place(page, 'Queue', 1)).toBeVisible()
  await press(page, 'g', 'l')
  const title = (): Promise<string> =>
    octavo.electron().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
  await expect.poll(title).toBe('Queue · Octavo')
})

test('the right button offers copying and pasting in a field', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'i')
  const field = page.getByRole('textbox', { name: 'Note' })
  await expect(field).toBeFocused()
  // A menu of the system cannot be looked into: what is about to be shown is kept instead of being shown.
  const offered = octavo.electron().evaluate(
    ({ Menu }) =>
      new Promise<string[]>((resolve) => {
        Menu.prototype.popup = function (this: Electron.Menu) {
          resolve(this.items.map(({ label }) => label))
        }
      }),
  )
  await field.click({ button: 'right' })
  expect(await offered).toEqual(['Cut', 'Copy', 'Paste', 'Select All'])
})

test('quitting in the middle of a word keeps it', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'i')
  await page.keyboard.insertText('half a thought')
  // At once: the note is saved 400 ms after the last key, and quitting does not wait for that.
  await octavo.quit()
  const again = await octavo.start(feed.url)
  await synced(again)
  await expect(place(again, 'Notes', 1)).toBeVisible()
})

test('nothing is painted while the script is on its way', async ({ octavo }) => {
  const page = await octavo.start(nowhere)
  await expect(page.locator('script[type=module][src]')).toHaveAttribute('blocking', 'render')
})

test('a library that shows its list and does not open says so, and can be repaired', async ({
  octavo,
  feed,
}) => {
  const first = await octavo.start(feed.url)
  await synced(first)
  await octavo.quit()
  // The first list is read without this table, and no library opens without it.
  const db = new Database(homeOf(octavo.dataDir))
  db.exec('DROP TABLE note_revisions')
  db.close()
  const page = await octavo.start(feed.url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The library file is damaged.')
  await page.getByRole('button', { name: 'Repair' }).click()
  await expect(page.getByRole('listbox', { name: 'Triage' })).toBeVisible()
  await expect(currentRow(page)).toBeVisible()
})

test('a window that is told to end while it comes up leaves the library closed', async ({ octavo, feed }) => {
  await synced(await octavo.start(feed.url))
  await octavo.quit()
  for (const after of [200, 400, 800]) {
    const brief = spawn(executableOf() ?? 'electron', electronArguments(octavo.dataDir), { stdio: 'ignore' })
    const ended = new Promise((resolve) => brief.on('exit', resolve))
    await new Promise((resolve) => setTimeout(resolve, after))
    brief.kill('SIGTERM')
    await ended
    expect(seemsAtRest(octavo.dataDir), `after ${after} ms`).toBe(true)
  }
})

test('a window that cannot have the library says who has it', async ({ octavo }) => {
  const host = await startHost(octavo.dataDir, nowhere)
  const refused = spawn(executableOf() ?? 'electron', electronArguments(octavo.dataDir), {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => refused.on('exit', (_code, signal) => resolve(signal)))
  let said = ''
  refused.stderr.on('data', (text) => (said += String(text)))
  await expect.poll(() => said).toMatch(/already open in the browser shell \(process \d+\)/)
  // A dialog says the same and waits for the reader, whom there is none of here.
  refused.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  expect(await host.end('SIGTERM')).toBe(0)
})

test('a link to a paper opens it, in the window that is there and in one that is started for it', async ({
  octavo,
  feed,
}) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  const title = await currentRow(page).locator('span').first().textContent()
  const arxiv = await paper(page)
    .getByRole('link', { name: /^arXiv / })
    .textContent()
  const link = `octavo://paper/${arxiv?.replace('arXiv ', '')}`
  await press(page, 'g', 'l')
  const second = spawn(
    executableOf() ?? 'electron',
    [...electronArguments(octavo.dataDir), 'octavo://paper/../../etc/passwd', link],
    { stdio: 'ignore' },
  )
  expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0)
  const main = page.locator('[data-reading]')
  await expect(main).toHaveAttribute('data-reading', 'true')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '')

  await press(page, 'Escape', 'g', 'l')
  await octavo.quit()
  const again = await octavo.start(feed.url, [link])
  await expect(again.locator('[data-reading]')).toHaveAttribute('data-reading', 'true')
  await expect(again.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
})
