/** The feed and what comes in by hand: sync, the sample library, saved pages. */
import type { App } from '../stores/app.ts'
import { go } from './navigate.ts'
import { loadList, refreshList, takeCounts } from './load.ts'
import { tellChange, tellFailure, toast } from './notify.ts'
import { isListOfPapers, papersIn } from '../shared/paper-address.ts'
import { addedSentence } from '../text/feed-messages.ts'
import { counted } from '../text/format.ts'
import { fileUnreadable, importedSentence } from '../text/messages.ts'

/** As many papers as are asked for at once. */
const mostNamed = 100

/** Asks the feed now. Progress and result come as events. */
export async function startSync(app: App): Promise<void> {
  const answer = await app.bridge.call('sync.start', {})
  if (answer.ok) app.library.setState({ sync: answer.value })
  else tellFailure(app, answer.error)
}

/** Stops a sync under way; what was fetched stays. */
export async function stopSync(app: App): Promise<void> {
  const answer = await app.bridge.call('sync.stop', {})
  if (answer.ok) app.library.setState({ sync: answer.value })
  else tellFailure(app, answer.error)
}

/** Fills an empty library with the sample papers. */
export async function openSample(app: App): Promise<void> {
  const answer = await app.write('sample.open', {})
  if (!answer.ok) return tellFailure(app, answer.error)
  takeCounts(app, answer.value.counts)
  await refetchDays(app)
  await go(app, 'triage')
}

/** Takes the sample papers out again, in one undoable step. */
export async function removeSample(app: App): Promise<void> {
  const answer = await app.write('sample.remove', {})
  if (!answer.ok) return tellFailure(app, answer.error)
  takeCounts(app, answer.value.counts)
  if (answer.value.command) tellChange(app, answer.value.command)
  await refetchDays(app)
  await go(app, 'triage')
}

/** Fetches the papers whose ids or addresses stand in the text. False if that could not be done. */
export async function addPapers(app: App, text: string): Promise<boolean> {
  const count = papersIn(text).length
  toast(app, `Asking for ${counted(count, 'paper')}.`)
  const answer = await app.bridge.call('papers.add', { text })
  if (!answer.ok) {
    tellFailure(app, answer.error)
    return false
  }
  const { stored, missing, counts } = answer.value
  takeCounts(app, counts)
  const undo = stored.added > 0 ? ({ command: 'journal.undo', words: 'undo' } as const) : null
  toast(app, addedSentence(stored, missing), undo)
  await refetchDays(app)
  await refreshList(app)
  return true
}

/** Reads a saved page, or the pasted text of one, into the library. */
export async function importText(app: App, name: string, text: string): Promise<boolean> {
  if (isListOfPapers(text) && papersIn(text).length <= mostNamed) return addPapers(app, text)
  const answer = await app.write('import.text', { name: name.slice(0, 200) || 'Pasted text', text })
  if (!answer.ok) {
    tellFailure(app, answer.error)
    return false
  }
  takeCounts(app, answer.value.counts)
  toast(app, importedSentence(answer.value.stored), { command: 'journal.undo', words: 'undo' })
  await refetchDays(app)
  await refreshList(app)
  return true
}

/** Reads dropped or chosen files, one after the other. */
export async function importFiles(app: App, files: readonly File[]): Promise<void> {
  for (const file of files) {
    // What was dropped may be a folder, and what was chosen may be gone.
    const text = await file.text().catch(() => null)
    if (text === null) toast(app, fileUnreadable(file.name), null, true)
    else await importText(app, file.name, text)
  }
}

/** Asks again which day is the newest; the first papers of an empty library open their day. */
export async function refetchDays(app: App): Promise<void> {
  const { answer, isOvertaken } = await app.read('app.state', {})
  if (!answer.ok) return
  if (isOvertaken) {
    await app.written()
    return refetchDays(app)
  }
  const { counts, latestDay, today, tags } = answer.value
  const { latestDay: knownDay, list } = app.library.getState()
  app.library.setState({ counts, latestDay, today, tags })
  const view = app.view.getState()
  // Papers may have come between the first state and the first list, which then holds all days.
  const isFirst = list.ids.length === 0 || (knownDay === null && latestDay !== null)
  if (view.screen === 'triage' && view.day === null && isFirst) {
    app.view.setState({ day: latestDay })
    await loadList(app)
  }
}
