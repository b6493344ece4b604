/** The feed behind the fake bridge: papers that the library does not know until it asks for them. */
import type { Input, Method, Outputs } from '../shared/contract.ts'
import type { StoredList } from '../shared/domain.ts'
import type { Memory } from './fake-memory.ts'

/** After these the service tells all windows which days have changed. */
export const bringsPapers: ReadonlySet<Method> = new Set(['lists.fetch'])

interface FeedHandlers {
  'lists.fetch': (input: Input<'lists.fetch'>) => Outputs['lists.fetch']
}

/** The methods that ask the feed. */
export function feedHandlers(memory: Memory): FeedHandlers {
  return {
    'lists.fetch': ({ list }) => ({ stored: added(memory.fetch(list)), counts: memory.counts() }),
  }
}

function added(count: number): StoredList {
  return { added: count, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
}
