/** Settings and saved searches, in memory: set, kept under a name, or no longer, as steps of its journal. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { CommandSummary } from '../shared/domain.ts'
import { isRecorded } from '../shared/setting-things.ts'
import type { Settings } from '../shared/settings.ts'
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
    isRemoval: false,
    count: 0,
    title: null,
    paperIds: [],
    at: memory.now(),
  }
  const settings = { before: { searches: before }, after: { searches: after } }
  return {
    command: memory.commit(summary, new Map(), new Map(), settings),
    counts: memory.counts(),
  }
}

/** Sets what a patch says; a step of the journal unless all of it is what the journal does not hold. */
export function saveSettings(memory: Memory, patch: Input<'settings.save'>): Outputs['settings.save'] {
  const before = memory.settings
  const after = { ...before, ...(patch as Settings) }
  const things = Object.entries(patch).filter(([name]) => isRecorded(name))
  memory.settings = after
  if (things.length > 0) {
    const value = JSON.stringify(things)
    const about = { value, isRemoval: false, count: 0, title: null, paperIds: [] }
    const command = { kind: 'set', ...about, commandId: crypto.randomUUID(), at: memory.now() } as const
    memory.commit(command, new Map(), new Map(), { before, after })
  }
  return after
}
