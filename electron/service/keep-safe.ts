/**
 * What is done for the library's safety without being asked: a backup, and a copy in words beside it, after the first sync of a day that succeeded, and
 * a check after a process that did not close it, once the window has had time to come up.
 */
import { localDayAt } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import type { EventHub } from '../rpc/events.ts'
import { failureOf, stackOf } from '../rpc/failures.ts'
import { backUpWithLines } from './backup-lines.ts'
import type { Recorded } from './record-lines.ts'

export interface SafetyParts {
  readonly library: Pick<AsyncLibrary, 'backUp' | 'needsCheck' | 'checkPart'> & Recorded
  readonly events: EventHub
  readonly now: () => number
  readonly log: Log
}

/** The window comes first (ms). */
const beforeCheck = 4_000
/** Between two parts of a check, for the reader's own calls (ms). */
const betweenParts = 30

/** Begins to look after the library. Returns what ends it. */
export function keepSafe(parts: SafetyParts): () => void {
  const { events, log } = parts
  let isRunning = false
  let toldOn: Day | null = null
  let hasEnded = false

  const backUp = async (): Promise<void> => {
    try {
      const made = await backUpWithLines(parts.library, false)
      if (made !== null) log.info('backup made', { path: made.path, bytes: made.bytes })
    } catch (error) {
      const today = localDayAt(parts.now())
      if (hasEnded || toldOn === today) return
      toldOn = today
      log.error('backup failed', { stack: stackOf(error) })
      events.emit('backup.failed', failureOf(error, 'daily backup', log))
    }
  }
  const unsubscribe = events.subscribe((message) => {
    if (message.name !== 'sync.status') return
    const { phase, failure, offlineSince } = message.payload
    const isOver = isRunning && phase === 'idle'
    isRunning = phase === 'running'
    if (isOver && failure === null && offlineSince === null) void backUp()
  })
  const timer = setTimeout(() => {
    check(parts, () => hasEnded).catch((error: unknown) => log.error('check', { stack: stackOf(error) }))
  }, beforeCheck)
  return () => {
    hasEnded = true
    clearTimeout(timer)
    unsubscribe()
  }
}

async function check({ library, events, log }: SafetyParts, hasEnded: () => boolean): Promise<void> {
  if (!(await library.needsCheck())) return
  for (let part = 0; !hasEnded(); part += 1) {
    const health = await library.checkPart(part)
    if (health === null) return log.info('checked after an unclean end', { parts: part })
    if (health !== 'sound') {
      log.error('check', { part, health })
      events.emit('library.health', { health })
    }
    if (health === 'damaged') return
    await new Promise((resolve) => setTimeout(resolve, betweenParts))
  }
}
