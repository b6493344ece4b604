import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArxiv, type Arxiv } from '../../../electron/feed/arxiv.ts'
import { readAtom } from '../../../electron/feed/arxiv-atom.ts'
import { createFeedServer, type FeedServer } from '../../feed-server/feed-server.ts'
import type { ArxivRecord } from '../../feed-server/arxiv-answers.ts'
import { quickClient, type QuickClient } from '../../feed-server/quick-client.ts'

const start = Date.parse('2026-06-23T16:00:00Z')
const throttled = {
  kind: 'status',
  status: 429,
  headers: { 'content-type': 'text/plain' },
  body: 'Rate exceeded.',
} as const

let server: FeedServer
let client: QuickClient
let arxiv: Arxiv
/** Instants (ms since the start) at which the server was asked. */
let instants: number[]

function records(count: number): Map<string, ArxivRecord> {
  const ids = Array.from({ length: count }, (_, index) => `2606.${String(index + 1).padStart(5, '0')}`)
  return new Map(
    ids.map((id) => [id, { id, title: `On $x_{${id}}$`, abstract: `We show $x < ${id}$ & more.` }]),
  )
}

beforeEach(async () => {
  const originals = records(150)
  originals.set('math/0309136', { id: 'math/0309136', title: 'Old', abstract: 'An old one.' })
  server = await createFeedServer({ originals })
  client = quickClient(start)
  instants = []
  server.failWhen(() => {
    instants.push(client.now() - start)
    return null
  })
  // Two hosts, as in reality: a refusal by one says nothing about the other.
  const hosts = { api: server.url, oai: server.url.replace('127.0.0.1', 'localhost'), rss: server.url }
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted()
    client.waits.push(ms)
    client.moveTo(client.now() + ms)
  }
  arxiv = createArxiv({ client, now: client.now, sleep, hosts })
})
afterEach(() => server.close())

function ids(count: number): string[] {
  return [...records(count).keys()]
}

describe('originals', () => {
  it('come with their TeX and their facts', async () => {
    await server.close()
    const record: ArxivRecord = {
      id: '2606.13677',
      title: 'The $\\mathcal{O}(n)$ bound',
      abstract: '  First line\nsecond line, $a < b$.\n  New paragraph.',
      version: 3,
      categories: ['cs.RO', 'cs.LG'],
      authors: ['Ada Example', "Ren\\'e Exemple"],
      comment: '12 pages',
      doi: '10.1000/182',
      journalRef: 'J. Ex. 1 (2026)',
    }
    server = await createFeedServer({ originals: new Map([[record.id, record]]) })
    arxiv = createArxiv({
      client,
      now: client.now,
      sleep: async () => undefined,
      hosts: { api: server.url, oai: server.url, rss: server.url },
    })
    expect(await arxiv.originals(['2606.13677'])).toEqual([
      {
        arxivId: '2606.13677',
        version: 3,
        title: 'The $\\mathcal{O}(n)$ bound',
        abstract: 'First line second line, $a < b$.\n\nNew paragraph.',
        authors: ['Ada Example', 'René Exemple'],
        categories: ['cs.RO', 'cs.LG'],
        comment: '12 pages',
        doi: '10.1000/182',
        journalRef: 'J. Ex. 1 (2026)',
        publishedOn: '2026-06-01',
        updatedOn: '2026-06-02',
      },
    ])
  })

  it('are matched by id, whatever their order, and a missing one is no failure', async () => {
    const found = await arxiv.originals(['2606.00003', '2606.99999', '2606.00001', 'math/0309136'])
    expect(found.map((original) => original.arxivId).sort()).toEqual([
      '2606.00001',
      '2606.00003',
      'math/0309136',
    ])
    expect(found.find((original) => original.arxivId === '2606.00003')?.title).toBe('On $x_{2606.00003}$')
  })

  it('are asked for with a size, so that more than ten come', async () => {
    expect(await arxiv.originals(ids(60))).toHaveLength(60)
    expect(server.asked[0]?.parameters.get('max_results')).toBe('60')
  })

  it('are asked for by a form when the address would be long', async () => {
    await arxiv.originals(ids(10))
    await arxiv.originals([...ids(100), ...ids(100)])
    await arxiv.originals(
      Array.from(
        { length: 200 },
        (_, index) =>
          `hep-th/99${String(1 + (index % 12)).padStart(2, '0')}${String(index).padStart(3, '0')}`,
      ),
    )
    expect(server.asked.map((asked) => asked.method)).toEqual(['GET', 'GET', 'POST'])
    expect(server.asked[2]?.parameters.get('id_list')?.split(',')).toHaveLength(100)
  })

  it('of ids that are none are not asked for, because one would fail all', async () => {
    expect(await arxiv.originals(['abc', '2606.00001', '2613.00001', ''])).toHaveLength(1)
    expect(await arxiv.originals(['abc'])).toEqual([])
    expect(server.asked).toHaveLength(1)
  })
})

describe('politeness', () => {
  it('leaves three seconds between any two requests, also when asked for many at once', async () => {
    await Promise.all([arxiv.originals(ids(1)), arxiv.originals(ids(2)), arxiv.originals(ids(3))])
    expect(instants).toEqual([0, 3000, 6000])
  })

  it('waits half a minute and then a minute when told that the rate is exceeded', async () => {
    server.failNext(throttled, 2)
    expect(await arxiv.originals(ids(5))).toHaveLength(5)
    const patience = client.waits.reduce((sum, wait) => sum + wait, 0)
    expect(patience).toBeGreaterThanOrEqual(90_000)
    expect(server.asked.map((asked) => asked.path)).toEqual(['/api/query', '/api/query', '/api/query'])
  })

  it('takes the way of OAI-PMH while the query API is throttled, at the same pace', async () => {
    server.failWhen((asked) => {
      instants.push(client.now() - start)
      return asked.path === '/api/query' ? throttled : null
    })
    const found = await arxiv.originals(['2606.00001', '2606.99999', '2606.00002'])
    expect(found.map((original) => original.title)).toEqual(['On $x_{2606.00001}$', 'On $x_{2606.00002}$'])
    await arxiv.originals(['2606.00003'])
    expect(server.asked.map((asked) => asked.path)).toEqual([
      ...Array<string>(3).fill('/api/query'),
      ...Array<string>(4).fill('/oai'),
    ])
    const gaps = instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000)
  })

  it('rests half an hour when both ways are closed', async () => {
    server.failWhen(() => throttled)
    const failure = await arxiv.originals(ids(1)).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'rate-limited', detail: { retryAt: client.now() + 30 * 60_000 } })
    const before = server.asked.length
    await expect(arxiv.originals(ids(1))).rejects.toMatchObject({ code: 'rate-limited' })
    expect(server.asked).toHaveLength(before)
    server.failWhen(null)
    client.moveTo(client.now() + 31 * 60_000)
    expect(await arxiv.originals(ids(1))).toHaveLength(1)
  })

  it('stops for a day after 403', async () => {
    server.failNext({ kind: 'status', status: 403 })
    await expect(arxiv.originals(ids(1))).rejects.toMatchObject({
      code: 'feed-unavailable',
      detail: { status: 403 },
    })
    await expect(arxiv.originals(ids(1))).rejects.toMatchObject({ code: 'rate-limited' })
    client.moveTo(client.now() + 23 * 3_600_000)
    await expect(arxiv.originals(ids(1))).rejects.toMatchObject({ code: 'rate-limited' })
    expect(server.asked).toHaveLength(1)
    client.moveTo(client.now() + 2 * 3_600_000)
    expect(await arxiv.originals(ids(1))).toHaveLength(1)
  })

  it('asks again for the empty page that stands in for results now and then', async () => {
    const empty = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults>5</opensearch:totalResults></feed>`
    server.failNext({ kind: 'body', body: empty, type: 'application/atom+xml' })
    expect(await arxiv.originals(ids(5))).toHaveLength(5)
  })

  it('can be stopped while it waits', async () => {
    const abort = new AbortController()
    server.failWhen(() => {
      abort.abort(new Error('enough'))
      return throttled
    })
    await expect(arxiv.originals(ids(1), abort.signal)).rejects.toThrow('enough')
    expect(server.asked).toHaveLength(1)
  })
})

describe('answers that are none', () => {
  it.each([
    ['HTML', '<html><body>Sorry</body></html>'],
    ['half a document', '<feed><entry><id>http://arxiv.org/abs/2606.00001v1</id>'],
    ['nothing', ''],
    ['JSON', '{"feed": []}'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>'],
  ])('%s is the feed changed', (_name, body) => {
    expect(() => readAtom(Buffer.from(body))).toThrow(expect.objectContaining({ code: 'feed-changed' }))
  })

  it('an error entry is no paper', () => {
    const body = `<feed><entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>no</summary></entry></feed>`
    expect(readAtom(Buffer.from(body))).toEqual([])
  })
})

const samples = new URL('../../../../shared/data/feed-samples/', import.meta.url)
describe.skipIf(!existsSync(samples))('real answers', () => {
  const read = (name: string): ReturnType<typeof readAtom> => readAtom(readFileSync(new URL(name, samples)))

  it('of 2026 are read whole', () => {
    expect(read('arxiv_api_search_cs_25_2026-08-02.xml')).toHaveLength(25)
    expect(read('arxiv_api_search_testing_100_2026-04.xml')).toHaveLength(100)
    const all = read('arxiv_api_search_testing_100_2026-04.xml')
    expect(all.every((original) => original.version !== null && original.categories.length > 0)).toBe(true)
    expect(all.every((original) => original.authors.length > 0 && original.publishedOn !== null)).toBe(true)
  })

  it('with an affiliation, a journal and an old id', () => {
    expect(read('arxiv_api_id_old-style_affiliation_journalref_2026-05.xml')).toMatchObject([
      {
        arxivId: 'astro-ph/0601001',
        version: 1,
        authors: ['Andrew Gould', 'Susan Dorsher', 'B. Scott Gaudi', 'Andrzej Udalski'],
        categories: ['astro-ph'],
        journalRef: 'ActaAstron.56:1-50,2006',
        publishedOn: '2006-01-02',
      },
    ])
  })

  it('with the title 0, with one missing, with none, and with an error', () => {
    expect(read('arxiv_api_title-is-0_2026-04.xml')[0]?.title).toBe('0')
    expect(read('arxiv_api_id_list_one-missing_2026-04.xml')).toHaveLength(1)
    expect(read('arxiv_api_id_not-found_200-empty_2026-04.xml')).toEqual([])
    expect(read('arxiv_api_error_bad-id_400_2026-04.xml')).toEqual([])
  })
})
