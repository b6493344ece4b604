/** The keeping of papers over a synced library, with files of its own and a clock that jumps. */
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { keptFiles } from '../../electron/kept/files.ts'
import { createKeeper, type Keeper, type KeeperOptions } from '../../electron/kept/keeper.ts'
import { createPack, type Pack } from '../../electron/kept/pack.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import type { SyncedLibrary } from './synced-library.ts'

/** A new keeper and pack, as a new process would make them. arXiv is played by the feed's server. */
export function openKeeper(
  { client, server, library: synced }: SyncedLibrary,
  root: string,
  hears: Pick<KeeperOptions, 'wishes' | 'onChanged' | 'onError'>,
): { readonly keeper: Keeper; readonly pack: Pack } {
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    signal?.throwIfAborted()
    client.moveTo(client.now() + ms)
  }
  const files = keptFiles(root)
  const library = localLibrary(synced)
  const hosts = { api: server.url, oai: server.url, rss: server.url, site: server.url }
  const arxiv = createArxiv({ client, now: client.now, sleep, hosts })
  const keeper = createKeeper({
    ...hears,
    library,
    files,
    source: { client, arxiv, feedUrl: async () => server.url },
    now: client.now,
    sleep,
    yieldPictures: async () => undefined,
    onProgress: () => undefined,
  })
  const pack = createPack({ library, files, keeper, now: client.now, sleep, address: 'kept:/' })
  return { keeper, pack }
}
