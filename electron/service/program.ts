/**
 * Octavo without a window: library thread, feed, sync, schedule and contract, put together the same way for both shells.
 * What differs between them comes in as arguments.
 */
import type { Settings } from '../../src/shared/contract.ts'
import type { IncomingList } from '../../src/shared/domain.ts'
import { sampleLists } from '../feed/sample.ts'
import type { Log } from '../log/logger.ts'
import { createEventHub } from '../rpc/events.ts'
import type { EventHub } from '../rpc/events.ts'
import { startLibraryThread } from '../rpc/library-thread.ts'
import { serve } from '../rpc/serve.ts'
import type { Handle } from '../rpc/serve.ts'
import { within } from '../rpc/within.ts'
import { createFetching } from './fetching.ts'
import { createService } from './index.ts'
import type { ShellAbilities } from './index.ts'
import { keepSyncing } from './keep-syncing.ts'

export interface ProgramParts {
  readonly dataDir: string
  /** Name of the shell, told to a second program that finds the library taken. */
  readonly shellName: 'electron' | 'browser'
  readonly shell: ShellAbilities
  /** The built worker. */
  readonly workerFile: string | URL
  /** Node's, or Electron's `net.fetch`, which honours the system's proxies and certificates. */
  readonly fetch: typeof globalThis.fetch
  /** Overrides the setting of the feed's address; arXiv is then asked there too, so that a test feed is all that is asked. */
  readonly feedUrl: string | null
  /** The present instant, ms. */
  readonly now: () => number
  readonly version: string
  readonly log: Log
}

export interface Program {
  readonly handle: Handle
  readonly events: EventHub
  /** The settings at the start: the theme is needed before the window is. */
  readonly settings: Settings
  /** The machine went to sleep, or woke. */
  suspend(): void
  resume(): void
  /** Ends the sync, then closes the library; gives up after `limit` ms. What was answered is stored in any case. */
  close(limit: number): Promise<void>
}

/** Opens the library of `dataDir` and starts syncing. Rejects with the AppError for which it cannot. */
export async function openProgram(parts: ProgramParts): Promise<Program> {
  const { log, now } = parts
  const thread = await startLibraryThread(
    parts.workerFile,
    { dataDir: parts.dataDir, shell: parts.shellName },
    log,
  )
  const { library, libraryPath } = thread
  const events = createEventHub()
  const fetching = createFetching({ ...parts, library, events })
  const { sync, feed } = fetching
  await fetching.restore()
  const schedule = keepSyncing({ sync, now, log, settings: () => library.settings(), events })
  const { emit } = events
  const service = createService({ ...parts, library, sync, feed, loadSample, emit, libraryPath })
  return {
    handle: serve(service, log),
    events,
    settings: await library.settings(),
    suspend: () => {
      schedule.pause()
      fetching.pause()
    },
    resume: () => schedule.resume(),
    async close(limit) {
      const startedAt = Date.now()
      schedule.end()
      await within(limit / 2, fetching.end())
      await thread.close(limit - (Date.now() - startedAt))
    },
  }
}

/** Read when it is asked for: most libraries never see it. */
async function loadSample(): Promise<readonly IncomingList[]> {
  const { default: sample } = await import('../../resources/sample.json', { with: { type: 'json' } })
  return sampleLists(sample)
}
