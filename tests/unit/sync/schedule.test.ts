import { expect, it } from 'vitest'
import { nextSyncAt } from '../../../electron/sync/schedule.ts'
import type { SyncStatus } from '../../../src/shared/domain.ts'

const minute = 60_000
const idle: SyncStatus = {
  phase: 'idle',
  day: null,
  done: 7,
  total: 7,
  added: 0,
  rejected: 0,
  checkedAt: 1000,
  failure: null,
  offlineSince: null,
  retryAt: null,
}

function next(status: Partial<SyncStatus>, endedAt: number | null, every = 60): number | null {
  return nextSyncAt(500_000, { status: { ...idle, ...status }, endedAt }, every)
}

it('is due at once in a new process', () => {
  expect(next({}, null)).toBe(500_000)
})

it('comes an interval after the last', () => {
  expect(next({}, 1000)).toBe(1000 + 60 * minute)
})

it('does not come by itself when switched off or under way', () => {
  expect(next({}, null, 0)).toBe(null)
  expect(next({ phase: 'running' }, 1000)).toBe(null)
})

it('comes sooner after a failure, soonest when offline, and never later than usual', () => {
  expect(next({ failure: { code: 'feed-unavailable', detail: null } }, 1000)).toBe(1000 + 5 * minute)
  expect(next({ failure: { code: 'offline', detail: null } }, 1000)).toBe(1000 + minute)
  expect(next({ failure: { code: 'feed-unavailable', detail: null } }, 1000, 2)).toBe(1000 + 2 * minute)
})

it('waits for the instant the server named', () => {
  const failure = { code: 'rate-limited', detail: null } as const
  expect(next({ failure, retryAt: 90 * minute }, 1000)).toBe(90 * minute)
})
