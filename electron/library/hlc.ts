/**
 * A hybrid logical clock: instants that never go back, whatever the machine's clock does, and that sort as text. Two
 * machines' journals, merged, have one order that respects cause and effect. (Kulkarni et al., 2014.)
 */

/** `<15 digits of ms>-<4 hex digits of counter>-<machine id>`. */
export type Hlc = string

export interface Clock {
  /** The next instant, later than every one given or seen before. */
  readonly next: () => Hlc
  /** Takes note of an instant of another machine, unless its clock was far ahead of this one's. */
  readonly see: (instant: Hlc) => void
}

const counterLimit = 0xffff
const mostAheadMs = 86_400_000

/** A clock that continues after `last` (null in a new library). */
export function createClock(now: () => number, machineId: string, last: Hlc | null): Clock {
  let ms = last === null ? 0 : Number(last.slice(0, 15))
  let counter = last === null ? 0 : Number.parseInt(last.slice(16, 20), 16)
  return {
    see: (instant) => {
      const seen = { ms: Number(instant.slice(0, 15)), counter: Number.parseInt(instant.slice(16, 20), 16) }
      if (seen.ms > now() + mostAheadMs || seen.ms < ms || (seen.ms === ms && seen.counter < counter)) return
      ms = seen.ms
      counter = seen.counter
    },
    next: () => {
      const wall = Math.max(0, Math.floor(now()))
      if (wall > ms) {
        ms = wall
        counter = 0
      } else if (counter < counterLimit) {
        counter += 1
      } else {
        ms += 1
        counter = 0
      }
      return `${String(ms).padStart(15, '0')}-${counter.toString(16).padStart(4, '0')}-${machineId}`
    },
  }
}
