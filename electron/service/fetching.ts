/** All that the program fetches, put together: the feed's lists and, after each sync, the originals from arXiv. */
import { join } from 'node:path'
import type { Day } from '../../src/shared/days.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { SyncStatus } from '../../src/shared/domain.ts'
import { createArxiv } from '../feed/arxiv.ts'
import type { Arxiv } from '../feed/arxiv.ts'
import { fetchList, hubAddress } from '../feed/daily-papers.ts'
import { createClient, sleepFor } from '../feed/request.ts'
import type { Client } from '../feed/request.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import type { EventHub } from '../rpc/events.ts'
import { stackOf } from '../rpc/failures.ts'
import { addPapers } from '../sync/add-papers.ts'
import { createAnnouncements, type Announcements } from '../sync/announcements.ts'
import type { Background } from '../sync/background.ts'
import { createBackfill } from '../sync/backfill.ts'
import type { Backfill } from '../sync/backfill.ts'
import { keptFiles, type KeptFiles } from '../kept/files.ts'
import { createKeeper, type Keeper } from '../kept/keeper.ts'
import { createPack, type Pack } from '../kept/pack.ts'
import { createPictureKeeper, type PictureKeeper } from '../kept/picture-keeper.ts'
import { createShrinker } from '../kept/shrinker.ts'
import { mebibyte } from '../../src/shared/kept.ts'
import { createOriginals } from '../sync/originals.ts'
import { createSync } from '../sync/run.ts'
import type { Sync } from '../sync/run.ts'
import type { FeedControl } from './index.ts'

export interface FetchingParts {
  readonly dataDir: string
  readonly keptAddress: string
  /** The built thread that makes pictures small. */
  readonly shrinkFile: string | URL
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
  readonly feed: FeedControl
  readonly pack: Pack
  readonly pictures: PictureKeeper
  /** Stops what is asked of arXiv, which begins by itself when a sync has ended. */
  pause(): void
  /** Takes up what a former process left: when the feed last answered, and a back-fill. */
  restore(): Promise<void>
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
  const hosts = feedUrl === null ? {} : { hosts: { api: feedUrl, oai: feedUrl, rss: feedUrl, site: feedUrl } }
  const shared: Shared = {
    ...parts,
    client,
    arxiv: createArxiv({ client, now, sleep: sleepFor, ...hosts }),
    address: async () => feedUrl ?? (await library.settings()).feedUrl ?? hubAddress,
    tellPapers: (days) => {
      library
        .counts()
        .then((counts) => events.emit('papers.changed', { days, counts }))
        .catch((error: unknown) => log.error('counts after fetching', { stack: stackOf(error) }))
    },
    logFailed: (day, failure) => log.warn('day not fetched', { day, ...describe(failure) }),
  }
  const files = keptFiles(join(parts.dataDir, 'kept'))
  const pictures = picturesOf(shared, () => void keeper.tell([]))
  const keeper = keeperOf(shared, files, pictures)
  const pack = createPack({ library, files, keeper, now, sleep: sleepFor, address: parts.keptAddress })
  const announcements = announcementsOf(shared)
  const followers = [announcements, originalsOf(shared), keeper, pictures]
  const sync = syncOf(shared, followers)
  const backfill = backfillOf(shared)
  const unsubscribe = onOtherCategories(parts.events, announcements)
  const unheed = onSettings(events, [keeper, pictures])
  return {
    sync,
    feed: feedControl(shared, { backfill, announcements }),
    pack,
    pictures,
    pause: () => {
      for (const follower of followers) follower.stop()
    },
    async restore() {
      await Promise.all([sync.restore(), backfill.restore(), pack.empty()])
      keeper.start()
    },
    async end() {
      unsubscribe()
      unheed()
      sync.stop()
      await sync.whenIdle()
      for (const follower of followers) follower.stop()
      await Promise.all([...followers.map((follower) => follower.whenIdle()), backfill.end()])
      await pack.empty()
    },
  }
}

/** More space, or another wish, can be what a queue waits for. */
function onSettings(events: EventHub, queues: readonly Background[]): () => void {
  return events.subscribe(({ name }) => {
    if (name === 'settings.changed') for (const queue of queues) queue.start()
  })
}

interface Shared extends FetchingParts {
  readonly client: Client
  readonly arxiv: Arxiv
  readonly address: () => Promise<string>
  readonly tellPapers: (days: readonly Day[]) => void
  readonly logFailed: (day: Day, failure: AppError) => void
}

function originalsOf({ library, arxiv, now, tellPapers, log }: Shared): Background {
  return createOriginals({
    library,
    arxiv,
    now,
    isWanted: async () => (await library.settings()).fetchOriginals,
    onChanged: tellPapers,
    onError: (error) => log.error('originals', describe(error)),
  })
}

function picturesOf(shared: Shared, onUsage: () => void): PictureKeeper {
  const { library, client, arxiv, address, now, events, log } = shared
  return createPictureKeeper({
    library,
    files: keptFiles(join(shared.dataDir, 'kept', 'pictures')),
    source: { client, arxiv, feedUrl: address },
    shrinker: createShrinker(shared.shrinkFile),
    now,
    sleep: sleepFor,
    wishes: async () => {
      const { keepPictures, keptBudget } = await library.settings()
      return { isAutomatic: keepPictures, budget: keptBudget * mebibyte }
    },
    address: `${shared.keptAddress}pictures/`,
    onChanged: (arxivIds) => {
      events.emit('pictures.changed', { arxivIds })
      onUsage()
    },
    onError: (error) => log.error('pictures', describe(error)),
  })
}

function keeperOf(shared: Shared, files: KeptFiles, pictures: PictureKeeper): Keeper {
  const { library, client, arxiv, address, now, events, log } = shared
  return createKeeper({
    library,
    files,
    source: { client, arxiv, feedUrl: address },
    now,
    sleep: sleepFor,
    wishes: async () => {
      const { keepAutomatically, keptBudget } = await library.settings()
      return { isAutomatic: keepAutomatically, budget: keptBudget * mebibyte }
    },
    yieldPictures: (bytes) => pictures.yieldSpace(bytes),
    onChanged: (papers, usage) => events.emit('kept.changed', { papers, usage }),
    onProgress: (arxivId, received, total) => events.emit('kept.progress', { arxivId, received, total }),
    onError: (error) => log.error('keeping papers', describe(error)),
  })
}

function announcementsOf({ library, arxiv, now, events, tellPapers, log }: Shared): Announcements {
  return createAnnouncements({
    library,
    arxiv,
    now,
    categories: async () => (await library.settings()).arxivCategories,
    onStatus: (status) => events.emit('arxiv.status', status),
    onChanged: tellPapers,
    onError: (error) => log.error('announcements', describe(error)),
  })
}

/** Who names categories wants their lists now, and not after the next sync. Returns how to stop. */
function onOtherCategories(events: EventHub, announcements: Announcements): () => void {
  let known: string | null = null
  return events.subscribe((message) => {
    if (message.name !== 'settings.changed') return
    const { arxivCategories } = message.payload
    if (arxivCategories !== null && arxivCategories !== known) {
      // A run under way asks for the categories of before.
      announcements.stop()
      void announcements.whenIdle().then(() => announcements.start())
    }
    known = arxivCategories
  })
}

/** What begins when a sync has ended. */
function syncOf(shared: Shared, followers: readonly Background[]): Sync {
  return createSync({
    library: shared.library,
    client: shared.client,
    now: shared.now,
    feedUrl: shared.address,
    onStatus: (status) => {
      shared.events.emit('sync.status', status)
      if (hasEnded(status)) for (const follower of followers) follower.start()
    },
    onChanged: shared.tellPapers,
    onFailed: shared.logFailed,
    onError: (error) => shared.log.error('sync', { stack: stackOf(error) }),
  })
}

function backfillOf(shared: Shared): Backfill {
  return createBackfill({
    library: shared.library,
    client: shared.client,
    now: shared.now,
    sleep: sleepFor,
    feedUrl: shared.address,
    onStatus: (status) => shared.events.emit('backfill.status', status),
    onChanged: shared.tellPapers,
    onFailed: shared.logFailed,
    onError: (error) => shared.log.error('backfill', { stack: stackOf(error) }),
  })
}

function feedControl(
  { library, client, arxiv, address, now }: Shared,
  parts: Pick<FeedControl, 'backfill' | 'announcements'>,
): FeedControl {
  return {
    ...parts,
    fetchList: async (list) =>
      library.storeList(await fetchList({ client, feedUrl: await address(), list, now: now() }), now()),
    addPapers: async (text) => addPapers(text, { library, client, arxiv, feedUrl: await address(), now }),
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
