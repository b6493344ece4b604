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
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  }
}
