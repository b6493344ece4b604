/** A new day is told once, quietly, and papers never; in the desktop shell by a notification of the system. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { FeedServer } from '../feed-server/feed-server.ts'
import type { Entry } from '../feed-server/day-files.ts'
import { test, type Octavo } from './octavo.ts'
import { press, status, synced } from './page.ts'

interface Shown {
  readonly body: string
  readonly isSilent: boolean
}

/** A page that nobody looks at, in a browser that lets it notify and writes down what it shows. */
function nobodyLooks(): void {
  document.hasFocus = () => false
  const shown: Shown[] = []
  class Written extends EventTarget {
    static readonly permission = 'granted'
    constructor(_title: string, options: NotificationOptions) {
      super()
      shown.push({ body: options.body ?? '', isSilent: options.silent === true })
    }
  }
  Object.assign(window, { Notification: Written, shown })
}

/** Electron's own notifications, written down in place of being shown. */
async function writeDown(octavo: Octavo): Promise<void> {
  await octavo.electron().evaluate(({ Notification }) => {
    const shown: Shown[] = []
    Object.assign(globalThis, { shown })
    Notification.prototype.show = function show() {
      shown.push({ body: this.body, isSilent: this.silent })
    }
  })
}

function shownIn(octavo: Octavo, page: Page, shell: string): Promise<readonly Shown[]> {
  return shell === 'electron'
    ? octavo.electron().evaluate(() => Reflect.get(globalThis, 'shown') as Shown[])
    : page.evaluate(() => Reflect.get(window, 'shown') as Shown[])
}

/** Takes the newest day from the feed, so that it can come out later. */
function holdBack(feed: FeedServer): { readonly comeOut: (count: number) => void } {
  const day = [...feed.days.keys()].toSorted().at(-1) ?? ''
  const entries: readonly Entry[] = feed.days.get(day) ?? []
  feed.days.set(day, [])
  return { comeOut: (count) => void feed.days.set(day, entries.slice(0, count)) }
}

async function syncAgain(page: Page, feed: FeedServer): Promise<void> {
  const before = feed.asked.length
  await press(page, 'Shift+R')
  await expect.poll(() => feed.asked.length - before).toBeGreaterThanOrEqual(7)
  await expect(status(page)).toContainText('Checked')
}

test('a new day is told by one quiet notification, and its later papers by none', async ({
  octavo,
  feed,
  shell,
}) => {
  const { comeOut } = holdBack(feed)
  const page = await octavo.start(feed.url)
  await page.evaluate(nobodyLooks)
  if (shell === 'electron') await writeDown(octavo)
  await synced(page)
  expect(await shownIn(octavo, page, shell)).toEqual([])
  comeOut(2)
  await syncAgain(page, feed)
  await expect.poll(() => shownIn(octavo, page, shell)).toHaveLength(1)
  const [shown] = await shownIn(octavo, page, shell)
  expect(shown).toMatchObject({
    isSilent: true,
    body: expect.stringMatching(/^\w+day \d+ \w+.* has come out\.$/),
  })
  comeOut(5)
  await syncAgain(page, feed)
  await syncAgain(page, feed)
  expect(await shownIn(octavo, page, shell)).toHaveLength(1)
})

test('with the setting off, no notification', async ({ octavo, feed, shell }) => {
  const { comeOut } = holdBack(feed)
  const page = await octavo.start(feed.url)
  await page.evaluate(nobodyLooks)
  if (shell === 'electron') await writeDown(octavo)
  await synced(page)
  await press(page, 'g', ',')
  await page.getByRole('button', { name: 'Feed', exact: true }).click()
  await page.getByLabel('One quiet notification when a list has come out').uncheck()
  comeOut(5)
  await syncAgain(page, feed)
  await press(page, 'g', 't')
  await expect(page.getByRole('listbox', { name: 'Triage' })).toBeVisible()
  expect(await shownIn(octavo, page, shell)).toEqual([])
})
