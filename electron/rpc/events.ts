/** The events of the contract on their way to the windows: numbered, so that a window notices when it missed one. */
import type { EventMessage, EventName, Events } from '../../src/shared/contract.ts'

export type Emit = <E extends EventName>(name: E, payload: Events[E]) => void

export interface EventHub {
  readonly emit: Emit
  /** Calls `listener` for every event from now on. Returns what ends it. */
  subscribe(listener: (message: EventMessage) => void): () => void
  /** The number of the last event; 0 before the first. */
  sequence(): number
}

export function createEventHub(): EventHub {
  const listeners = new Set<(message: EventMessage) => void>()
  let sequence = 0
  return {
    emit(name, payload) {
      sequence += 1
      // Name and payload belong together by the signature of `emit`.
      const message = { name, payload, sequence } as EventMessage
      for (const listener of listeners) listener(message)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    sequence: () => sequence,
  }
}
