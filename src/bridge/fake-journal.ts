/** The journal of the fake bridge: what its memory did, and the revert of one step of it. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { PaperId } from '../shared/domain.ts'
import type { ToldCommand } from '../shared/reviews.ts'
import { FakeFailure, type Memory, type Step } from './fake-memory.ts'

/** The newest commands of the memory, undone ones on top. */
export function journalPage(
  { done, undone }: Memory,
  { before, limit }: Input<'journal.list'>,
): Outputs['journal.list'] {
  const steps = [...done, ...undone.toReversed()]
  const entries = steps.map((step, index) => ({
    ...told(step),
    number: index + 1,
    isUndone: index >= done.length,
    reverted: null,
  }))
  const older = entries.filter(({ number }) => before === null || number < before).toReversed()
  const shown = older.slice(0, limit)
  return { entries: shown, next: older.length > limit ? (shown.at(-1)?.number ?? null) : null }
}

/** Takes one command back, unless a newer one is about one of its papers. */
export function revertStep(
  memory: Memory,
  { commandId }: Input<'journal.revert'>,
): Outputs['journal.revert'] {
  const at = memory.done.findIndex(({ summary }) => summary.commandId === commandId)
  const step = memory.done[at]
  if (!step) throw new FakeFailure('not-found')
  const isAbout = (id: PaperId): boolean => step.before.has(id)
  const newer = memory.done.findLast((other, index) => index > at && [...other.before.keys()].some(isAbout))
  if (newer) {
    const obstacle = { kind: 'newer', command: told(newer) } as const
    return { command: null, obstacle, counts: memory.counts() }
  }
  const summary = { ...step.summary, kind: 'revert', commandId: crypto.randomUUID() } as const
  const command = memory.commit(summary, step.after, step.before)
  return { command, obstacle: null, counts: memory.counts() }
}

function told({ summary }: Step): ToldCommand {
  return { ...summary, day: null }
}
