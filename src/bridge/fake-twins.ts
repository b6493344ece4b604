/** Papers that are here twice, in memory: the pairs that a test names, as long as both are there. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { CommandSummary, PaperId } from '../shared/domain.ts'
import type { Memory } from './fake-memory.ts'

/** The methods that concern twins. */
export function twinsHandlers(memory: Memory) {
  const apart = new Set<string>()
  const summary = (kind: 'merge' | 'apart', paperIds: readonly PaperId[]): CommandSummary => ({
    commandId: crypto.randomUUID(),
    kind,
    value: null,
    isRemoval: false,
    count: paperIds.length,
    title: null,
    paperIds,
    at: memory.now(),
  })
  return {
    'twins.list': (): Outputs['twins.list'] =>
      (memory.options.twins ?? []).flatMap(([first, second]) => {
        const [one, other] = [memory.papers.get(first), memory.papers.get(second)]
        return one && other && !apart.has(`${first} ${second}`) ? [{ one, other }] : []
      }),
    'twins.merge': ({ ids }: Input<'twins.merge'>): Outputs['twins.merge'] => {
      for (const id of ids.slice(1)) memory.papers.delete(id)
      return { command: summary('merge', ids), counts: memory.counts() }
    },
    'twins.keepApart': ({ one, other }: Input<'twins.keepApart'>): Outputs['twins.keepApart'] => {
      apart.add(`${one} ${other}`)
      return { command: summary('apart', [one]), counts: memory.counts() }
    },
  }
}
