/** All that the program fetches, put together: the feed's lists and, after each sync, the originals from arXiv. */
import type { Day } from '../../src/shared/days.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { SyncStatus } from '../../src/shared/domain.ts'
import { createArxiv } from '../feed/arxiv.ts'
import { hubAddress } from '../feed/daily-papers.ts'
import { createClient, sleepFor } from '../feed/request.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import type { EventHub } from '../rpc/events.ts'
import { stackOf } from '../rpc/serve.ts'
import { createOriginals } from '../sync/originals.ts'
import { createSync } from '../sync/run.ts'
import type { Sync } from '../sync/run.ts'

export interface FetchingParts {
  readonly library: AsyncLibrary
  readonly events: EventHub
  readonly fetch: typeof globalThis.fetch
  /**
   * Overrides the setting of the feed's address. arXiv is then asked at this address too, so that a program with a feed
   * to test against reaches nobody else.
   */
  readonly feedUrl: string | null
  readonly now: () => number
  readonly version: string
  readonly log: Log
}

export interface Fetching {
  readonly sync: Sync
  /** Fetches originals until none is wanted; begins by itself when a sync has ended. */
  pause(): void
  /** Ends all fetching; resolves when the library is no longer used. */
  end(): Promise<void>
}

export function createFetching(parts: FetchingParts): Fetching {
  const { library, events, now, log, feedUrl } = parts
  const client = createClient({
    fetch: parts.fetch,
    now,
    sleep: sleepFor,
    userAgent: userAgent(parts.version),
  })
  const tellPapers = (days: readonly Day[]): void => {
    library
      .counts()
      .then((counts) => events.emit('papers.changed', { days, counts }))
      .catch((error: unknown) => log.error('counts after fetching', { stack: stackOf(error) }))
  }
  const originals = createOriginals({
    library,
    arxiv: createArxiv({
      client,
      now,
      sleep: sleepFor,
      ...(feedUrl === null ? {} : { hosts: { api: feedUrl, oai: feedUrl } }),
    }),
    now,
    isWanted: async () => (await library.settings()).fetchOriginals,
    onChanged: tellPapers,
    onError: (error) => log.error('originals', describe(error)),
  })
  const sync = createSync({
    library,
    client,
    now,
    feedUrl: async () => feedUrl ?? (await library.settings()).feedUrl ?? hubAddress,
    onStatus: (status) => {
      events.emit('sync.status', status)
      if (hasEnded(status)) originals.start()
    },
    onChanged: tellPapers,
    onFailed: (day, failure) => log.warn('day not fetched', { day, ...describe(failure) }),
    onError: (error) => log.error('sync', { stack: stackOf(error) }),
  })
  return {
    sync,
    pause: () => originals.stop(),
    async end() {
      sync.stop()
      await sync.whenIdle()
      originals.stop()
      await originals.whenIdle()
    },
  }
}

/** A run has ended, and somebody out there answers. */
function hasEnded({ phase, checkedAt, failure }: SyncStatus): boolean {
  return phase === 'idle' && checkedAt !== null && failure?.code !== 'offline'
}

/** The network's failures are expected, and their stack says nothing. */
function describe(error: unknown): { readonly [key: string]: string | number | boolean | null } {
  return error instanceof AppError ? { code: error.code, ...error.detail } : { stack: stackOf(error) }
}

function userAgent(version: string): string {
  return `Octavo/${version} (desktop reading list; one reader)`
}
