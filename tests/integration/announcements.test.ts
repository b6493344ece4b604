/** arXiv's announcements as lists, asked for once a day's worth and stored beside the feed's. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnnouncementsStatus } from '../../src/shared/announcements.ts'
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { createAnnouncements, type Announcements } from '../../electron/sync/announcements.ts'
import { announcementsXml, type Announcement } from '../feed-server/announcements-xml.ts'
import { makeEntries } from '../feed-server/make-entry.ts'
import { quickClient, type QuickClient } from '../feed-server/quick-client.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const known = '2606.04600'

let synced: SyncedLibrary
let announcements: Announcements
let statuses: AnnouncementsStatus[]
let errors: unknown[]
let changes: number
let categories: string | null
let etag: string | null

function serve(items: readonly Announcement[], date = 'Tue, 23 Jun 2026 00:00:00 -0400'): void {
  synced.server.failWhen((asked) => {
    if (!asked.path.startsWith('/rss/')) return null
    if (etag !== null && asked.headers['if-none-match'] === etag) return { kind: 'status', status: 304 }
    const headers = { 'content-type': 'application/rss+xml', ...(etag === null ? {} : { etag }) }
    const body = announcementsXml(date, items)
    return { kind: 'status', status: 200, headers, body }
  })
}

beforeEach(async () => {
  synced = await openSynced(noon, { days: new Map([[today, makeEntries(today, 2)]]) })
  await synced.run()
  synced.server.asked.length = 0
  errors = []
  statuses = []
  changes = 0
  categories = 'cs.LG+cs.CL'
  etag = null
  start(synced.client)
})

/** As a process does, with a client of its own. */
function start(client: QuickClient): void {
  const { server } = synced
  announcements = createAnnouncements({
    library: localLibrary(synced.library),
    arxiv: createArxiv({
      client,
      now: client.now,
      sleep: async (ms) => client.moveTo(client.now() + ms),
      hosts: { api: server.url, oai: server.url, rss: server.url },
    }),
    now: client.now,
    categories: async () => categories,
    onStatus: (status) => statuses.push(status),
    onChanged: () => {
      changes += 1
    },
    onError: (error) => errors.push(error),
  })
}
afterEach(() => synced.close())

async function run(): Promise<void> {
  announcements.start()
  await announcements.whenIdle()
}

const three: readonly Announcement[] = [
  { id: '2606.20001v1', kind: 'new', categories: ['cs.LG'] },
  { id: `${known}v2`, kind: 'replace', title: 'Title with $x$' },
  { id: '2606.20003v1', kind: 'cross' },
]

it('new, cross-listed and replaced papers stand on lists of their own; a paper of the feed stays one row', async () => {
  serve(three)
  const [row] = synced.rowsOf(today)
  expect(row?.arxivId).toBe(known)
  synced.library.change([row?.id ?? 0], { field: 'verdict', value: 'read' })
  await run()
  expect(errors).toEqual([])
  expect(synced.library.counts().everything).toBe(4)
  expect(synced.paper(known)).toMatchObject({
    verdict: 'read',
    listedOn: today,
    title: { feed: `A study of things numbered ${known}`, original: 'Title with $x$' },
    authors: [{ name: 'Ada Example' }, { name: 'Bo Beispiel', login: expect.any(String) }],
    arxiv: { version: 2 },
  })
  const lists = (id: string): string[] => synced.paper(id).listings.map((listing) => listing.list)
  expect(lists(known)).toContain('arxiv:cs.LG+cs.CL:2026-06-23:replace')
  expect(lists('2606.20001')).toEqual(['arxiv:cs.LG+cs.CL:2026-06-23:new'])
  expect(lists('2606.20003')).toEqual(['arxiv:cs.LG+cs.CL:2026-06-23:cross'])
  expect(synced.server.asked.map((asked) => asked.path)).toEqual(['/rss/cs.LG+cs.CL'])
})

it('the days that are here are told with what is left to decide on each list, and Triage counts none of it', async () => {
  serve(three)
  await run()
  const list = (kind: string, count: number, unread: number) => ({
    list: `arxiv:cs.LG+cs.CL:2026-06-23:${kind}`,
    kind,
    count,
    unread,
  })
  expect(synced.library.announced('cs.LG+cs.CL', null)).toEqual({
    day: today,
    previous: null,
    next: null,
    lists: [list('new', 1, 1), list('cross', 1, 1), list('replace', 1, 1)],
  })
  expect(synced.library.counts().triage).toBe(2)
  synced.library.change([synced.paper('2606.20003').id], { field: 'verdict', value: 'skipped' })
  synced.client.moveTo(noon + 86_400_000)
  serve([{ id: '2606.20009v1', kind: 'new' }], 'Wed, 24 Jun 2026 00:00:00 -0400')
  await run()
  expect(synced.library.announced('cs.LG+cs.CL', null)).toMatchObject({ day: '2026-06-24', previous: today })
  expect(synced.library.announced('cs.LG+cs.CL', today)).toMatchObject({
    next: '2026-06-24',
    lists: [{ unread: 1 }, { kind: 'cross', count: 1, unread: 0 }, { unread: 1 }],
  })
  expect(synced.library.announced('cs.LG', null)).toBe(null)
})

it('the same again changes nothing, and is asked for conditionally', async () => {
  etag = '"one"'
  serve(three)
  await run()
  await run()
  expect(errors).toEqual([])
  expect(changes).toBe(1)
  expect(synced.server.asked[1]?.headers['if-none-match']).toBe('"one"')
})

it('after a restart an unchanged document costs one answer without a body, other categories a whole one', async () => {
  etag = '"one"'
  serve(three)
  await run()
  start(quickClient(noon + 3_600_000))
  await run()
  expect(errors).toEqual([])
  expect(changes).toBe(1)
  expect(synced.server.asked.map((asked) => asked.headers['if-none-match'])).toEqual([undefined, '"one"'])
  expect(announcements.status()).toMatchObject({ wasEmpty: false, failure: null })
  expect(synced.library.announced('cs.LG+cs.CL', null)).toMatchObject({ day: today })

  categories = 'cs.RO'
  start(quickClient(noon + 7_200_000))
  await run()
  expect(synced.server.asked.at(-1)).toMatchObject({ path: '/rss/cs.RO' })
  expect(synced.server.asked.at(-1)?.headers['if-none-match']).toBeUndefined()
  expect(synced.library.announced('cs.RO', null)).toMatchObject({ day: today })
})

it('an empty weekend is told as one after a restart, too', async () => {
  etag = '"empty"'
  serve([])
  await run()
  start(quickClient(noon + 3_600_000))
  await run()
  expect(synced.server.asked.at(-1)?.headers['if-none-match']).toBe('"empty"')
  expect(announcements.status()).toMatchObject({ wasEmpty: true, failure: null })
})

it('an empty weekend is no failure', async () => {
  serve([])
  await run()
  expect(errors).toEqual([])
  expect(changes).toBe(0)
  expect(statuses.at(-1)).toEqual({ phase: 'idle', checkedAt: noon, wasEmpty: true, failure: null })
})

it('is off unless categories are asked for', async () => {
  categories = null
  await run()
  expect(synced.server.asked).toEqual([])
})

it('an error of arXiv is told and changes nothing', async () => {
  synced.server.failWhen(() => ({
    kind: 'status',
    status: 400,
    headers: { 'content-type': 'application/rss+xml' },
  }))
  await run()
  expect(errors).toMatchObject([{ code: 'feed-changed', detail: { status: 400 } }])
  expect(announcements.status()).toMatchObject({ failure: { code: 'feed-changed', detail: '400' } })
  expect(synced.library.counts().everything).toBe(2)
})
