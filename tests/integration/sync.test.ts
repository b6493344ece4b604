import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const folder = fileURLToPath(new URL('../fixtures/days', import.meta.url))
const today = '2026-06-23'
const afternoon = Date.parse('2026-06-23T16:00:00Z')

let synced: SyncedLibrary

beforeEach(async () => {
  synced = await openSynced(afternoon, { folder })
})
afterEach(async () => {
  expect(synced.errors).toEqual([])
  await synced.close()
})

/** A number that changes whenever another connection has written to the library. */
function watchWrites(): { version: () => unknown; settled: () => Promise<void>; close: () => void } {
  const name = readdirSync(synced.folder).find(
    (file) => file.endsWith('.sqlite') && !file.startsWith('owner'),
  )
  const db = new Database(join(synced.folder, name ?? ''), { readonly: true })
  const version = (): unknown => db.pragma('data_version', { simple: true })
  /** The library brings its search index up to date after a sync, in its own time. */
  const settled = async (): Promise<void> => {
    const before = version()
    await new Promise((resolve) => setTimeout(resolve, 300))
    if (version() !== before) await settled()
  }
  return { version, settled, close: () => db.close() }
}

describe('the first sync', () => {
  it('stores the last seven feed days, newest first, and tells how far it is', async () => {
    const status = await synced.run()
    expect(status).toMatchObject({ phase: 'idle', done: 9, total: 9, added: 49, rejected: 0, failure: null })
    expect(synced.server.asked.map((asked) => asked.day).slice(0, 4)).toEqual([
      '2026-06-23',
      '2026-06-22',
      '2026-06-21',
      '2026-06-20',
    ])
    expect(synced.library.counts()).toMatchObject({ triage: 49, everything: 49 })
    expect(synced.library.latestDay()).toBe(today)
    expect(synced.library.dayFacts('2026-06-21')).toMatchObject({ state: 'empty', papers: [] })
    const progress = synced.statuses.filter((item) => item.phase === 'running').map((item) => item.done)
    expect(Math.max(...progress)).toBe(9)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
  })

  it('keeps the order of the feed', async () => {
    await synced.run()
    const served = synced.server.days.get(today)?.map((entry) => (entry['paper'] as { id: string }).id)
    expect(synced.rowsOf(today).map((row) => row.arxivId)).toEqual(served)
  })

  it('does not run twice at once', async () => {
    synced.sync.start()
    synced.sync.start()
    await synced.sync.whenIdle()
    expect(synced.server.asked).toHaveLength(9)
  })
})

describe('a later sync', () => {
  it('of unchanged days writes nothing and costs one request a day', async () => {
    await synced.run()
    const before = synced.server.asked.length
    const writes = watchWrites()
    await writes.settled()
    const version = writes.version()
    const status = await synced.run()
    expect(writes.version()).toBe(version)
    writes.close()
    expect(status).toMatchObject({ added: 0, done: 7, total: 7, failure: null })
    expect(synced.server.asked.length - before).toBe(7)
    expect(synced.changes).toHaveLength(7)
  })

  it('brings what is new and takes nothing from the reader', async () => {
    await synced.run()
    const [row] = synced.rowsOf(today)
    if (row === undefined) throw new Error('no paper')
    synced.library.change([row.id], { field: 'verdict', value: 'later' })
    synced.library.change([row.id], { field: 'star', value: true })
    synced.library.saveNote({ paperId: row.id, text: 'Cf. $x^2$.', baseRevision: 0, session: 's' })
    const entries = synced.server.days.get(today) ?? []
    synced.server.days.set(today, [makeEntry({ id: '2606.90001', day: today, upvotes: 99 }), ...entries])
    expect(await synced.run()).toMatchObject({ added: 1 })
    expect(synced.library.paper(row.id)).toMatchObject({
      verdict: 'later',
      isStarred: true,
      note: { text: 'Cf. $x^2$.' },
    })
    expect(synced.rowsOf(today)[0]?.arxivId).toBe('2606.90001')
    expect(synced.rowsOf(today)).toHaveLength(8)
    expect(synced.changes.at(-1)).toMatchObject({ days: [today] })
  })

  it('after three weeks fetches the weeks between', async () => {
    await synced.run()
    synced.client.moveTo(Date.parse('2026-07-14T16:00:00Z'))
    const before = synced.server.asked.length
    await synced.run()
    const asked = synced.server.asked.slice(before).map((item) => item.day)
    expect(asked[0]).toBe('2026-07-14')
    expect(asked.at(-1)).toBe('2026-06-24')
    expect(asked).toHaveLength(21)
  })
})

describe('stopping', () => {
  it('keeps what is stored, asks for nothing more, and the next sync does the rest', async () => {
    synced.server.failWhen((asked) => {
      if (asked.day === '2026-06-22') synced.sync.stop()
      return null
    })
    expect(await synced.run()).toMatchObject({ phase: 'idle', done: 1, failure: null })
    expect(synced.server.asked).toHaveLength(2)
    expect(synced.library.counts().everything).toBe(7)
    synced.server.failWhen(null)
    expect(await synced.run()).toMatchObject({ added: 42, failure: null })
  })
})

describe('offline', () => {
  it('says since when, keeps everything, and heals', async () => {
    await synced.run()
    await synced.server.stopListening()
    synced.client.moveTo(afternoon + 3_600_000)
    const first = await synced.run()
    expect(first.failure).toEqual({ code: 'offline', detail: 'no-connection' })
    expect(first.checkedAt).toBe(afternoon)
    synced.client.moveTo(afternoon + 7_200_000)
    expect(await synced.run()).toMatchObject({ offlineSince: first.offlineSince, done: 1 })
    expect(synced.library.counts().everything).toBe(49)
    await synced.server.listenAgain()
    expect(await synced.run()).toMatchObject({ failure: null, offlineSince: null, done: 7 })
  })

  it('from the start is told by the first run, with an empty library', async () => {
    await synced.server.stopListening()
    expect(await synced.run()).toMatchObject({ failure: { code: 'offline' }, done: 1, total: 9 })
    expect(synced.library.counts().everything).toBe(0)
  })
})

it('a new process knows when the feed last answered', async () => {
  await synced.run()
  expect(await synced.sync.restore()).toMatchObject({ checkedAt: afternoon })
})
