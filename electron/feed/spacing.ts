/** Keeps requests apart: one at a time, and a pause between any two, as arXiv's terms ask (feed.md §3.3). */

export interface Spacing {
  /** Runs `task` when it is its turn. Rejects with the signal's reason if aborted while waiting. */
  <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export interface SpacingOptions {
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** From the end of one task to the beginning of the next, in ms. */
  readonly gapMs: number
}

/** A queue that everything bound for the same servers must share. */
export function createSpacing({ now, sleep, gapMs }: SpacingOptions): Spacing {
  let last: Promise<unknown> = Promise.resolve()
  let freeAt = Number.NEGATIVE_INFINITY

  async function next<T>(before: Promise<unknown>, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await before
    signal?.throwIfAborted()
    if (freeAt > now()) await sleep(freeAt - now(), signal)
    try {
      return await task()
    } finally {
      freeAt = now() + gapMs
    }
  }

  return (task, signal) => {
    const turn = next(last, task, signal)
    last = turn.catch(() => undefined)
    return turn
  }
}
