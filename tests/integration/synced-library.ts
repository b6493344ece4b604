/** A real library in a folder of its own, a feed over real HTTP, and the sync between them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { createSync, type Sync } from '../../electron/sync/run.ts'
import type { Day } from '../../src/shared/days.ts'
import type { PaperDetail, PaperRow, StoredList, SyncStatus } from '../../src/shared/domain.ts'
import { createFeedServer, type FeedServer, type FeedServerOptions } from '../feed-server/feed-server.ts'
import { quickClient, type QuickClient } from '../feed-server/quick-client.ts'

export interface SyncedLibrary {
  readonly folder: string
  readonly library: Library
  readonly server: FeedServer
  readonly client: QuickClient
  readonly sync: Sync
  readonly statuses: SyncStatus[]
  readonly changes: { readonly days: readonly Day[]; readonly stored: StoredList }[]
  readonly errors: unknown[]
  readonly failed: { readonly day: Day; readonly code: string }[]
  /** From now on another address is asked. */
  useFeed(url: string): void
  /** A whole run, and how it ended. */
  run(): Promise<SyncStatus>
  rowsOf(day: Day): readonly PaperRow[]
  paper(arxivId: string): PaperDetail
  close(): Promise<void>
}

/** The clock of client, sync and library begins at `start` (ms) and moves only when told to or when a client waits. */
export async function openSynced(start: number, feed: FeedServerOptions): Promise<SyncedLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-sync-'))
  const client = quickClient(start)
  const server = await createFeedServer({ now: client.now, ...feed })
  const library = openLibrary({ path: join(folder, 'library.sqlite'), shell: 'test', now: client.now })
  const statuses: SyncStatus[] = []
  const changes: SyncedLibrary['changes'] = []
  const errors: unknown[] = []
  const failed: SyncedLibrary['failed'] = []
  let feedUrl = server.url
  const sync = createSync({
    library: localLibrary(library),
    client,
    now: client.now,
    feedUrl: async () => feedUrl,
    onStatus: (status) => statuses.push(status),
    onChanged: (days, stored) => changes.push({ days, stored }),
    onFailed: (day, { code }) => failed.push({ day, code }),
    onError: (error) => errors.push(error),
  })
  const everything = (day: Day | null): readonly PaperRow[] =>
    library.list({ place: 'everything', day, order: 'feed', tag: null }, 100_000).rows
  return {
    folder,
    library,
    server,
    client,
    sync,
    statuses,
    changes,
    errors,
    failed,
    useFeed(url) {
      feedUrl = url
    },
    run() {
      sync.start()
      return sync.whenIdle()
    },
    rowsOf: (day) => everything(day),
    paper(arxivId) {
      const row = everything(null).find((item) => item.arxivId === arxivId)
      if (row === undefined) throw new Error(`no paper ${arxivId}`)
      return library.paper(row.id)
    },
    async close() {
      sync.stop()
      await sync.whenIdle()
      await server.close()
      library.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
