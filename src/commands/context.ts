/** Where keys are heard: derived from what is open and what has the focus, never a flag that somebody must reset. */
import { shownAnnouncement } from '../actions/announcements.ts'
import { isOpening } from '../actions/notes.ts'
import type { CommandContext } from '../shared/commands.ts'
import type { App } from '../stores/app.ts'
import { hasPapers } from '../stores/view.ts'

/** The contexts that hold now. None of them holds while a dialog is open: it has its own keys. The palette asks what is behind it. */
export function contextsOf(
  app: App,
  { behindDialog = false }: { readonly behindDialog?: boolean } = {},
): ReadonlySet<CommandContext> {
  const { status, list, counts } = app.library.getState()
  const view = app.view.getState()
  if (status !== 'ready' || (view.dialog !== null && !behindDialog)) return new Set()
  // Whoever has asked for a note is typing already: no letter of it may decide on anything.
  if (isOpening(app)) return new Set()
  const contexts = new Set<CommandContext>(['anywhere'])
  if (!hasPapers(view.screen) || counts.everything === 0) return contexts
  if (view.screen === 'search') contexts.add('search')
  if (view.screen === 'week' || view.screen === 'triage' || shownAnnouncement(app)) contexts.add('days')
  if (list.ids.length > 0) contexts.add('list')
  // Also while a list is on its way: the key that sorts is pressed twice to go past an order.
  if ((list.ids.length > 0 || list.status === 'loading') && view.screen !== 'week') contexts.add('sorted')
  if (view.currentId !== null && list.positions.has(view.currentId)) contexts.add('paper')
  return contexts
}

/** Whether typing goes into this element: letters are then letters. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

/** Whether the element itself answers Enter and Space. */
export function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], summary, input, video, [role="menuitem"]') !== null
  )
}
