/** The three ways a window reaches the service, each over a library in a folder of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleLists } from '../../electron/feed/sample.ts'
import { startHostServer } from '../../electron/host/server.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { AsyncLibrary } from '../../electron/library/library.ts'
import { silentLog } from '../../electron/log/logger.ts'
import { createEventHub } from '../../electron/rpc/events.ts'
import { startLibraryThread } from '../../electron/rpc/library-thread.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { serve } from '../../electron/rpc/serve.ts'
import type { Handle } from '../../electron/rpc/serve.ts'
import { createService } from '../../electron/service/index.ts'
import type { FeedControl } from '../../electron/service/index.ts'
import type { EventMessage, Input, Method, Outputs } from '../../src/shared/contract.ts'
import { neverAsked } from '../../src/shared/announcements.ts'
import { neverSynced } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { nothingKept } from '../../src/shared/kept.ts'

export interface Client {
  call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>>
  /** A call that TypeScript would refuse. */
  callAnything(method: string, input: unknown): Promise<Envelope<unknown>>
  /** Every event so far, as it arrived. */
  readonly heard: EventMessage[]
  end(): Promise<void>
}

export const workerFile = new URL('../../electron/worker/index.ts', import.meta.url)

/** A feed out of reach. */
const noFeed: FeedControl = {
  fetchList: async () => Promise.reject(new AppError('offline', 'no feed here')),
  addPapers: async () => Promise.reject(new AppError('offline', 'no feed here')),
  backfill: {
    status: () => null,
    start: async () => Promise.reject(new AppError('offline', 'no feed here')),
    pause: async () => null,
    resume: async () => null,
    cancel: async () => null,
  },
  announcements: { status: () => neverAsked },
}

/** Nothing is kept here, and nothing comes. */
const noPack: Parameters<typeof createService>[0]['pack'] = {
  list: async () => ({ papers: [], usage: nothingKept }),
  keep: async () => {},
  wake: () => {},
  remove: async () => {},
  restore: async () => {},
  pages: async () => ({ text: null, figures: [], pdf: null }),
}

const noPictures: Parameters<typeof createService>[0]['pictures'] = {
  page: async () => ({ still: null, rest: 'none', motion: null }),
  ask: async () => {},
  remove: async () => {},
}

interface Backend {
  readonly handle: Handle
  readonly events: ReturnType<typeof createEventHub>
}

function backendOver(library: AsyncLibrary): Backend {
  const events = createEventHub()
  const sample: unknown = JSON.parse(
    readFileSync(new URL('../../resources/sample.json', import.meta.url), 'utf8'),
  )
  const service = createService({
    library,
    weightsFile: new URL('../../resources/recovery.weights', import.meta.url),
    // Nobody listens on the port that is never given.
    zotero: { fetch: globalThis.fetch, address: 'http://127.0.0.1:9' },
    sync: { status: () => neverSynced, start() {}, stop() {} },
    feed: noFeed,
    pack: noPack,
    pictures: noPictures,
    network: { tell() {} },
    loadSample: async () => sampleLists(sample),
    emit: events.emit,
    shell: {
      openExternal: async () => {},
      notify: () => {},
      printPdf: async (html) => new TextEncoder().encode(html),
      pick: async () => null,
    },
    now: Date.now,
    version: '0.0.0',
  })
  return { handle: serve(service, silentLog), events }
}

function clientOf(handle: Handle, heard: EventMessage[], end: () => Promise<void>): Client {
  return {
    heard,
    end,
    callAnything: handle,
    call: async (method, input) => (await handle(method, input)) as Envelope<Outputs[typeof method]>,
  }
}

async function inProcess(dataDir: string): Promise<Client> {
  const path = join(dataDir, 'library', 'library.sqlite')
  const library = openLibrary({ path, shell: 'test', now: Date.now })
  const { handle, events } = backendOver(localLibrary(library))
  const heard: EventMessage[] = []
  events.subscribe((message) => heard.push(message))
  return clientOf(handle, heard, async () => void library.close())
}

async function throughWorker(dataDir: string): Promise<Client> {
  const thread = await startLibraryThread(workerFile, { dataDir, shell: 'test' }, silentLog)
  const { handle, events } = backendOver(thread.library)
  const heard: EventMessage[] = []
  events.subscribe((message) => heard.push(message))
  return clientOf(handle, heard, () => thread.close(5_000))
}

async function throughHttp(dataDir: string): Promise<Client> {
  const thread = await startLibraryThread(workerFile, { dataDir, shell: 'test' }, silentLog)
  const { handle, events } = backendOver(thread.library)
  const token = randomBytes(32).toString('base64url')
  const server = await startHostServer({
    root: dataDir,
    kept: { root: dataDir, path: '/kept/x/' },
    token,
    handle,
    events,
    port: 0,
  })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const overHttp: Handle = async (method, input) => {
    const body = JSON.stringify(input)
    const response = await fetch(`${server.address}rpc/${method}`, { method: 'POST', headers, body })
    return (await response.json()) as Envelope<unknown>
  }
  const heard: EventMessage[] = []
  const stream = await fetch(`${server.address}events`, { headers })
  const listening = readEvents(stream, heard)
  return clientOf(overHttp, heard, async () => {
    await server.close()
    await listening
    await thread.close(5_000)
  })
}

async function readEvents(response: Response, heard: EventMessage[]): Promise<void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    const messages = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as EventMessage)
    heard.push(...messages.filter(({ name }) => name !== 'stream.opened'))
  }
}

export const transports = [
  ['in process', inProcess],
  ['through a worker', throughWorker],
  ['through a worker and HTTP', throughHttp],
] as const

/** A folder that is gone after the test. */
export function tempDataDir(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'octavo-contract-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
