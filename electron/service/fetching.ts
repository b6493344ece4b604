/** All that the program fetches, put together: the feed's lists and, after each sync, the originals from arXiv. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
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
import type { MeteredChoice } from '../../src/shared/network.ts'
import { createOriginals } from '../sync/originals.ts'
import { createSync } from '../sync/run.ts'
import type { Sync } from '../sync/run.ts'
import { follow, type Followers } from './followers.ts'
import type { FeedControl } from './index.ts'
import { createNetwork, type Network } from './network.ts'

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
  readonly network: Network
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
  const network = createNetwork({
    choice: async () => (await library.settings()).meteredNetworks,
    // A program that ends in its first seconds does not wait for it.
    sleep: (ms) => setTimeout(ms, undefined, { ref: false }),
  })
  const hosts = feedUrl === null ? {} : { hosts: { api: feedUrl, oai: feedUrl, rss: feedUrl, site: feedUrl } }
  const shared: Shared = {
    ...parts,
    client,
    network,
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
  const followers = follow([announcements, originalsOf(shared), keeper, pictures], {
    network,
    isDue: () => hasEnded(sync.status()),
    onError: (error) => log.error('after a sync', { stack: stackOf(error) }),
  })
  const sync = syncOf(shared, followers)
  const backfill = backfillOf(shared)
  const unsubscribe = followSettings(shared, { announcements, queues: [keeper, pictures] })
  return {
    sync,
    feed: feedControl(shared, { backfill, announcements }),
    pack,
    pictures,
    network,
    pause: () => followers.stop(),
    async restore() {
      await Promise.all([sync.restore(), backfill.restore(), pack.empty()])
      followers.start()
    },
    async end() {
      unsubscribe()
      sync.stop()
      await sync.whenIdle()
      await Promise.all([followers.end(), backfill.end()])
      await pack.empty()
    },
  }
}

interface Shared extends FetchingParts {
  readonly client: Client
  readonly arxiv: Arxiv
  readonly network: Network
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
  const { library, client, arxiv, address, network, now, events, log } = shared
  return createPictureKeeper({
    library,
    files: keptFiles(join(shared.dataDir, 'kept', 'pictures')),
    source: { client, arxiv, feedUrl: address },
    shrinker: createShrinker(shared.shrinkFile),
    now,
    sleep: sleepFor,
    wishes: async () => {
      const { keepPictures, keptBudget } = await library.settings()
      const isAutomatic = keepPictures && !(await network.isHeld())
      return { isAutomatic, budget: keptBudget * mebibyte }
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
  const { library, client, arxiv, address, network, now, events, log } = shared
  return createKeeper({
    library,
    files,
    source: { client, arxiv, feedUrl: address },
    now,
    sleep: sleepFor,
    wishes: async () => {
      const { keepAutomatically, keptBudget } = await library.settings()
      const isAutomatic = keepAutomatically && !(await network.isHeld())
      return { isAutomatic, budget: keptBudget * mebibyte }
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

/** Settings that something is done about at once. Returns how to stop. */
function followSettings(
  { events, network, log }: Shared,
  parts: { readonly announcements: Announcements; readonly queues: readonly Background[] },
): () => void {
  const { announcements, queues } = parts
  let known: string | null = null
  let choice: MeteredChoice | null = null
  return events.subscribe((message) => {
    if (message.name !== 'settings.changed') return
    const { arxivCategories, meteredNetworks } = message.payload
    if (meteredNetworks !== choice) network.choiceChanged()
    choice = meteredNetworks
    // More space, or another wish, can be what a queue waits for.
    network
      .isHeld()
      .then((isHeld) => queues.forEach((queue) => isHeld || queue.start()))
      .catch((error: unknown) => log.error('after a setting', { stack: stackOf(error) }))
    // Who names categories wants their lists now, and not after the next sync.
    if (arxivCategories !== null && arxivCategories !== known) {
      // A run under way asks for the categories of before.
      announcements.stop()
      void announcements.whenIdle().then(() => announcements.start())
    }
    known = arxivCategories
  })
}

/** What begins when a sync has ended. */
function syncOf(shared: Shared, followers: Followers): Sync {
  return createSync({
    library: shared.library,
    client: shared.client,
    now: shared.now,
    feedUrl: shared.address,
    onStatus: (status) => {
      shared.events.emit('sync.status', status)
      if (hasEnded(status)) followers.start()
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
    network: shared.network,
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
