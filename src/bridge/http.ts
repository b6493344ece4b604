/**
 * The bridge of the browser shell: `/rpc/<method>` and the stream of `/events` on the loopback address. The token comes
 * in the fragment, which no server log and no referrer sees; it is taken out of the address bar at once and kept for
 * this tab only, so that a reload works.
 */
import type { EventMessage, Input, Method, Outputs } from '../shared/contract.ts'
import type { Envelope } from '../shared/errors.ts'
import type { Bridge } from './bridge.ts'

const tokenKey = 'octavo.token'
/** Browsers send at most 64 kB after a page has gone. */
const keepAliveLimit = 60_000
const reconnectMs = 1_000

/** Takes the token out of the address bar, or finds the one of before the reload; null if there is none. */
export function takeToken(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1)).get('token')
  if (fragment) {
    sessionStorage.setItem(tokenKey, fragment)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return fragment ?? sessionStorage.getItem(tokenKey)
}

/** The bridge to the server that served this page. */
export function httpBridge(token: string): Bridge {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  let begun: Promise<void> | null = null
  let isHearing = false
  return {
    shell: 'browser',
    async call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>> {
      // Nothing is asked before events are heard: what changed between an answer and that would be told to nobody.
      if (!isHearing) await Promise.resolve().then(() => begun)
      const body = JSON.stringify(input)
      // What is saved while the page goes away has to outlive it.
      const keepalive = (method === 'notes.save' || method === 'view.save') && body.length < keepAliveLimit
      try {
        const response = await fetch(`/rpc/${method}`, { method: 'POST', headers, body, keepalive })
        return (await response.json()) as Envelope<Outputs[M]>
      } catch (error) {
        return { ok: false, error: { code: 'internal', message: String(error) } }
      }
    },
    // Its server has been up for long.
    seen: () => {},
    on(listener) {
      const stop = new AbortController()
      begun = new Promise((resolve) => {
        void follow(headers, listener, stop.signal, () => {
          isHearing = true
          resolve()
        })
      })
      return () => stop.abort()
    },
  }
}

async function follow(
  headers: Record<string, string>,
  listener: (message: EventMessage) => void,
  signal: AbortSignal,
  /** Called when the server has begun to tell of events, or cannot be had. */
  onBegun: () => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch('/events', { headers, signal }).finally(onBegun)
      if (response.body) await readLines(response.body, listener)
    } catch {
      // The server is gone or the page is leaving: the loop tries again or ends.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, reconnectMs))
  }
}

async function readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  listener: (message: EventMessage) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') listener(JSON.parse(line) as EventMessage)
  }
}
