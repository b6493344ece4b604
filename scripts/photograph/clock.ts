/**
 * The time that the pictures show, so that they are the same on every day. The program under the lens loads this module
 * first, in each of its threads, and its clock goes on from there.
 */

/** The latest day in the pictures, with a list of its own in the real days and in the fixtures. */
export const lastDay = '2026-06-23'
/** Instant (ms): a Tuesday morning, on which the feed still fills its list. */
export const shownAt = new Date(`${lastDay}T09:41:00`).getTime()

const realDate = Date
const offset = shownAt - Date.now()

class ShownDate extends realDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [ShownDate.now()] : given) as [number]))
  }
  static override now(): number {
    return realDate.now() + offset
  }
}

/** Sets this process's clock. */
export function setClock(): void {
  globalThis.Date = ShownDate as DateConstructor
}
