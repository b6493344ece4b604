/**
 * Octavo without a window: library thread, feed, sync, schedule and contract, put together the same way for both shells.
 * What differs between them comes in as arguments.
 */
import type { Settings } from '../../src/shared/contract.ts'
import type { IncomingList } from '../../src/shared/domain.ts'
import { sampleLists } from '../feed/sample.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import { createEventHub } from '../rpc/events.ts'
import type { EventHub } from '../rpc/events.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import { stackOf } from '../rpc/failures.ts'
import { serve } from '../rpc/serve.ts'
import type { Handle } from '../rpc/serve.ts'
import { within } from '../rpc/within.ts'
import { createFetching } from './fetching.ts'
import type { Fetching } from './fetching.ts'
import { isOfDamage } from './first-answers.ts'
import { createService } from './index.ts'
import type { ShellAbilities } from './index.ts'
import { zoteroAddress } from './zotero.ts'
import { keepSafe } from './keep-safe.ts'
import { keepSyncing } from './keep-syncing.ts'
import type { Schedule } from './keep-syncing.ts'

export interface ProgramParts {
  readonly dataDir: string
  readonly shell: ShellAbilities
  /** The library's thread, on its way: it starts before all this is loaded. */
  readonly thread: Promise<LibraryThread>
  /** Node's, or Electron's `net.fetch`, which honours the system's proxies and certificates. */
  readonly fetch: typeof globalThis.fetch
  /** Overrides the setting of the feed's address; arXiv is then asked there too, so that a test feed is all that is asked. */
  readonly feedUrl: string | null
  /** The weights that recover the feed's formulas: resources/recovery.weights. */
  readonly weightsFile: string | URL
  /** Where the shell serves kept files (electron/rpc/assets.ts), ending in a slash. */
  readonly keptAddress: string
  /** The built thread that makes pictures small. */
  readonly shrinkFile: string | URL
  /** The present instant, ms. */
  readonly now: () => number
  readonly version: string
  readonly log: Log
}

export interface Program {
  readonly handle: Handle
  readonly events: EventHub
  /** The machine went to sleep, or woke. */
  suspend(): void
  resume(): void
  /** Ends the sync, then closes the library; gives up after `limit` ms. What was answered is stored in any case. */
  close(limit: number): Promise<void>
}

/** Puts it together and begins syncing. Rejects with the AppError for which the library could not be opened. */
export async function openProgram(parts: ProgramParts): Promise<Program> {
  const { log } = parts
  const thread = await parts.thread
  const { library } = thread
  const events = createEventHub()
  const fetching = createFetching({ ...parts, library, events })
  const { sync, feed, pack, pictures, network } = fetching
  const duties = createDuties({ ...parts, library, events, fetching })
  const { emit } = events
  const service = createService({
    ...parts,
    library,
    sync,
    feed,
    pack,
    pictures,
    network,
    loadSample,
    emit,
    zotero: { fetch: globalThis.fetch, address: zoteroAddress },
  })
  if (thread.failure === null) await duties.begin()
  return {
    handle: serve(service, log),
    events,
    suspend: () => {
      duties.schedule()?.pause()
      fetching.pause()
    },
    resume: () => duties.schedule()?.resume(),
    async close(limit) {
      const startedAt = Date.now()
      duties.end()
      await within(limit / 2, fetching.end())
      await thread.close(limit - (Date.now() - startedAt))
    },
  }
}

interface DutyParts extends ProgramParts {
  readonly library: AsyncLibrary
  readonly events: EventHub
  readonly fetching: Fetching
}

interface Duties {
  /** Gives the settings; null for a library that turns out to be damaged, which waits for its repair. */
  begin(): Promise<Settings | null>
  schedule(): Schedule | null
  end(): void
}

/** What the program does by itself while it has a library; begins anew with each library that takes another's place. */
function createDuties({ library, events, fetching, now, log }: DutyParts): Duties {
  let schedule: Schedule | null = null
  let endSafety = (): void => {}
  const end = (): void => {
    schedule?.end()
    schedule = null
    endSafety()
  }
  const begin = async (): Promise<Settings | null> => {
    end()
    try {
      await fetching.restore()
      const settings = await library.settings()
      schedule = keepSyncing({
        sync: fetching.sync,
        network: fetching.network,
        now,
        log,
        events,
        settings: () => library.settings(),
      })
      endSafety = keepSafe({ library, events, now, log })
      return settings
    } catch (error) {
      if (!isOfDamage(error)) throw error
      log.error('library damaged', { stack: stackOf(error) })
      return null
    }
  }
  const unsubscribe = events.subscribe((message) => {
    if (message.name !== 'library.replaced') return
    begin()
      .then((settings) => settings && events.emit('settings.changed', settings))
      .catch((error: unknown) => log.error('after another library', { stack: stackOf(error) }))
  })
  return {
    begin,
    schedule: () => schedule,
    end() {
      unsubscribe()
      end()
    },
  }
}

/** Read when it is asked for: most libraries never see it. */
async function loadSample(): Promise<readonly IncomingList[]> {
  const { default: sample } = await import('../../resources/sample.json', { with: { type: 'json' } })
  return sampleLists(sample)
}
