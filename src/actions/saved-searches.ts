/** Searches that are kept as places, with the number of papers they find: saved, named, removed and opened. */
import type { App } from '../stores/app.ts'
import { firstLimit } from '../stores/search.ts'
import type { View } from '../stores/view.ts'
import { changeSentence } from '../text/change-messages.ts'
import { go } from './navigate.ts'
import { tellFailure, toast } from './notify.ts'
import { ask } from './search.ts'

/** Keeps the search on the screen, or stops keeping it. */
export async function toggleSaved(app: App): Promise<void> {
  const text = shownText(app)
  if (text === '') return
  if (isSaved(app, text)) await removeSaved(app, text)
  else if (!(await keep(app, text, nameOf(app, text))))
    toast(app, 'There are too many saved searches already.', null, true)
}

/** Stops keeping a search. */
export async function removeSaved(app: App, text: string): Promise<void> {
  await keep(app, text, null)
}

/** Gives a saved search a name; without one it goes by its text again. */
export async function renameSaved(app: App, text: string, name: string): Promise<void> {
  app.search.setState({ renaming: null })
  await keep(app, text, name.trim() || text)
}

/** Has the reader write another name for a saved search, in its place; for null, the one on the screen. */
export function startRenaming(app: App, text: string | null = null): void {
  const wanted = text ?? shownText(app)
  if (isSaved(app, wanted)) app.search.setState({ renaming: wanted })
  else if (wanted !== '') {
    toast(app, 'This search is not saved yet.', { command: 'search.save', words: 'saves it' })
  }
}

/** Leaves the name as it was. */
export function stopRenaming(app: App): void {
  app.search.setState({ renaming: null })
}

/** Opens the menu of a saved search at a point of the window. */
export function openSavedMenu(app: App, text: string, menuAt: View['menuAt']): void {
  app.search.setState({ menuOf: text })
  app.view.setState({ dialog: 'saved-search', menuAt, pendingKeys: [] })
}

/** Whether the library had anything to change, or could not. */
async function keep(app: App, text: string, name: string | null): Promise<boolean> {
  const answer = await app.write('searches.keep', { text, name })
  if (!answer.ok) {
    tellFailure(app, answer.error)
    return true
  }
  const { command } = answer.value
  if (command === null) return false
  app.notices.setState({ lastChange: null })
  toast(app, changeSentence(command), { command: 'journal.undo', words: 'undo' })
  return true
}

/** A search goes by its text, but an id in it says little. */
function nameOf(app: App, text: string): string {
  const { like } = app.search.getState()
  return like !== null && text === `like:${like.paper}` ? `Like ${like.title}`.slice(0, 200) : text
}

function shownText(app: App): string {
  return app.view.getState().screen === 'search' ? app.search.getState().text.trim() : ''
}

function isSaved(app: App, text: string): boolean {
  return app.library.getState().settings.searches.some((saved) => saved.text === text)
}

/** Shows what a saved search finds now. */
export async function openSaved(app: App, text: string): Promise<void> {
  app.search.setState({ text, limit: firstLimit })
  await (app.view.getState().screen === 'search' ? ask(app) : go(app, 'search'))
}

/** Counts what the saved searches find, one after the other. */
export async function countSaved(app: App): Promise<void> {
  for (const { text } of app.library.getState().settings.searches) {
    const answer = await app.bridge.call('search.count', { text })
    if (!answer.ok) return
    const { count } = answer.value
    app.search.setState(({ savedCounts }) => ({ savedCounts: new Map(savedCounts).set(text, count) }))
  }
}
