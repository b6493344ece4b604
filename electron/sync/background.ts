/** A task that runs beside everything else: one run at a time, stoppable, and its failure is told and nothing more. */
import { AppError } from '../../src/shared/errors.ts'

export interface Background {
  /** Begins unless under way. */
  start(): void
  stop(): void
  /** Resolves when no run is under way. Wait for it before the library is closed. */
  whenIdle(): Promise<void>
}

/** `onError` hears why a run ended early: an AppError of the network, or what nobody expected; not that it was stopped. */
export function createBackground(
  run: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): Background {
  let running: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null

  function start(): void {
    if (running !== null) return
    const abort = new AbortController()
    const ended = run(abort.signal)
      .catch((error: unknown) => {
        if (!abort.signal.aborted || error instanceof AppError) onError(error)
      })
      .finally(() => {
        running = null
      })
    running = { abort, ended }
  }

  return {
    start,
    stop: () => running?.abort.abort(),
    async whenIdle() {
      await running?.ended
    },
  }
}
