/** The bridge of the Electron shell: what electron/preload put on `window`. */
import type { EventMessage, Input, Method, Outputs } from '../shared/contract.ts'
import type { Envelope } from '../shared/errors.ts'
import type { Bridge } from './bridge.ts'

interface Preload {
  /** The answer is an envelope as JSON. Rejects where the shell does. */
  call<M extends Method>(method: M, input: Input<M>): Promise<string>
  seen(): void
  on(listener: (message: EventMessage) => void): () => void
}

declare global {
  interface Window {
    readonly octavo?: Preload
  }
}

/** The Electron bridge, or null outside Electron. */
export function electronBridge(): Bridge | null {
  const preload = window.octavo
  if (!preload) return null
  return {
    shell: 'electron',
    async call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>> {
      try {
        return JSON.parse(await preload.call(method, input))
      } catch (error) {
        return { ok: false, error: { code: 'internal', message: String(error) } }
      }
    },
    seen: () => preload.seen(),
    on: (listener) => preload.on(listener),
  }
}
