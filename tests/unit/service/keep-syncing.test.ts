/** When a sync begins by itself: never where it is switched off, and not on a network that is to be spared. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createEventHub, type EventHub } from '../../../electron/rpc/events.ts'
import { follow } from '../../../electron/service/followers.ts'
import { keepSyncing, type Schedule } from '../../../electron/service/keep-syncing.ts'
import { createNetwork, type Network } from '../../../electron/service/network.ts'
import { sleepFor } from '../../../electron/feed/request.ts'
import type { Settings } from '../../../src/shared/contract.ts'
import { defaultSettings } from '../../../src/shared/default-settings.ts'
import { neverSynced, type SyncStatus } from '../../../src/shared/domain.ts'

const minute = 60_000
const free = { isMetered: false, isOnline: true }
const metered = { isMetered: true, isOnline: true }

let settings: Settings
let network: Network
let events: EventHub
let schedule: Schedule
let status: SyncStatus
let begun: number
let stopped: number

/** A sync that lasts until it is told to end. */
const sync = {
  status: () => status,
  start: () => {
    begun += 1
    tell({ ...neverSynced, phase: 'running' })
    return status
  },
  stop: () => {
    stopped += 1
    end({})
    return status
  },
}

function tell(next: SyncStatus): void {
  status = next
  events.emit('sync.status', status)
}

function end(patch: Partial<SyncStatus>): void {
  tell({ ...status, phase: 'idle', checkedAt: Date.now(), ...patch })
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
}

async function set(patch: Partial<Settings>): Promise<void> {
  settings = { ...settings, ...patch }
  events.emit('settings.changed', settings)
  if (patch.meteredNetworks !== undefined) network.choiceChanged()
  await pass(0)
}

function begin(): void {
  schedule = keepSyncing({
    sync,
    events,
    network,
    settings: async () => settings,
    now: Date.now,
    log: { info() {}, warn() {}, error: (_what, facts) => expect(facts).toBe(null) },
  })
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-06-23T12:00:00Z') })
  settings = defaultSettings
  network = createNetwork({ choice: async () => settings.meteredNetworks, sleep: sleepFor })
  events = createEventHub()
  status = neverSynced
  begun = 0
  stopped = 0
})
afterEach(() => {
  schedule.end()
  vi.useRealTimers()
})

it('begins at start, every hour, and five seconds after waking', async () => {
  network.tell(free)
  begin()
  await pass(1)
  expect(begun).toBe(1)
  end({})
  await pass(59 * minute)
  expect(begun).toBe(1)
  await pass(minute)
  expect(begun).toBe(2)
  end({})
  schedule.pause()
  await pass(600 * minute)
  expect(begun).toBe(2)
  schedule.resume()
  await pass(6000)
  expect(begun).toBe(3)
})

it('does nothing by itself where that is switched off, not even after waking', async () => {
  settings = { ...settings, syncEveryMinutes: 0 }
  network.tell(free)
  begin()
  schedule.pause()
  schedule.resume()
  await pass(600 * minute)
  expect(begun).toBe(0)
  await set({ syncEveryMinutes: 30 })
  await pass(1)
  expect(begun).toBe(1)
})

it('waits for the window’s word about the network, but not for long', async () => {
  begin()
  await pass(2000)
  expect(begun).toBe(0)
  await pass(1500)
  expect(begun).toBe(1)
})

it('begins nothing on a metered network, and what is due when it is left', async () => {
  network.tell(metered)
  begin()
  await pass(180 * minute)
  expect(begun).toBe(0)
  network.tell(free)
  await pass(1)
  expect(begun).toBe(1)
})

it('ends what it began when the network becomes metered, and takes it up again', async () => {
  begin()
  await pass(3001)
  network.tell(metered)
  await pass(1)
  expect([begun, stopped]).toEqual([1, 1])
  await pass(90 * minute)
  expect(begun).toBe(1)
  network.tell(free)
  await pass(1)
  expect(begun).toBe(2)
})

it('leaves a sync alone that the reader asked for', async () => {
  network.tell(metered)
  begin()
  await pass(1)
  sync.start()
  network.tell({ ...metered, isOnline: false })
  await pass(1)
  expect(stopped).toBe(0)
})

it('follows the reader’s choice: every network is metered, or none is', async () => {
  network.tell(free)
  settings = { ...settings, meteredNetworks: 'always' }
  begin()
  await pass(90 * minute)
  expect(begun).toBe(0)
  network.tell(metered)
  await set({ meteredNetworks: 'ignore' })
  await pass(1)
  expect(begun).toBe(1)
})

it('begins at once when the network is back', async () => {
  network.tell(free)
  begin()
  await pass(1)
  end({ failure: { code: 'offline', detail: null }, offlineSince: Date.now() })
  network.tell({ isMetered: false, isOnline: false })
  await pass(1000)
  expect(begun).toBe(1)
  network.tell(free)
  await pass(1)
  expect(begun).toBe(2)
})

it('what follows a sync waits on a metered network, too', async () => {
  const done: string[] = []
  const follower = (name: string) => ({
    start: () => void done.push(`${name} started`),
    stop: () => void done.push(`${name} stopped`),
    whenIdle: async () => undefined,
  })
  network.tell(metered)
  begin()
  const followers = follow([follower('one'), follower('other')], {
    network,
    isDue: () => true,
    onError: (error) => expect(error).toBe(null),
  })
  followers.start()
  await pass(1)
  expect(done).toEqual(['one stopped', 'other stopped'])
  network.tell(free)
  await pass(1)
  expect(done.slice(2)).toEqual(['one started', 'other started'])
  await followers.end()
  network.tell(metered)
  network.tell(free)
  await pass(1)
  expect(done.slice(4)).toEqual(['one stopped', 'other stopped'])
})
