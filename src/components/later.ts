/** What is waited for while the window does without it: code and data that the first list does not need, its being seen. */
import { useSyncExternalStore } from 'react'

/** `value` is null until it is here, and where it could not be had; `isOver` is false while it is on its way. */
interface Arrival<T> {
  readonly value: T | null
  readonly isOver: boolean
}

export interface Later<T> {
  /** Loads it, unless it is here or on its way. Never rejects; what could not be had is not asked for again. */
  load(): Promise<void>
  /** What is here by now. */
  arrived(): Arrival<T>
  /** The same, for a component: it is drawn again when that changes. */
  useArrived(): Arrival<T>
}

export function later<T>(fetch: () => Promise<T>): Later<T> {
  let arrival: Arrival<T> = { value: null, isOver: false }
  let loading: Promise<void> | null = null
  const waiting = new Set<() => void>()

  function settle(value: T | null): void {
    arrival = { value, isOver: true }
    for (const tell of waiting) tell()
  }

  const arrived = (): Arrival<T> => arrival
  const subscribe = (tell: () => void): (() => void) => {
    waiting.add(tell)
    return () => waiting.delete(tell)
  }
  return {
    arrived,
    load() {
      loading ??= fetch().then(settle, () => settle(null))
      return loading
    },
    useArrived: () => useSyncExternalStore(subscribe, arrived),
  }
}
