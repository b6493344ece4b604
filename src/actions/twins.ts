/** Papers that are here twice: making one of them, or saying that they are two. Both can be undone. */
import type { CommandSummary, PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { pairOf } from '../stores/twins.ts'
import { changeSentence } from '../text/change-messages.ts'
import { loadList, takeCounts } from './load.ts'
import { tellFailure, toast } from './notify.ts'
import { ask } from './search.ts'
import { clearSelection, targets } from './select.ts'

/** Asks which papers may be here twice. */
export async function loadTwins(app: App): Promise<void> {
  const answer = await app.bridge.call('twins.list', {})
  if (answer.ok) app.twins.setState({ pairs: answer.value, status: 'ready' })
}

/** Makes one of the selected papers, or of the open one and its twin. */
export async function mergeShown(app: App): Promise<void> {
  const { currentId } = app.view.getState()
  const selected = targets(app)
  if (selected.length > 1) return merge(app, selected)
  const pair = currentId === null ? undefined : pairOf(app.twins.getState(), currentId)
  if (pair === undefined)
    return toast(app, 'Select the papers that are one with the key for “This paper” first.')
  return merge(app, [pair.one.id, pair.other.id])
}

/** Makes one of papers. */
export async function merge(app: App, ids: readonly PaperId[]): Promise<void> {
  const answer = await app.write('twins.merge', { ids: [...ids] })
  if (!answer.ok) return tellFailure(app, answer.error)
  const { command, counts } = answer.value
  clearSelection(app)
  takeCounts(app, counts)
  // One of the rows is gone, and the other is not what it was.
  app.library.setState({ rows: new Map(), details: new Map() })
  await (app.view.getState().screen === 'search' ? ask(app) : loadList(app))
  await loadTwins(app)
  tell(app, command)
}

/** Says that two papers are two. */
export async function keepApart(app: App, one: PaperId, other: PaperId): Promise<void> {
  const answer = await app.write('twins.keepApart', { one, other })
  if (!answer.ok) return tellFailure(app, answer.error)
  await loadTwins(app)
  tell(app, answer.value.command)
}

function tell(app: App, command: CommandSummary | null): void {
  if (command !== null) toast(app, changeSentence(command), { command: 'journal.undo', words: 'undo' })
}
