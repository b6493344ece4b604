/**
 * The loopback shell's HTTP server: the page's files, `POST /rpc/<method>` and the stream `GET /events`, to nobody but
 * the page that holds the token. It listens on 127.0.0.1 only.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { contentSecurityPolicy } from '../../src/shared/csp.ts'
import { importLimit } from '../../src/shared/contract.ts'
import type { EventMessage } from '../../src/shared/contract.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { assetHeaders, keptHeaders, rangeHeaders, rangeOf, resolveAsset, resolveKept } from '../rpc/assets.ts'
import type { EventHub } from '../rpc/events.ts'
import type { Handle } from '../rpc/serve.ts'
import { hasToken, refusalOf } from './guard.ts'
import type { Door } from './guard.ts'

export interface HostServerParts {
  /** Folder of the built page. */
  readonly root: string
  /** Folder of kept files, and the secret path below which they are served. */
  readonly kept: { readonly root: string; readonly path: string }
  readonly token: string
  readonly handle: Handle
  readonly events: EventHub
  /** 0 for any free port. */
  readonly port: number
}

export interface HostServer {
  readonly address: string
  /** Ends the streams, lets running calls finish and stops listening. */
  close(): Promise<void>
}

const bodyLimit = 25 * 1024 * 1024
/** An import as long as the contract allows, also where every character takes three bytes. */
const importBodyLimit = 3 * importLimit
/** An empty line this often (ms) keeps the stream alive and tells a dead one. */
const heartbeat = 15_000
// A page elsewhere may have opened ours; the desktop shell has no such pages, and would only start a process more.
const headers = { ...assetHeaders(contentSecurityPolicy), 'cross-origin-opener-policy': 'same-origin' }

/** Starts listening. Rejects if the port is taken. */
export async function startHostServer(parts: HostServerParts): Promise<HostServer> {
  const streams = new Set<ServerResponse>()
  let door: Door = { host: '', token: parts.token }
  const server = createServer((request, response) => {
    respond({ parts, door, streams }, request, response).catch(() => {
      // The connection broke, or the file went while it was read: there is nobody left to tell.
      response.destroy()
    })
  })
  const port = await listen(server, parts.port)
  door = { host: `127.0.0.1:${port}`, token: parts.token }
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        for (const stream of streams) stream.end()
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : port)
    })
  })
}

interface Context {
  readonly parts: HostServerParts
  readonly door: Door
  readonly streams: Set<ServerResponse>
}

async function respond(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = refusalOf(request.headers, context.door)
  if (refusal !== null) return end(response, refusal)
  const { pathname } = new URL(request.url ?? '/', `http://${context.door.host}`)
  const isCall = pathname.startsWith('/rpc/')
  if (!isCall && pathname !== '/events') return sendAsset(context.parts, request, response)
  if (!hasToken(request.headers, context.door)) return end(response, 401)
  if (isCall) return answerCall(context.parts.handle, pathname.slice('/rpc/'.length), request, response)
  return stream(context, request, response)
}

async function sendAsset(
  { root, kept }: HostServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
  // The path as it was sent: the URL parser would resolve `..` before it could be refused.
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  const isKept = path.startsWith(kept.path)
  const asset = isKept ? resolveKept(kept.root, path.slice(kept.path.length)) : resolveAsset(root, path)
  const size = asset && (await sizeOf(asset.file))
  if (asset === null || size === null) return end(response, 404)
  const range = isKept ? rangeOf(request.headers.range ?? null, size) : null
  response.writeHead(range === null ? 200 : 206, {
    ...(isKept ? keptHeaders : headers),
    'content-type': asset.type,
    ...(range === null ? { 'content-length': size } : rangeHeaders(range, size)),
  })
  if (request.method === 'HEAD') return void response.end()
  const part = range === null ? {} : { start: range.from, end: range.to }
  // Not by `pipe`, which leaves the file open when the reader goes away, as players do from part to part.
  await pipeline(createReadStream(asset.file, part), response)
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found.size : null
}

async function answerCall(
  handle: Handle,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return end(response, 405)
  // A form of another site could send text/plain without being asked first.
  if (!request.headers['content-type']?.startsWith('application/json')) return end(response, 415)
  const body = await readBody(request, method === 'import.text' ? importBodyLimit : bodyLimit)
  if (body === null) return end(response, 413)
  const input = parsed(body)
  if (input === undefined) return sendEnvelope(response, notJson)
  return sendEnvelope(response, await handle(method, input))
}

const notJson: Envelope<never> = {
  ok: false,
  error: { code: 'invalid-input', message: 'the body is not JSON' },
}

function sendEnvelope(response: ServerResponse, envelope: Envelope<unknown>): void {
  response.writeHead(200, { ...headers, 'content-type': 'application/json' })
  response.end(JSON.stringify(envelope))
}

async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    // The rest is read and thrown away, so that the refusal arrives instead of a broken connection.
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  return size <= limit ? Buffer.concat(chunks).toString('utf8') : null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Sends every event as one line of JSON until the page goes away; empty lines are heartbeats. The first line says where
 * the stream begins, so that a page that comes back knows whether it has missed something.
 */
function stream({ parts, streams }: Context, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') return end(response, 405)
  response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
  streams.add(response)
  const write = (message: EventMessage): void => void response.write(`${JSON.stringify(message)}\n`)
  write({ name: 'stream.opened', payload: null, sequence: parts.events.sequence() })
  const unsubscribe = parts.events.subscribe(write)
  const beat = setInterval(() => response.write('\n'), heartbeat)
  response.on('close', () => {
    clearInterval(beat)
    unsubscribe()
    streams.delete(response)
  })
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${status}\n`)
}
