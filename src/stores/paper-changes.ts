/**
 * Which papers change while an answer is on its way. Such an answer may be older than what the window already shows of
 * them, and must not put it back.
 */
import type { PaperId } from '../shared/domain.ts'

export interface PaperChanges {
  /** Makes a change of these papers. */
  during<T>(ids: readonly PaperId[], call: () => Promise<T>): Promise<T>
  /** Says that these papers have just changed, where that was not known beforehand. */
  readonly tell: (ids: readonly PaperId[]) => void
  /** Asks. What the answer says of `outdated` holds at the moment of its arrival and no longer. */
  watch<T>(call: () => Promise<T>): Promise<Watched<T>>
}

export interface Watched<T> {
  readonly answer: T
  /** Papers that were being changed between the question and the answer. */
  readonly outdated: ReadonlySet<PaperId>
  /** Whether anything was: then what was counted may have other numbers by now. */
  readonly isOvertaken: boolean
}

/** Nothing changes yet. */
export function createPaperChanges(): PaperChanges {
  const underWay = new Set<readonly PaperId[]>()
  const watching = new Set<{ outdated: Set<PaperId>; isOvertaken: boolean }>()
  function tell(ids: readonly PaperId[]): void {
    for (const watch of watching) {
      watch.isOvertaken = true
      for (const id of ids) watch.outdated.add(id)
    }
  }
  return {
    tell,
    async during(ids, call) {
      // A copy, so that two changes of the same array are two.
      const change = [...ids]
      underWay.add(change)
      tell(change)
      try {
        return await call()
      } finally {
        underWay.delete(change)
      }
    },
    async watch(call) {
      const watch = { outdated: new Set([...underWay].flat()), isOvertaken: underWay.size > 0 }
      watching.add(watch)
      try {
        const answer = await call()
        return { answer, ...watch }
      } finally {
        watching.delete(watch)
      }
    },
  }
}
