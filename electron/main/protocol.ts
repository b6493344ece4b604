/** The page's own scheme, `app://local/`: files of the built page and nothing else, never `file://`. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Protocol, ProtocolRequest, ProtocolResponse } from 'electron'
import { contentSecurityPolicy } from '../../src/shared/csp.ts'
import { assetHeaders, keptHeaders, rangeHeaders, rangeOf, resolveAsset, resolveKept } from '../rpc/assets.ts'
import type { Asset } from '../rpc/assets.ts'

const scheme = 'app'
const host = 'local'

/** The page's origin, as `senderFrame.origin` spells it. */
export const pageOrigin = `${scheme}://${host}`

/** Must run before the app is ready. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** The file for an address of the page's scheme, or null. */
export function assetOf(root: string, address: string): Asset | null {
  const path = /^app:\/\/local(\/[^?#]*)/.exec(address)?.[1]
  return path === undefined ? null : resolveAsset(root, path)
}

/** Where the window finds kept files. */
export const keptAddress = `${pageOrigin}/kept/`

const headers = assetHeaders(contentSecurityPolicy)

/**
 * Serves the files below `root`, and those of kept papers, to GET requests. Not by `protocol.handle`, which makes a web
 * request, a response and a stream of every file: loading what those are took longer than loading the page.
 */
export function serveAssets(protocol: Protocol, root: string, kept: string): void {
  protocol.registerBufferProtocol(scheme, (request, respond) => {
    if (request.method !== 'GET') respond(refusal(405))
    else if (request.url.startsWith(keptAddress)) void keptFile(request, kept).then(respond)
    else respond(builtFile(request, root))
  })
}

/** At once: the page waits for its few small files, and each turn of the loop between asking for one and having it adds up. */
function builtFile(request: ProtocolRequest, root: string): ProtocolResponse {
  const asset = assetOf(root, request.url)
  if (asset === null) return refusal(404)
  try {
    return {
      statusCode: 200,
      headers: { ...headers, 'content-type': asset.type },
      data: readFileSync(asset.file),
    }
  } catch {
    return refusal(404)
  }
}

async function keptFile(request: ProtocolRequest, root: string): Promise<ProtocolResponse> {
  const asset = resolveKept(root, request.url.slice(keptAddress.length).split(/[?#]/, 1)[0] ?? '')
  const body = asset && (await readFile(asset.file).catch(() => null))
  if (asset === null || body === null) return refusal(404)
  const range = rangeOf(rangeAsked(request), body.byteLength)
  return {
    statusCode: range === null ? 200 : 206,
    headers: {
      ...keptHeaders,
      'content-type': asset.type,
      ...(range === null ? {} : rangeHeaders(range, body.byteLength)),
    },
    data: range === null ? body : body.subarray(range.from, range.to + 1),
  }
}

function refusal(statusCode: number): ProtocolResponse {
  return { statusCode, headers, data: Buffer.alloc(0) }
}

function rangeAsked({ headers }: ProtocolRequest): string | null {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'range')
  return name === undefined ? null : (headers[name] ?? null)
}
