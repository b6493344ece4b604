/** Lists other than days, and papers named one by one: one paper stays one row. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { fetchList, listUrl } from '../../electron/feed/daily-papers.ts'
import { readResponse } from '../../electron/feed/saved-response.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { addPapers, type AddedPapers } from '../../electron/sync/add-papers.ts'
import type { IncomingList, StoredList } from '../../src/shared/domain.ts'
import { makeEntries, makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const lonely = '2601.00042'

let synced: SyncedLibrary

beforeEach(async () => {
  const days = new Map([
    [today, makeEntries(today, 6)],
    ['2026-06-22', makeEntries('2026-06-22', 5)],
    ['2026-06-02', makeEntries('2026-06-02', 120)],
    ['2026-05-05', [makeEntry({ id: '2605.00500', day: '2026-05-05', title: 'Kazakh speech' })]],
  ])
  const record = { id: lonely, title: 'Only on $arXiv$', abstract: 'It is $x$.', authors: ['Ada Example'] }
  synced = await openSynced(noon, { days, originals: new Map([[lonely, record]]) })
})
afterEach(() => synced.close())

async function store(list: string): Promise<StoredList> {
  const { client, server } = synced
  const fetched = await fetchList({ client, feedUrl: server.url, list, now: client.now() })
  return synced.library.storeList(fetched, client.now())
}

function add(text: string): Promise<AddedPapers> {
  const { client, server, library } = synced
  const arxiv = createArxiv({
    client,
    now: client.now,
    sleep: async () => undefined,
    hosts: { api: server.url, oai: server.url, rss: server.url },
  })
  return addPapers(text, {
    library: localLibrary(library),
    client,
    arxiv,
    feedUrl: server.url,
    now: client.now,
  })
}

describe('addresses', () => {
  it.each([
    ['week:2026-W26', 'https://huggingface.co/api/daily_papers?week=2026-W26&limit=100'],
    ['month:2026-06', 'https://huggingface.co/api/daily_papers?month=2026-06&limit=100'],
    ['trending', 'https://huggingface.co/api/daily_papers?sort=trending&limit=100'],
    ['search:a:b & c', 'https://huggingface.co/api/papers/search?q=a%3Ab+%26+c&limit=120'],
  ])('of %s', (list, url) => {
    expect(listUrl('https://huggingface.co', list, 0)).toBe(url)
  })

  it.each([
    'day:2026-13-01',
    'week:2026-26',
    'week:2026-W54',
    'month:2026',
    'trending:x',
    'search:',
    'page:x',
    'x',
    '',
  ])('not of %j', (list) => {
    expect(() => listUrl('https://huggingface.co', list, 0)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})

describe('a list', () => {
  it('of a week, a month and what is trending holds the same rows as the days', async () => {
    await synced.run()
    expect(await store('week:2026-W26')).toMatchObject({ added: 0, updated: 11 })
    expect(await store('month:2026-06')).toMatchObject({ added: 120, updated: 11 })
    expect(await store('trending')).toMatchObject({ added: 0, updated: 100 })
    expect(synced.library.counts().everything).toBe(131)
    const [row] = synced.rowsOf(today)
    const lists = synced.library.paper(row?.id ?? 0).listings.map((listing) => listing.list)
    expect(lists).toEqual(expect.arrayContaining([`day:${today}`, 'week:2026-W26', 'month:2026-06']))
    expect(row).toMatchObject({ listedOn: today, verdict: 'unread' })
  })

  it('twice the same changes nothing', async () => {
    await store('month:2026-06')
    expect(await store('month:2026-06')).toMatchObject({ added: 0, updated: 0, unchanged: 131 })
  })

  it('of a search holds papers that were on no day the library knows', async () => {
    expect(await store('search:kazakh')).toMatchObject({ added: 1, rejected: 0 })
    expect(synced.paper('2605.00500')).toMatchObject({ listedOn: null, submittedBy: null })
    expect(synced.library.dayFacts('2026-05-05').state).toBe('unknown')
  })
})

describe('papers that are named', () => {
  it('come from Hugging Face, or else from arXiv, and are one step of undo', async () => {
    const { stored, missing } = await add(
      `https://huggingface.co/papers/2605.00500 and arXiv:${lonely}v2, https://arxiv.org/abs/2604.99999`,
    )
    expect(stored).toMatchObject({ added: 2 })
    expect(missing).toEqual(['2604.99999'])
    expect(synced.paper('2605.00500').title.feed).toBe('Kazakh speech')
    expect(synced.paper(lonely)).toMatchObject({
      title: { original: 'Only on $arXiv$' },
      authors: [{ name: 'Ada Example' }],
      arxiv: { version: 1 },
    })
    synced.library.undo()
    expect(synced.library.counts().everything).toBe(0)
    synced.library.redo()
    expect(synced.library.counts().everything).toBe(2)
  })

  it('that are here already stay as they are, and twice the same changes nothing', async () => {
    await synced.run()
    const [row] = synced.rowsOf(today)
    synced.library.change([row?.id ?? 0], { field: 'verdict', value: 'later' })
    await add(row?.arxivId ?? '')
    expect((await add(row?.arxivId ?? '')).stored).toMatchObject({ added: 0, updated: 0 })
    expect(synced.library.counts().everything).toBe(11)
    expect(synced.library.paper(row?.id ?? 0)).toMatchObject({ verdict: 'later', listedOn: today })
  })

  it.each([
    '',
    'no paper here',
    Array.from({ length: 101 }, (_, index) => `2606.${10_000 + index}`).join(' '),
  ])('none or too many are refused', async (text) => {
    await expect(add(text)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('without a network are not stored by half', async () => {
    await synced.server.stopListening()
    await expect(add('2605.00500')).rejects.toMatchObject({ code: 'offline' })
    expect(synced.library.counts().everything).toBe(0)
  })
})

describe('a saved answer of the API', () => {
  it('becomes that day’s list, is one step of undo, and changes nothing the second time', async () => {
    const text = JSON.stringify(makeEntries('2026-06-18', 9))
    const read = (): IncomingList => {
      const [list] = readResponse(text, 'answer.json', today) ?? []
      if (list === undefined) throw new Error('no list')
      return list
    }
    expect(synced.library.importList(read())).toMatchObject({ added: 9 })
    expect(synced.rowsOf('2026-06-18')).toHaveLength(9)
    expect(synced.library.importList(read())).toMatchObject({ added: 0, updated: 0, unchanged: 9 })
    synced.library.undo()
    expect(synced.library.counts().everything).toBe(0)
  })
})
