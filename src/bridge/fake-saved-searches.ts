/** Saved searches, in memory: kept under a name, or no longer, as steps of its journal. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { CommandSummary } from '../shared/domain.ts'
import type { Memory } from './fake-memory.ts'

/** Keeps a search under a name, or (null) no longer. */
export function keepSearch(memory: Memory, { text, name }: Input<'searches.keep'>): Outputs['searches.keep'] {
  const before = memory.settings.searches
  const known = before.find((saved) => saved.text === text)
  if ((known?.name ?? null) === name) return { command: null, counts: memory.counts() }
  const renamed = before.map((saved) => (saved === known && name !== null ? { text, name } : saved))
  const after =
    name === null ? before.filter((saved) => saved !== known) : known ? renamed : [...before, { text, name }]
  const summary: CommandSummary = {
    commandId: crypto.randomUUID(),
    kind: known ? (name === null ? 'remove-search' : 'rename-search') : 'save-search',
    value: name ?? known?.name ?? null,
    count: 0,
    title: null,
    paperIds: [],
    at: memory.now(),
  }
  memory.settings = { ...memory.settings, searches: after }
  return {
    command: memory.commit(summary, new Map(), new Map(), { before, after }),
    counts: memory.counts(),
  }
}
