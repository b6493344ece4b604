/** The browser shell as it ends when it is asked to: with success and a closed library, whatever is under way. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildIfStale } from '../../scripts/start/build.ts'
import { createFeedServer, type FeedServer } from '../feed-server/feed-server.ts'
import { startHost, type HostProcess } from '../support/host-process.ts'

const forever = new Promise<never>(() => {})

let dataDir: string
let feed: FeedServer
let host: HostProcess

beforeAll(() => expect(buildIfStale(console.error)).toBe(true))
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'octavo-ends-'))
  feed = await createFeedServer({ folder: join(import.meta.dirname, '../fixtures/days'), shift: true })
  host = await startHost(dataDir, feed.url)
})
afterEach(async () => {
  await host.end('SIGKILL')
  await feed.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A library that is closed has written everything into its one file, and nothing was left to complain about. */
function expectClosed(): void {
  expect(existsSync(join(dataDir, 'library', 'library.sqlite'))).toBe(true)
  expect(existsSync(join(dataDir, 'library', 'library.sqlite-wal'))).toBe(false)
  const log = join(dataDir, 'logs', 'browser.log')
  expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('')
}

it('asked twice, as a terminal and npm both pass on Ctrl+C, it still closes the library', async () => {
  host.child.kill('SIGINT')
  host.child.kill('SIGTERM')
  expect(await host.end('SIGTERM')).toBe(0)
  expectClosed()
})

it('with a page that listens, and a call that the feed keeps waiting', async () => {
  const { origin, hash } = new URL(host.address)
  const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` }
  const events = await fetch(`${origin}/events`, { headers })
  feed.failWhen(() => ({ kind: 'hold', until: forever }))
  const fetching = host.call('lists.fetch', { list: 'trending' }).catch(() => null)
  await expect.poll(() => feed.asked.some(({ path }) => path.includes('daily_papers'))).toBe(true)
  expect(await host.end('SIGTERM')).toBe(0)
  expectClosed()
  await fetching
  await events.text().catch(() => '')
})

it('when nobody reads what it prints any more', async () => {
  host.child.stdout?.destroy()
  host.child.stderr?.destroy()
  expect(await host.end('SIGTERM')).toBe(0)
  expectClosed()
})
