/** What a picture is taken of: a library in some state, with a feed in some state. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Fault } from '../../tests/feed-server/faults.ts'
import { makeExtremes } from './extremes.ts'
import { makeLibrary } from './library.ts'
import type { Photographed } from './library.ts'

interface World {
  /** Makes the library file; without it the program makes an empty one. */
  readonly make?: (path: string, shown: Photographed) => void
  /** How the feed answers; null when nobody is there. */
  readonly feed: 'well' | Fault | null
}

const morning = (path: string, shown: Photographed): void => makeLibrary(path, shown, 'waiting')

/** No answer, and no timer that the program would wait for at its end. */
const silence: Fault = { kind: 'hold', until: new Promise(() => {}) }

export const worlds = {
  /** A morning at the desk. */
  morning: { make: morning, feed: 'well' },
  /** The same morning, later: all was decided, and then more papers came. */
  late: { make: (path, shown) => makeLibrary(path, shown, 'finished'), feed: 'well' },
  compact: {
    make: (path, shown) => makeLibrary(path, shown, 'waiting', { density: 'compact' }),
    feed: 'well',
  },
  roomy: { make: (path, shown) => makeLibrary(path, shown, 'waiting', { density: 'roomy' }), feed: 'well' },
  extremes: { make: makeExtremes, feed: null },
  offline: { make: morning, feed: null },
  error: { make: morning, feed: { kind: 'status', status: 503, headers: { 'retry-after': '2040' } } },
  fetching: { make: morning, feed: silence },
  first: { feed: silence },
  firstOffline: { feed: null },
  sample: { feed: null },
  /** The file is there and is no library. */
  damaged: {
    make: (path) => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, 'This was a library once.\n'.repeat(400))
    },
    feed: null,
  },
} as const satisfies Readonly<Record<string, World>>

export type WorldName = keyof typeof worlds

/** The world of that name, as the general type. */
export function worldOf(name: WorldName): World {
  return worlds[name]
}
