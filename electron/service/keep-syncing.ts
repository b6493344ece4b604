/** Begins the next sync when electron/sync/schedule.ts says so: the one timer of the program. */
import type { Settings } from '../../src/shared/contract.ts'
import type { Log } from '../log/logger.ts'
import type { EventHub } from '../rpc/events.ts'
import { stackOf } from '../rpc/failures.ts'
import type { Sync } from '../sync/run.ts'
import { nextSyncAt } from '../sync/schedule.ts'

export interface ScheduleParts {
  readonly sync: Sync
  readonly events: EventHub
  readonly settings: () => Promise<Settings>
  readonly now: () => number
  readonly log: Log
}

export interface Schedule {
  /** Begins no sync until `resume`. */
  pause(): void
  /** Goes on, a few seconds later: after waking, the network takes a moment. */
  resume(): void
  end(): void
}

const afterWakingMs = 5_000
/** Node's timers fire at once for anything longer. */
const longestTimerMs = 2 ** 31 - 1

export function keepSyncing({ sync, events, settings, now, log }: ScheduleParts): Schedule {
  let timer: NodeJS.Timeout | undefined
  let endedAt: number | null = null
  let isPaused = false

  const plan = async (): Promise<void> => {
    const { syncEveryMinutes } = await settings()
    clearTimeout(timer)
    const at = nextSyncAt(now(), { status: sync.status(), endedAt }, syncEveryMinutes)
    if (at === null || isPaused) return
    timer = setTimeout(() => sync.start(), Math.min(Math.max(0, at - now()), longestTimerMs))
  }
  const replan = (): void => {
    plan().catch((error: unknown) => log.error('schedule', { stack: stackOf(error) }))
  }
  const unsubscribe = events.subscribe((message) => {
    if (message.name === 'settings.changed') replan()
    if (message.name !== 'sync.status') return
    if (message.payload.phase === 'running') endedAt = now()
    else replan()
  })
  replan()

  const pause = (): void => {
    isPaused = true
    clearTimeout(timer)
  }
  return {
    pause,
    resume() {
      isPaused = false
      clearTimeout(timer)
      timer = setTimeout(() => sync.start(), afterWakingMs)
    },
    end() {
      pause()
      unsubscribe()
    },
  }
}
