/** Begins the next sync when electron/sync/schedule.ts says so and the network is not to be spared: the one timer of the program. */
import type { Settings } from '../../src/shared/contract.ts'
import type { Log } from '../log/logger.ts'
import type { EventHub } from '../rpc/events.ts'
import { stackOf } from '../rpc/failures.ts'
import type { Sync } from '../sync/run.ts'
import { nextSyncAt } from '../sync/schedule.ts'
import type { Network } from './network.ts'

export interface ScheduleParts {
  readonly sync: Pick<Sync, 'start' | 'stop' | 'status'>
  readonly events: EventHub
  readonly network: Pick<Network, 'isHeld' | 'onChange'>
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

export function keepSyncing({ sync, events, network, settings, now, log }: ScheduleParts): Schedule {
  let timer: NodeJS.Timeout | undefined
  let endedAt: number | null = null
  let isPaused = false
  /** The sync under way was begun here, and not by the reader; and it was ended before its end. */
  let isOurs = false
  let isCut = false

  /** `soonestAt`: a sync at this instant (ms) if one is not due sooner. */
  const plan = async (soonestAt: number | null): Promise<void> => {
    const [{ syncEveryMinutes }, isHeld] = await Promise.all([settings(), network.isHeld()])
    clearTimeout(timer)
    if (isHeld) return spare()
    const usual = nextSyncAt(now(), { status: sync.status(), endedAt }, syncEveryMinutes)
    if (usual === null || isPaused) return
    const at = soonestAt === null ? usual : Math.min(usual, soonestAt)
    timer = setTimeout(begin, Math.min(Math.max(0, at - now()), longestTimerMs))
  }
  const begin = (): void => {
    isOurs = sync.status().phase === 'idle'
    isCut = false
    sync.start()
  }
  /** The network is metered: what was begun unasked ends, and counts as not done. */
  const spare = (): void => {
    if (sync.status().phase !== 'running' || !isOurs) return
    isCut = true
    sync.stop()
  }
  const replan = (soonestAt: number | null = null): void => {
    plan(soonestAt).catch((error: unknown) => log.error('schedule', { stack: stackOf(error) }))
  }
  const unsubscribe = events.subscribe((message) => {
    if (message.name === 'settings.changed') replan()
    if (message.name !== 'sync.status') return
    endedAt = message.payload.phase === 'running' ? now() : isCut ? null : endedAt
    if (message.payload.phase === 'idle') {
      isOurs = false
      replan()
    }
  })
  const unwatch = network.onChange(({ isOnline }) =>
    replan(isOnline && sync.status().offlineSince !== null ? now() : null),
  )
  replan()

  const pause = (): void => {
    isPaused = true
    clearTimeout(timer)
  }
  return {
    pause,
    resume() {
      isPaused = false
      replan(now() + afterWakingMs)
    },
    end() {
      pause()
      unsubscribe()
      unwatch()
    },
  }
}
