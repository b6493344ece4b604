/** The window's only way out: calls of the contract and the events that answer nobody. Each shell has its own. */
import type { EventMessage, Input, Method, Outputs } from '../shared/contract.ts'
import type { Envelope } from '../shared/errors.ts'

export interface Bridge {
  readonly shell: 'electron' | 'browser'
  /** Never rejects: a failure, also of the transport, is an envelope. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>>
  /** Tells the shell that the first list has been seen and what draws its paper is here: what it put off for both may begin. */
  seen(): void
  /** Hears every event until the returned function is called. */
  on(listener: (message: EventMessage) => void): () => void
}
