/** The page's own scheme, `app://local/`: files of the built page and nothing else, never `file://`. */
import { readFile } from 'node:fs/promises'
import type { Protocol } from 'electron'
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

/** Serves the files below `root`, and those of kept papers, to GET requests. */
export function serveAssets(protocol: Protocol, root: string, kept: string): void {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers })
    const isKept = request.url.startsWith(keptAddress)
    const asset = isKept
      ? resolveKept(kept, request.url.slice(keptAddress.length).split(/[?#]/, 1)[0] ?? '')
      : assetOf(root, request.url)
    const body = asset && (await readFile(asset.file).catch(() => null))
    if (asset === null || body === null) return new Response(null, { status: 404, headers })
    const range = isKept ? rangeOf(request.headers.get('range'), body.byteLength) : null
    const part = range === null ? body : body.subarray(range.from, range.to + 1)
    return new Response(new Uint8Array(part), {
      status: range === null ? 200 : 206,
      headers: {
        ...(isKept ? keptHeaders : headers),
        'content-type': asset.type,
        ...(range === null ? {} : rangeHeaders(range, body.byteLength)),
      },
    })
  })
}
