import { expect } from '@playwright/test'
import type { Fault } from '../feed-server/faults.ts'
import { test } from './octavo.ts'
import { press, status, synced } from './page.ts'

/** What goes wrong, and what the reader is told: the same over Node's network and over Chromium's. */
const faults: readonly (readonly [string, Fault, string])[] = [
  ['a closed connection', { kind: 'close' }, 'The feed does not answer.'],
  ['half a body', { kind: 'break', bytes: 1 }, 'The feed does not answer.'],
  ['half a JSON', { kind: 'truncate', bytes: 1 }, 'This day could not be read.'],
  [
    'a page to sign in to',
    { kind: 'body', body: '<h1>Sign in</h1>', type: 'text/html' },
    'Something else answered',
  ],
  ['a 301 to itself', { kind: 'redirect' }, 'Something else answered in the feed’s place.'],
  ['a gzip bomb', { kind: 'bomb', bytes: 100_000_000 }, 'The feed sent more than a list can be.'],
  ['403', { kind: 'status', status: 403 }, 'The feed answered with an error (403).'],
  ['500', { kind: 'status', status: 500 }, 'The feed answered with an error (500).'],
]

test('what goes wrong on the way is told, costs nothing, and heals', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  await press(page, 'l')
  await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()
  for (const [name, fault, sentence] of faults) {
    await test.step(name, async () => {
      feed.failWhen((asked) => (asked.path === '/api/daily_papers' ? fault : null))
      await press(page, 'Shift+R')
      await expect(status(page)).toContainText(sentence)
      await expect(page.getByText(`1 of ${count} decided`)).toBeVisible()
      feed.failWhen(null)
      await press(page, 'Shift+R')
      await expect(status(page)).toContainText('Checked')
    })
  }
})
