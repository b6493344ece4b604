/** Fetching history: progress, pause, restart, and the feed's limits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNetwork, type Network } from '../../electron/service/network.ts'
import { createBackfill, type Backfill } from '../../electron/sync/backfill.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import type { BackfillStatus } from '../../src/shared/domain.ts'
import { addDays, isWeekend } from '../../src/shared/days.ts'
import type { Entry } from '../feed-server/day-files.ts'
import { makeEntries } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const noon = Date.parse('2026-06-23T16:00:00Z')
const april = { from: '2026-04-01', to: '2026-04-30' }

let synced: SyncedLibrary
let backfill: Backfill
let statuses: (BackfillStatus | null)[]
let errors: unknown[]
let network: Network
let failed: string[]

function open(): Backfill {
  const { client, server, library } = synced
  return createBackfill({
    library: localLibrary(library),
    client,
    now: client.now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      client.moveTo(client.now() + ms)
    },
    feedUrl: async () => server.url,
    network,
    onStatus: (status) => statuses.push(status),
    onChanged: () => undefined,
    onFailed: (day) => failed.push(day),
    onError: (error) => errors.push(error),
  })
}

/** Until a status says so. */
async function until(backfill: Backfill, phase: BackfillStatus['phase']): Promise<BackfillStatus> {
  for (;;) {
    const status = backfill.status()
    if (status?.phase === phase) return status
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

beforeEach(async () => {
  const days = new Map<string, readonly Entry[]>()
  for (let day = '2026-03-25'; day <= '2026-05-05'; day = addDays(day, 1)) {
    if (!isWeekend(day)) days.set(day, makeEntries(day, 3))
  }
  synced = await openSynced(noon, { days })
  statuses = []
  errors = []
  failed = []
  network = createNetwork({ choice: async () => 'hold', sleep: async () => undefined })
  backfill = open()
})
afterEach(async () => {
  await backfill.end()
  await synced.close()
})

describe('a back-fill', () => {
  it('of a month asks for every day once, newest first, with an estimate', async () => {
    expect(await backfill.start(april)).toMatchObject({ phase: 'running', done: 0, total: 30 })
    const status = await until(backfill, 'done')
    expect(status).toMatchObject({ ...april, done: 30, total: 30, added: 66, failed: 0, remainingMs: 0 })
    expect(synced.server.asked.map((asked) => asked.day)).toEqual(
      Array.from({ length: 30 }, (_, index) => addDays('2026-04-30', -index)),
    )
    const estimates = statuses.map((item) => item?.remainingMs ?? null).filter((ms) => ms !== null)
    expect(estimates).toEqual([...estimates].sort((a, b) => b - a))
    expect(estimates[0]).toBeGreaterThan(650 * 20)
    expect(synced.library.dayFacts('2026-04-14').papers).toHaveLength(3)
  })

  it('stays inside 500 requests in five minutes', async () => {
    const instants: number[] = []
    synced.server.failWhen(() => {
      instants.push(synced.client.now())
      return null
    })
    await backfill.start({ from: '2024-06-01', to: '2026-06-01' })
    await until(backfill, 'done')
    expect(instants.length).toBe(731)
    const busiest = Math.max(
      ...instants.map((start) => instants.filter((at) => at >= start && at < start + 300_000).length),
    )
    expect(busiest).toBeLessThan(500)
  })

  it('does not ask again for days that the library has, and is cut to what the feed has', async () => {
    await backfill.start(april)
    await until(backfill, 'done')
    synced.server.asked.length = 0
    await backfill.start({ from: '2026-03-30', to: '2026-05-01' })
    await until(backfill, 'done')
    expect(synced.server.asked.map((asked) => asked.day)).toEqual(['2026-05-01', '2026-03-31', '2026-03-30'])
    expect(await backfill.start({ from: '2020-01-01', to: '2023-05-05' })).toMatchObject({
      from: '2023-05-04',
      total: 2,
    })
    await expect(backfill.start({ from: '2027-01-01', to: '2027-02-01' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })

  it('can be paused and goes on where it was', async () => {
    synced.server.failWhen((asked) => {
      if (asked.day === '2026-04-20') void backfill.pause()
      return null
    })
    await backfill.start(april)
    const paused = await until(backfill, 'paused')
    expect(paused.done).toBeLessThan(30)
    const asked = synced.server.asked.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(synced.server.asked).toHaveLength(asked)
    synced.server.failWhen(null)
    await backfill.resume()
    expect(await until(backfill, 'done')).toMatchObject({ done: 30, total: 30 })
    expect(synced.library.counts().everything).toBe(66)
  })

  it('goes on in the next process, and a paused one stays paused', async () => {
    synced.server.failWhen((asked) => {
      if (asked.day === '2026-04-20') void backfill.end()
      return null
    })
    await backfill.start(april)
    while (synced.server.asked.length < 11) await new Promise((resolve) => setTimeout(resolve, 5))
    await backfill.end()
    synced.server.failWhen(null)
    const next = open()
    expect(await next.restore()).toMatchObject({ ...april, phase: 'running' })
    await next.pause()
    const third = open()
    expect(await third.restore()).toMatchObject({ phase: 'paused' })
    await third.resume()
    await until(third, 'done')
    expect(synced.library.counts().everything).toBe(66)
    expect(await open().restore()).toBe(null)
  })

  it('that is cancelled leaves what it fetched', async () => {
    synced.server.failWhen((asked) => {
      if (asked.day === '2026-04-20') void backfill.cancel()
      return null
    })
    await backfill.start(april)
    while (backfill.status() !== null) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(synced.library.counts().everything).toBeGreaterThan(15)
    expect(await open().restore()).toBe(null)
  })
})

describe('trouble', () => {
  it('waits out a rate limit and says until when', async () => {
    const at = synced.client.now()
    synced.server.failNext({ kind: 'status', status: 429, headers: { ratelimit: '"api";r=0;t=120' } })
    await backfill.start(april)
    await until(backfill, 'done')
    const waiting = statuses.find((status) => status?.phase === 'waiting')
    expect(waiting).toMatchObject({ failure: { code: 'rate-limited' } })
    expect(waiting?.retryAt).toBeGreaterThanOrEqual(at + 121_000)
    expect(synced.library.counts().everything).toBe(66)
  })

  it('waits for a network that is not metered, and says so', async () => {
    synced.server.failWhen((asked) => {
      if (asked.day === '2026-04-20') network.tell({ isMetered: true, isOnline: true })
      return null
    })
    await backfill.start(april)
    expect(await until(backfill, 'waiting')).toMatchObject({ failure: null, retryAt: null, done: 11 })
    const asked = synced.server.asked.length
    synced.server.failWhen(null)
    network.tell({ isMetered: false, isOnline: true })
    expect(await until(backfill, 'done')).toMatchObject({ added: 66, failed: 0 })
    expect(synced.server.asked.length - asked).toBe(19)
  })

  it('waits for the network', async () => {
    await synced.server.stopListening()
    await backfill.start(april)
    await until(backfill, 'waiting')
    await synced.server.listenAgain()
    expect(await until(backfill, 'done')).toMatchObject({ added: 66, failed: 0 })
  })

  it('with one day costs that day, which comes with the next back-fill', async () => {
    synced.server.failWhen((asked) => (asked.day === '2026-04-14' ? { kind: 'status', status: 500 } : null))
    await backfill.start(april)
    expect(await until(backfill, 'done')).toMatchObject({ done: 30, failed: 1, added: 63 })
    expect(failed).toEqual(['2026-04-14'])
    synced.server.failWhen(null)
    await backfill.start(april)
    expect(await until(backfill, 'done')).toMatchObject({ failed: 0 })
    expect(synced.library.counts().everything).toBe(66)
  })
})
