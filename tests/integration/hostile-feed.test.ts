/** A feed that lies in every way: what is good is stored, what is not is counted and kept, and nothing else happens. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Entry } from '../feed-server/day-files.ts'
import { makeEntries, makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const script = '<script>window.stolen=1</script><img src=x onerror="window.stolen=1">'

let synced: SyncedLibrary

beforeEach(async () => {
  synced = await openSynced(noon, { days: new Map([[today, makeEntries(today, 2)]]) })
})
afterEach(async () => {
  expect(synced.errors).toEqual([])
  await synced.close()
})

function serve(...entries: readonly unknown[]): void {
  synced.server.days.set(today, entries as Entry[])
}

function hostile(patch: Record<string, unknown>, id = '2606.66666'): Entry {
  const good = makeEntry({ id, day: today })
  return { ...good, paper: { ...(good['paper'] as object), ...patch } }
}

it('HTML and scripts in every field stay text', async () => {
  const entry = hostile({
    title: script,
    summary: script,
    authors: [{ name: script, user: { user: script } }],
    ai_summary: script,
    ai_keywords: [script],
    organization: { name: script, fullname: script },
    githubRepo: `javascript:${script}`,
    projectPage: `https://example.org/"><script>`,
    mediaUrls: [script, 'data:text/html,<script>'],
  })
  serve({ ...entry, title: script, thumbnail: `//${script}`, submittedBy: { fullname: script } })
  await synced.run()
  const paper = synced.paper('2606.66666')
  expect(paper.title.feed).toBe(script)
  expect(paper.authors).toEqual([{ name: script, login: null }])
  expect(paper.githubRepo).toBe(null)
  for (const url of [paper.projectPage, paper.thumbnail, ...paper.media]) {
    if (url !== null) expect(url).toMatch(/^https:\/\/[^<>"]*$/)
  }
})

it('stores the good among the bad, and counts the bad', async () => {
  serve(
    null,
    script,
    7,
    [],
    {},
    { paper: 'no' },
    hostile({ id: 5 }),
    hostile({ id: `2606.00001'; DROP TABLE papers; --` }),
    hostile({ title: {}, summary: [] }, '2606.70001'),
    { ...hostile({ title: '' }, '2606.70002'), title: '' },
    { ...hostile({ summary: null }, '2606.70003'), summary: null },
    hostile({ submittedOnDailyAt: '2999-12-31T00:00:00Z' }, '2606.70004'),
    makeEntry({ id: '2606.80001', day: today }),
    makeEntry({ id: '2606.80001', day: today, title: 'The same again' }),
    { ...makeEntry({ id: '2606.80002', day: today }), unknownField: { deep: [1, 2, { three: 4 }] } },
  )
  const status = await synced.run()
  expect(synced.rowsOf(today).map((row) => row.arxivId)).toEqual(['2606.70001', '2606.80001', '2606.80002'])
  expect(status).toMatchObject({ added: 3, rejected: 11, failure: null })
  expect(synced.library.dayFacts(today)).toMatchObject({ state: 'partial', rejected: 11 })
})

it.each([
  ['50 MB', { kind: 'large', bytes: 50_000_000 }],
  ['a gzip bomb', { kind: 'bomb', bytes: 2_000_000_000 }],
] as const)('%s costs that day and no other', async (_name, fault) => {
  synced.server.days.set('2026-06-22', makeEntries('2026-06-22', 4))
  synced.server.failWhen((asked) => (asked.day === today ? fault : null))
  expect(await synced.run()).toMatchObject({
    added: 4,
    failure: { code: 'feed-changed', detail: 'too-large' },
  })
  expect(synced.library.dayFacts(today).state).toBe('unknown')
  synced.server.failWhen(null)
  expect(await synced.run()).toMatchObject({ added: 2, failure: null })
})

it('an abstract of ten million characters is cut', async () => {
  serve(hostile({ summary: 'x '.repeat(5_000_000) }))
  await synced.run()
  expect(synced.paper('2606.66666').abstract.feed?.length).toBeLessThanOrEqual(20_000)
})

it('invalid UTF-8 and control characters reach no row', async () => {
  const text = JSON.stringify([makeEntry({ id: '2606.80003', day: today, title: 'A@B\u0000C\u202eD' })])
  const body = Buffer.from(text).map((byte) => (byte === 0x40 ? 0xfe : byte))
  synced.server.failWhen((asked) => (asked.day === today ? { kind: 'body', body } : null))
  await synced.run()
  expect(synced.paper('2606.80003').title.feed).toBe('A\ufffdBCD')
})

/** Ids of another month on every page. */
function endlessPrefix(page: number): string {
  return `${page < 10 ? 25 : 24}${String(1 + (page % 10)).padStart(2, '0')}`
}

it('a feed that never comes to an end is left after twenty pages', async () => {
  synced.server.failWhen((asked) =>
    asked.day === today
      ? { kind: 'body', body: JSON.stringify(makeEntries(today, 100, endlessPrefix(asked.page))) }
      : null,
  )
  await synced.run()
  expect(synced.server.asked.filter((asked) => asked.day === today)).toHaveLength(20)
})

it('a thousand broken entries are counted, and kept within bounds', async () => {
  serve(...Array.from({ length: 1000 }, (_, index) => ({ paper: { id: `bad-${index}` } })))
  const status = await synced.run()
  expect(status.rejected).toBe(1000)
  expect(synced.library.dayFacts(today).rejected).toBeGreaterThan(0)
})
