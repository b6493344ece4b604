/** From a sync to originals in the library, over HTTP, at arXiv's pace. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import type { Background } from '../../electron/sync/background.ts'
import { createOriginals } from '../../electron/sync/originals.ts'
import type { ArxivRecord } from '../feed-server/arxiv-answers.ts'
import { makeEntries } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const yesterday = '2026-06-22'
const noon = Date.parse('2026-06-23T16:00:00Z')

let synced: SyncedLibrary
let records: Map<string, ArxivRecord>
let originals: Background
let changed: string[][]
let errors: unknown[]
let isWanted: boolean

function idsOf(day: string, count: number): string[] {
  return makeEntries(day, count).map((entry) => (entry['paper'] as { id: string }).id)
}

beforeEach(async () => {
  records = new Map(
    [...idsOf(today, 110), ...idsOf(yesterday, 30)].map((id) => [
      id,
      {
        id,
        title: `On $x_{${id}}$`,
        abstract: 'It is $\\mathcal{O}(n)$.',
        categories: ['cs.CL', 'cs.LG'],
        comment: '9 pages',
      },
    ]),
  )
  const days = new Map([
    [today, makeEntries(today, 110)],
    [yesterday, makeEntries(yesterday, 30)],
  ])
  synced = await openSynced(noon, { days, originals: records })
  await synced.run()
  synced.server.asked.length = 0
  changed = []
  errors = []
  isWanted = true
  const { client, server } = synced
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted()
    client.moveTo(client.now() + ms)
  }
  const hosts = { api: server.url, oai: server.url.replace('127.0.0.1', 'localhost'), rss: server.url }
  originals = createOriginals({
    library: localLibrary(synced.library),
    arxiv: createArxiv({ client, now: client.now, sleep, hosts }),
    now: client.now,
    isWanted: async () => isWanted,
    onChanged: (days) => changed.push([...days].sort().reverse()),
    onError: (error) => errors.push(error),
  })
})
afterEach(() => synced.close())

async function run(): Promise<void> {
  originals.start()
  await originals.whenIdle()
}

describe('originals', () => {
  it('come for all papers, the newest first, in two batches, beside the feed’s text', async () => {
    await run()
    expect(errors).toEqual([])
    expect(synced.server.asked).toHaveLength(2)
    expect(changed).toEqual([[today], [today, yesterday]])
    const id = idsOf(today, 1)[0] ?? ''
    expect(synced.paper(id)).toMatchObject({
      title: { feed: `A study of things numbered ${id}`, original: `On $x_{${id}}$` },
      abstract: { original: 'It is $\\mathcal{O}(n)$.' },
      authors: [{ name: 'Ada Example' }, { name: 'Bo Beispiel', login: expect.any(String) }],
      arxiv: { version: 1, categories: ['cs.CL', 'cs.LG'], comment: '9 pages', updatedOn: '2026-06-02' },
    })
    expect(synced.paper(id).abstract.feed).toMatch(/^We study/)
  })

  it('are asked for once, and stay when the feed is synced again', async () => {
    await run()
    await synced.run()
    synced.server.asked.length = 0
    await run()
    expect(synced.server.asked).toEqual([])
    const id = idsOf(today, 1)[0] ?? ''
    expect(synced.paper(id).title.original).toBe(`On $x_{${id}}$`)
  })

  it('change nothing that the reader did', async () => {
    const [row] = synced.rowsOf(today)
    synced.library.change([row?.id ?? 0], { field: 'verdict', value: 'later' })
    await run()
    expect(synced.library.paper(row?.id ?? 0)).toMatchObject({ verdict: 'later' })
    expect(synced.rowsOf(today)[0]?.id).toBe(row?.id)
  })

  it('that arXiv does not have are asked for again after a week, not before', async () => {
    const missing = idsOf(today, 3)
    for (const id of missing) records.delete(id)
    await run()
    expect(synced.paper(missing[0] ?? '').arxiv).toBe(null)
    synced.server.asked.length = 0
    synced.client.moveTo(synced.client.now() + 6 * 86_400_000)
    await run()
    expect(synced.server.asked).toEqual([])
    for (const id of missing) records.set(id, { id, title: 'Late', abstract: 'It is here now.' })
    synced.client.moveTo(synced.client.now() + 2 * 86_400_000)
    await run()
    expect(synced.paper(missing[0] ?? '').title.original).toBe('Late')
    expect(synced.server.asked[0]?.parameters.get('id_list')?.split(',')).toHaveLength(3)
  })

  it('are not asked for when the reader does not want it', async () => {
    isWanted = false
    await run()
    expect(synced.server.asked).toEqual([])
  })

  it('keep what was stored before arXiv refused, and come the next time', async () => {
    synced.server.failWhen((asked) =>
      asked.path === '/api/query' && synced.server.asked.length > 1 ? { kind: 'status', status: 403 } : null,
    )
    await run()
    expect(errors).toMatchObject([{ code: 'feed-unavailable', detail: { status: 403 } }])
    expect(changed).toEqual([[today]])
    synced.server.failWhen(null)
    synced.client.moveTo(synced.client.now() + 25 * 3_600_000)
    await run()
    expect(changed).toEqual([[today], [today, yesterday]])
    expect(synced.library.papersWithoutOriginal(10)).toEqual([])
  })

  it('can be stopped', async () => {
    synced.server.failWhen(() => {
      originals.stop()
      return null
    })
    await run()
    expect(errors).toEqual([])
    expect(synced.server.asked).toHaveLength(1)
    expect(synced.library.papersWithoutOriginal(1000)).toHaveLength(140)
  })

  it('do not hold up the feed', async () => {
    synced.server.failWhen((asked) => (asked.path === '/api/query' ? { kind: 'delay', ms: 100_000 } : null))
    originals.start()
    synced.server.days.set(today, makeEntries(today, 111))
    expect(await synced.run()).toMatchObject({ added: 1, failure: null })
    originals.stop()
    await originals.whenIdle()
  })
})
