/** Telling the reader something: a toast, the status line and the live region. */
import type { CommandSummary } from '../shared/domain.ts'
import type { Failure } from '../shared/errors.ts'
import type { App } from '../stores/app.ts'
import type { LastChange, Toast } from '../stores/notices.ts'
import { failureText } from '../text/failure-messages.ts'
import { changeSentence } from '../text/change-messages.ts'
import { stayedSentence } from '../text/setting-messages.ts'

/** Shows a toast in place of the one before. */
export function toast(app: App, text: string, answer: Toast['answer'] = null, isWarning = false): void {
  app.notices.setState((state) => ({
    toast: { serial: (state.toast?.serial ?? 0) + 1, text, answer, isWarning },
  }))
  announce(app, text)
}

/** Says something to a screen reader only. */
export function announce(app: App, text: string): void {
  app.notices.setState((state) => ({ announcement: { serial: state.announcement.serial + 1, text } }))
}

/** Takes the toast away, if it is still this one. */
export function dismissToast(app: App, serial: number): void {
  app.notices.setState((state) => (state.toast?.serial === serial ? { toast: null } : {}))
}

/** Tells what a change did: in the status line, and in a toast if it concerned more than one paper. */
export function tellChange(app: App, change: LastChange): void {
  // What a toast of before offers to undo or redo is no longer the last thing that was done.
  app.notices.setState(({ toast: shown }) => ({ lastChange: change, toast: shown?.answer ? null : shown }))
  const sentence = changeSentence(change)
  if (change.count > 1) {
    toast(app, sentence, { command: 'journal.undo', words: 'brings them back' })
  } else announce(app, sentence)
}

/** Tells what undo or redo did, naming the change. */
export function tellJournal(app: App, verb: 'Undone' | 'Redone', command: CommandSummary): void {
  app.notices.setState({ lastChange: null })
  const { stayed = 0 } = command
  toast(
    app,
    `${verb}: ${changeSentence(command)}${stayed > 0 ? `. ${stayedSentence(stayed)}` : ''}`,
    verb === 'Undone'
      ? { command: 'journal.redo', words: 'redo' }
      : { command: 'journal.undo', words: 'undo' },
  )
}

/** Tells that something failed, in the sentence of its code. */
export function tellFailure(app: App, failure: Failure): void {
  const { title, body } = failureText(failure)
  toast(app, body === '' ? title : `${title} ${body}`, null, true)
}
