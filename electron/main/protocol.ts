/** The page's own scheme, `app://local/`: files of the built page and nothing else, never `file://`. */
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
    void answerTo(request, root, kept).then(respond)
  })
}

async function answerTo(request: ProtocolRequest, root: string, kept: string): Promise<ProtocolResponse> {
  if (request.method !== 'GET') return { statusCode: 405, headers, data: nothing }
  const isKept = request.url.startsWith(keptAddress)
  const asset = isKept
    ? resolveKept(kept, request.url.slice(keptAddress.length).split(/[?#]/, 1)[0] ?? '')
    : assetOf(root, request.url)
  const body = asset && (await readFile(asset.file).catch(() => null))
  if (asset === null || body === null) return { statusCode: 404, headers, data: nothing }
  const range = isKept ? rangeOf(rangeAsked(request), body.byteLength) : null
  return {
    statusCode: range === null ? 200 : 206,
    headers: {
      ...(isKept ? keptHeaders : headers),
      'content-type': asset.type,
      ...(range === null ? {} : rangeHeaders(range, body.byteLength)),
    },
    data: range === null ? body : body.subarray(range.from, range.to + 1),
  }
}

const nothing = Buffer.alloc(0)

function rangeAsked({ headers }: ProtocolRequest): string | null {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'range')
  return name === undefined ? null : (headers[name] ?? null)
}
