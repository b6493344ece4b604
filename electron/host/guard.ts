/**
 * Who may speak to the loopback shell. Other programs and every web page of the machine's browser can reach the port;
 * only the page that was opened with the token may use it. Pure functions, so that each rule is a row of a table test.
 */
import { timingSafeEqual, createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Door {
  /** `127.0.0.1:port`: any other Host header is a name that was made to point here (DNS rebinding). */
  readonly host: string
  readonly token: string
}

/** The status with which a request is refused whatever it asks for, or null. */
export function refusalOf(headers: IncomingHttpHeaders, door: Door): 421 | 403 | null {
  if (headers.host !== door.host) return 421
  if (headers.origin !== undefined && headers.origin !== `http://${door.host}`) return 403
  // Old browsers send no Origin with a GET; they do send where it comes from.
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
  return null
}

/** Whether the request carries the token. The time it takes tells nothing about how much of a wrong one is right. */
export function hasToken(headers: IncomingHttpHeaders, door: Door): boolean {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(door.token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
