/** The whole program killed in the middle of a download, as a crash or an empty battery does. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { buildIfStale } from '../../scripts/start/build.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer, type FeedServer } from '../feed-server/feed-server.ts'
import { makePdf, type FullText } from '../feed-server/full-texts.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { startHost, type HostProcess } from '../support/host-process.ts'

const id = '2606.10001'
const pdf = Buffer.from(makePdf('A large paper', 3_000_000))
const patience = { timeout: 40_000, interval: 50 }

let dataDir: string
let feed: FeedServer
let host: HostProcess
let texts: Map<string, FullText>
const path = (): string => join(dataDir, 'kept', id, `${id}.pdf`)

beforeAll(() => expect(buildIfStale(console.error)).toBe(true))
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'octavo-killed-'))
  const today = feedDayAt(Date.now())
  texts = new Map([[id, { markdown: '# A text', pdf }]])
  feed = await createFeedServer({
    days: new Map([[today, [makeEntry({ id, day: today })]]]),
    fullTexts: texts,
  })
})
afterEach(async () => {
  await host.end('SIGKILL')
  await feed.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Starts the program and kills it when half of the PDF is on the disk. */
async function killHalfway(): Promise<void> {
  // Silence after the half, so that there is a moment to kill it in.
  feed.failWhen((asked) => (asked.path === `/pdf/${id}` ? { kind: 'stall', bytes: 1_500_000 } : null))
  host = await startHost(dataDir, feed.url)
  await vi.waitFor(async () => {
    const list = await host.call('papers.list', { place: 'everything', day: null, order: 'feed' })
    if (!list.ok || list.value.ids.length === 0) throw new Error('the day has not come yet')
    await host.call('kept.keep', { ids: [...list.value.ids] })
  }, patience)
  await vi.waitFor(() => expect(statSync(`${path()}.part`).size).toBeGreaterThan(1_000_000), patience)
  await host.end('SIGKILL')
  expect(existsSync(path())).toBe(false)
  feed.failWhen(null)
  feed.asked.length = 0
}

async function startAndFinish(): Promise<void> {
  host = await startHost(dataDir, feed.url)
  await vi.waitFor(async () => {
    const list = await host.call('kept.list', {})
    expect(list).toMatchObject({ ok: true, value: { papers: [{ state: 'kept' }] } })
  }, patience)
}

it('goes on where the killed program left a PDF', async () => {
  await killHalfway()
  await startAndFinish()
  const ranges = feed.asked.filter((asked) => asked.path === `/pdf/${id}`).map(({ headers }) => headers.range)
  expect(ranges).toEqual([expect.stringMatching(/^bytes=1\d{6}-$/)])
  expect(readFileSync(path()).equals(pdf)).toBe(true)
  expect(readdirSync(join(dataDir, 'kept', id)).sort()).toEqual([`${id}.md`, `${id}.pdf`])
})

it('fetches the whole of a PDF that is another one by then', async () => {
  await killHalfway()
  const other = Buffer.from(makePdf('A second version', 2_000_000))
  texts.set(id, { markdown: '# A text', pdf: other, version: 2 })
  await startAndFinish()
  expect(readFileSync(path()).equals(other)).toBe(true)
})
