/** Which file a request for the page's own files means. Both shells serve the same folder by the same rule. */
import { extname, join, sep } from 'node:path'

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.weights': 'application/octet-stream',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
}

/** What of the pack is served: pictures, videos and PDFs. Full texts go through the contract, and parts are nobody's. */
const keptTypes: typeof types = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
}

export interface Asset {
  readonly file: string
  readonly type: string
}

/**
 * The file below `root` for the path of a URL as it was sent, percent signs and all; `/` is index.html. Null for a path
 * that is malformed, leads out of `root`, has a hidden part or is of no type that a page of ours has.
 */
export function resolveAsset(root: string, pathname: string): Asset | null {
  const path = decoded(pathname)
  if (path === null || !path.startsWith('/') || path.includes('\0') || path.includes('\\')) return null
  const parts = path === '/' ? ['index.html'] : path.slice(1).split('/')
  if (parts.some((part) => part === '' || part.startsWith('.'))) return null
  const file = join(root, ...parts)
  const type = types[extname(file).toLowerCase()]
  return type !== undefined && file.startsWith(root + sep) ? { file, type } : null
}

/**
 * The kept file below `root` for what follows the prefix of kept files in a URL's path: a paper's folder, which for the
 * pictures of listed papers stands in `pictures`, and a name, in letters, digits, dots, dashes and underscores, so that there is nothing to decode and nothing that leads elsewhere.
 */
export function resolveKept(root: string, rest: string): Asset | null {
  const [, group = '', folder = '', name = ''] =
    /^(pictures\/)?([a-z0-9][\w.-]{5,40})\/([a-z0-9][\w.-]{2,60})$/i.exec(rest) ?? []
  const type = keptTypes[extname(name)]
  if (type === undefined || folder.includes('..') || name.includes('..')) return null
  return { file: join(root, group, folder, name), type }
}

/**
 * The part of a file that a request asks for, as its first and last byte: players ask for a video piece by piece. Null
 * for the whole file, also if the header is malformed or asks for several parts (RFC 9110, 14.2 lets us).
 */
export function rangeOf(
  header: string | null,
  size: number,
): { readonly from: number; readonly to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from <= to ? { from, to } : null
}

/** Headers of the part of a file. */
export function rangeHeaders(
  { from, to }: { readonly from: number; readonly to: number },
  size: number,
): { readonly [name: string]: string } {
  return { 'content-range': `bytes ${from}-${to}/${size}`, 'content-length': String(to - from + 1) }
}

/** Headers of kept files. A stranger made them: alone they are nothing but a picture, a video or a PDF, and only our page frames them. */
export const keptHeaders: { readonly [name: string]: string } = {
  ...assetHeaders("frame-ancestors 'self'; base-uri 'none'; form-action 'none'"),
  'cache-control': 'no-store',
  'accept-ranges': 'bytes',
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

/** Headers of every response to a page, besides its type. */
export function assetHeaders(contentSecurityPolicy: string): { readonly [name: string]: string } {
  return {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  }
}
