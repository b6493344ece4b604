/** Every way in which the far end can fail, over real HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchList, listUrl } from '../../../electron/feed/daily-papers.ts'
import { createFeedServer, type FeedServer } from '../../feed-server/feed-server.ts'
import { isSilence, type Fault } from '../../feed-server/faults.ts'
import { makeEntries, makeEntry } from '../../feed-server/make-entry.ts'
import { quickClient, type QuickClient } from '../../feed-server/quick-client.ts'

const day = '2026-06-23'
const list = `day:${day}`
const noon = Date.parse('2026-06-23T16:00:00Z')

let server: FeedServer
let client: QuickClient

beforeEach(async () => {
  server = await createFeedServer({ days: new Map([[day, makeEntries(day, 3)]]), today: day })
  client = quickClient(noon)
})
afterEach(() => server.close())

function fetchIt(at = client): ReturnType<typeof fetchList> {
  return fetchList({ client: at, feedUrl: server.url, list, now: at.now() })
}

describe('a good answer', () => {
  it('is asked for once, with who asks, compressed, a hundred at a time', async () => {
    expect((await fetchIt()).papers).toHaveLength(3)
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]?.headers).toMatchObject({
      'user-agent': 'Octavo-tests',
      accept: 'application/json',
    })
    expect(server.asked[0]?.headers['accept-encoding']).toContain('gzip')
    expect(listUrl('https://huggingface.co', list, 0)).toBe(
      'https://huggingface.co/api/daily_papers?date=2026-06-23&limit=100',
    )
    expect(listUrl('https://example.org/mirror', list, 2)).toBe(
      'https://example.org/mirror/api/daily_papers?date=2026-06-23&limit=100&p=2',
    )
  })

  it('may be empty', async () => {
    server.days.delete(day)
    expect(await fetchIt()).toEqual({ list: 'day:2026-06-23', papers: [], rejected: [] })
  })

  it('is read to its last page', async () => {
    server.days.set(day, makeEntries(day, 230))
    const list = await fetchIt()
    expect(list.papers).toHaveLength(230)
    expect(server.asked.map((asked) => asked.page)).toEqual([0, 1, 2])
  })

  it('whose pages change places under the reading is read twice, and no paper is lost', async () => {
    const entries = makeEntries(day, 101)
    server.days.set(day, entries)
    server.failWhen((asked) => {
      // After the first page, its last paper and the one behind it change places.
      if (server.asked.length === 1 && asked.page === 0) {
        queueMicrotask(() =>
          setTimeout(() => server.days.set(day, [...entries.slice(0, 99), entries[100]!, entries[99]!]), 0),
        )
      }
      return null
    })
    expect((await fetchIt()).papers).toHaveLength(101)
    expect(server.asked.map((asked) => asked.page)).toEqual([0, 1, 0, 1])
  })

  it('with an ETag is asked for conditionally the next time', async () => {
    await server.close()
    server = await createFeedServer({ days: new Map([[day, makeEntries(day, 3)]]), today: day, etags: true })
    const first = await fetchIt()
    expect(await fetchIt()).toEqual(first)
    expect(server.asked[1]?.headers['if-none-match']).toMatch(/^"/)
    server.days.set(day, makeEntries(day, 4))
    expect((await fetchIt()).papers).toHaveLength(4)
  })

  it('in invalid UTF-8 is read as far as it goes', async () => {
    const entry = JSON.stringify([makeEntry({ id: '2606.00009', day, title: 'Caf@ au lait' })])
    const body = Buffer.from(entry).map((byte) => (byte === 0x40 ? 0xff : byte))
    server.failNext({ kind: 'body', body })
    expect((await fetchIt()).papers[0]?.title).toBe('Caf\ufffd au lait')
  })
})

describe('a failure that passes', () => {
  it.each<[string, Fault]>([
    ['408', { kind: 'status', status: 408 }],
    ['500', { kind: 'status', status: 500 }],
    ['502', { kind: 'status', status: 502 }],
    ['503', { kind: 'status', status: 503 }],
    ['504', { kind: 'status', status: 504 }],
    ['a closed connection', { kind: 'close' }],
    ['silence before the headers', { kind: 'delay', ms: 5000 }],
    ['silence in the body', { kind: 'stall', bytes: 100 }],
    ['a connection that breaks in the body', { kind: 'break', bytes: 100 }],
    ['half a JSON', { kind: 'truncate', bytes: 200 }],
  ])('is tried again after one and two seconds: %s', async (_name, fault) => {
    client.hurry(isSilence(fault))
    server.failNext(fault, 2)
    expect((await fetchIt()).papers).toHaveLength(3)
    expect(client.waits).toEqual([1000, 2000])
    expect(server.asked).toHaveLength(3)
  })

  it('waits as long as a 503 asks for', async () => {
    server.failNext({ kind: 'status', status: 503, headers: { 'retry-after': '4' } })
    expect((await fetchIt()).papers).toHaveLength(3)
    expect(client.waits).toEqual([4000])
  })

  it('waits out a short rate limit', async () => {
    server.failNext({ kind: 'status', status: 429, headers: { ratelimit: '"api";r=0;t=5' } })
    expect((await fetchIt()).papers).toHaveLength(3)
    expect(client.waits).toEqual([6000])
  })
})

describe('a failure that stays', () => {
  it.each<[string, Fault, string, Record<string, unknown>]>([
    ['a closed connection', { kind: 'close' }, 'feed-unavailable', { reason: 'connection-lost' }],
    ['silence', { kind: 'delay', ms: 5000 }, 'feed-unavailable', { reason: 'timeout' }],
    ['silence in the body', { kind: 'stall', bytes: 50 }, 'feed-unavailable', { reason: 'timeout' }],
    ['a broken body', { kind: 'break', bytes: 50 }, 'feed-unavailable', { reason: 'connection-lost' }],
    ['half a JSON', { kind: 'truncate', bytes: 200 }, 'feed-changed', { reason: 'not-json' }],
    ['400', { kind: 'status', status: 400 }, 'feed-changed', { status: 400 }],
    ['403', { kind: 'status', status: 403 }, 'feed-unavailable', { status: 403 }],
    ['404', { kind: 'status', status: 404 }, 'feed-changed', { status: 404 }],
    ['408', { kind: 'status', status: 408 }, 'feed-unavailable', { status: 408 }],
    ['414', { kind: 'status', status: 414 }, 'feed-changed', { status: 414 }],
    ['500', { kind: 'status', status: 500 }, 'feed-unavailable', { status: 500 }],
    ['503', { kind: 'status', status: 503 }, 'feed-unavailable', { status: 503 }],
    [
      'an HTML page',
      { kind: 'body', body: '<h1>Sign in</h1>', type: 'text/html' },
      'feed-changed',
      { reason: 'content-type' },
    ],
    ['a redirect loop', { kind: 'redirect' }, 'feed-changed', { reason: 'redirects' }],
    ['50 MB', { kind: 'large', bytes: 50_000_000 }, 'feed-changed', { reason: 'too-large' }],
    ['a gzip bomb', { kind: 'bomb', bytes: 500_000_000 }, 'feed-changed', { reason: 'too-large' }],
    ['an object', { kind: 'body', body: '{"papers":[]}' }, 'feed-changed', { reason: 'shape' }],
    ['an empty body', { kind: 'body', body: '' }, 'feed-changed', { reason: 'not-json' }],
    ['deep nesting', { kind: 'body', body: '['.repeat(200_000) }, 'feed-changed', { reason: 'not-json' }],
  ])('has a code and a reason: %s', async (_name, fault, code, detail) => {
    client.hurry(isSilence(fault))
    server.failWhen(() => fault)
    await expect(fetchIt()).rejects.toMatchObject({ code, detail })
  })

  it('is tried three times where that can help and once where it cannot', async () => {
    server.failWhen(() => ({ kind: 'status', status: 500 }))
    await expect(fetchIt()).rejects.toMatchObject({ code: 'feed-unavailable' })
    expect(server.asked).toHaveLength(3)
    server.failWhen(() => ({ kind: 'status', status: 404 }))
    await expect(fetchIt()).rejects.toMatchObject({ code: 'feed-changed' })
    expect(server.asked).toHaveLength(4)
  })

  it('is offline when nobody listens or no such name exists', async () => {
    await server.stopListening()
    await expect(fetchIt()).rejects.toMatchObject({ code: 'offline', detail: { reason: 'no-connection' } })
    const feedUrl = 'http://no-such-host.invalid'
    await expect(fetchList({ client, feedUrl, list, now: noon })).rejects.toMatchObject({ code: 'offline' })
    await server.listenAgain()
    expect((await fetchIt()).papers).toHaveLength(3)
  })

  it('names the instant of a long rate limit and sends nothing before it', async () => {
    server.failNext({ kind: 'status', status: 429, headers: { ratelimit: '"api";r=0;t=55' } })
    const retryAt = noon + 56_000
    await expect(fetchIt()).rejects.toMatchObject({ code: 'rate-limited', detail: { retryAt } })
    await expect(fetchIt()).rejects.toMatchObject({ code: 'rate-limited', detail: { retryAt } })
    expect(server.asked).toHaveLength(1)
    client.moveTo(retryAt)
    expect((await fetchIt()).papers).toHaveLength(3)
  })

  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': 'Tue, 23 Jun 2026 16:05:00 GMT' }, 300_000],
    [{}, 60_000],
    [{ 'retry-after': '999999999' }, 6 * 3_600_000],
    [{ 'retry-after': 'soon' }, 60_000],
  ])('reads a rate limit in every form: %j', async (headers, wait) => {
    server.failNext({ kind: 'status', status: 429, headers })
    await expect(fetchIt()).rejects.toMatchObject({ code: 'rate-limited', detail: { retryAt: noon + wait } })
  })

  it('sends nothing more once the last allowed request is spent', async () => {
    const body = JSON.stringify(makeEntries(day, 1))
    server.failNext({ kind: 'status', status: 200, headers: { ratelimit: '"api";r=0;t=40' }, body })
    expect((await fetchIt()).papers).toHaveLength(1)
    await expect(fetchIt()).rejects.toMatchObject({
      code: 'rate-limited',
      detail: { retryAt: noon + 41_000 },
    })
    expect(server.asked).toHaveLength(1)
  })
})

describe('stopping', () => {
  it.each<[string, Fault]>([
    ['before the headers', { kind: 'delay', ms: 5000 }],
    ['in the body', { kind: 'stall', bytes: 50 }],
  ])('%s rejects with the signal’s reason and does not try again', async (_name, fault) => {
    const abort = new AbortController()
    server.failWhen(() => {
      setTimeout(() => abort.abort(new Error('stopped by the reader')), 50)
      return fault
    })
    const request = { client, feedUrl: server.url, list, now: noon, signal: abort.signal }
    await expect(fetchList(request)).rejects.toThrow('stopped by the reader')
    expect(server.asked).toHaveLength(1)
  })
})
