/** Searches that are kept as places: named by their text, with the number of papers they find. */
import type { App } from '../stores/app.ts'
import { firstLimit } from '../stores/search.ts'
import { go } from './navigate.ts'
import { toast } from './notify.ts'
import { ask } from './search.ts'
import { saveSettings } from './settings.ts'

const mostSearches = 40

/** Keeps the search on the screen, or stops keeping it. */
export async function toggleSaved(app: App): Promise<void> {
  const text = app.search.getState().text.trim()
  if (app.view.getState().screen !== 'search' || text === '') return
  const { searches } = app.library.getState().settings
  const isSaved = searches.includes(text)
  if (!isSaved && searches.length >= mostSearches) {
    return toast(app, `There are ${mostSearches} saved searches already.`, null, true)
  }
  const next = isSaved ? searches.filter((saved) => saved !== text) : [...searches, text]
  await saveSettings(app, { searches: next })
}

/** Shows what a saved search finds now. */
export async function openSaved(app: App, text: string): Promise<void> {
  app.search.setState({ text, limit: firstLimit })
  await (app.view.getState().screen === 'search' ? ask(app) : go(app, 'search'))
}

/** Counts what the saved searches find, one after the other. */
export async function countSaved(app: App): Promise<void> {
  for (const text of app.library.getState().settings.searches) {
    const answer = await app.bridge.call('search.count', { text })
    if (!answer.ok) return
    const { count } = answer.value
    app.search.setState(({ savedCounts }) => ({ savedCounts: new Map(savedCounts).set(text, count) }))
  }
}
