/** When the next sync begins. Pure. */
import type { SyncStatus } from '../../src/shared/domain.ts'

/** After a failure the feed is asked again sooner than usual, but not at once. */
const afterFailureMs = 5 * 60_000
/** Offline costs nobody anything but a glance at the network. */
const whileOfflineMs = 60_000

/**
 * The instant (ms) of the next sync, in the past if one is due, or null if none should begin by itself. `lastEndedAt`
 * is when the last run of this process ended; null if there was none, and then one is due at once, because a library
 * that was just opened wants today's papers.
 */
export function nextSyncAt(
  now: number,
  last: { readonly status: SyncStatus; readonly endedAt: number | null },
  everyMinutes: number,
): number | null {
  const { status, endedAt } = last
  if (everyMinutes === 0 || status.phase === 'running') return null
  if (endedAt === null) return now
  const usual = endedAt + everyMinutes * 60_000
  if (status.retryAt !== null) return Math.max(status.retryAt, endedAt)
  if (status.failure === null) return usual
  const soon = endedAt + (status.failure.code === 'offline' ? whileOfflineMs : afterFailureMs)
  return Math.min(usual, soon)
}
