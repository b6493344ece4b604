/** Whether anything may be fetched by itself just now: not on a metered network, unless the reader wants it so. */
import type { MeteredChoice, NetworkFacts } from '../../src/shared/network.ts'
import { isHeld } from '../../src/shared/network.ts'

export interface Network {
  /** What a window says of the network. */
  tell(facts: NetworkFacts): void
  /** Whether what is fetched by itself has to wait. The first answer waits a moment for a window's word. */
  isHeld(): Promise<boolean>
  /** Resolves when it need not wait any longer. Rejects with the signal's reason. */
  whenFree(signal: AbortSignal): Promise<void>
  /** Hears of every change: of the network, and of the choice when `choiceChanged` says so. */
  onChange(listener: (facts: NetworkFacts) => void): () => void
  choiceChanged(): void
}

export interface NetworkOptions {
  readonly choice: () => Promise<MeteredChoice>
  /** Resolves after `ms`. */
  readonly sleep: (ms: number) => Promise<void>
}

/** A window tells in its first second; a browser shell without a page has nobody who could. */
const patienceMs = 3_000

export function createNetwork({ choice, sleep }: NetworkOptions): Network {
  let facts: NetworkFacts = { isMetered: false, isOnline: true }
  const listeners = new Set<(facts: NetworkFacts) => void>()
  let hear = (): void => undefined
  const heard = new Promise<void>((resolve) => {
    hear = resolve
  })
  let patience: Promise<void> | null = null
  const changed = (): void => {
    for (const listener of listeners) listener(facts)
  }
  const held = async (): Promise<boolean> => {
    patience ??= Promise.race([heard, sleep(patienceMs)])
    await patience
    return isHeld(await choice(), facts)
  }
  return {
    tell(next) {
      hear()
      const isSame = next.isMetered === facts.isMetered && next.isOnline === facts.isOnline
      facts = next
      if (!isSame) changed()
    },
    isHeld: held,
    async whenFree(signal) {
      while (await held()) await nextChange(listeners, signal)
      signal.throwIfAborted()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    choiceChanged: changed,
  }
}

function nextChange(listeners: Set<(facts: NetworkFacts) => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      listeners.delete(change)
      signal.removeEventListener('abort', abort)
    }
    const change = (): void => {
      end()
      resolve()
    }
    const abort = (): void => {
      end()
      reject(signal.reason)
    }
    if (signal.aborted) return abort()
    listeners.add(change)
    signal.addEventListener('abort', abort, { once: true })
  })
}
