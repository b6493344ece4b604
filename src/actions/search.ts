/** Searching as one types: one call at a time, always for the newest text; counting when the typing pauses. */
import { localDayAt } from '../shared/days.ts'
import type { SearchPage } from '../shared/contract.ts'
import type { PaperId, PaperRow } from '../shared/domain.ts'
import { parseQuery } from '../shared/search-query.ts'
import type { App } from '../stores/app.ts'
import { emptyMixedList } from '../stores/library.ts'
import { emptyQuery, firstLimit } from '../stores/search.ts'
import { fetchPaper, loadCurrent, takeRows } from './load.ts'
import { announce, tellFailure } from './notify.ts'
import { listOf } from './position.ts'
import { searchOrderName } from '../text/search-messages.ts'

const pauseMs = 250
export const longestLimit = 20_000
const excerptsPerCall = 100
const fewestLetters = 3
const fewPapers = 6
const timers = new WeakMap<App, ReturnType<typeof setTimeout>>()

/** Changes what is searched for; the answer replaces the list when it comes. */
export function type(app: App, text: string): void {
  app.search.setState({ text, limit: firstLimit })
  void ask(app)
}

/** Shows the search as it was left, asked anew. */
export async function openSearch(app: App): Promise<void> {
  app.search.setState({ limit: firstLimit, answered: null })
  app.library.setState({ list: emptyMixedList(localDayAt(app.now())), dayFacts: null, near: null })
  await ask(app)
}

/** Asks for what stands in the field, or shows an empty list if nothing does. */
export async function ask(app: App): Promise<void> {
  const { text, order, limit, isAsking } = app.search.getState()
  if (text.trim() === '') return showNothing(app)
  if (isAsking) return
  app.search.setState({ isAsking: true })
  const { answer, outdated } = await app.read('search.find', { text, order, limit })
  app.search.setState({ isAsking: false })
  if (app.view.getState().screen !== 'search') return
  const now = app.search.getState()
  if (now.text.trim() === '') return showNothing(app)
  if (!answer.ok) tellFailure(app, answer.error)
  else show(app, text, answer.value, outdated)
  // Typed meanwhile: the list is already one step nearer to it.
  if (now.text !== text || now.order !== order || now.limit !== limit) return ask(app)
  if (answer.ok) afterPause(app)
}

function showNothing(app: App): void {
  clearTimeout(timers.get(app))
  app.search.setState({ answered: { text: '', query: emptyQuery }, found: new Map(), count: null })
  app.library.setState({ list: listOf(emptyMixedList(localDayAt(app.now())), []), dayFacts: null })
  app.view.setState({ currentId: null })
}

function show(
  app: App,
  text: string,
  { ids, rows, excerpts, pending }: SearchPage,
  outdated: ReadonlySet<PaperId>,
): void {
  const before = app.search.getState()
  const isSame = before.answered?.text === text
  const found = new Map(isSame ? before.found : [])
  for (const row of rows.slice(0, excerpts.length === 0 ? 0 : 20)) found.set(row.id, null)
  for (const excerpt of excerpts) found.set(excerpt.id, excerpt)
  const count = isSame ? before.count : null
  app.search.setState({ answered: { text, query: parseQuery(text) }, found, pending, count })
  void takeRows(app, rows, outdated)
  app.library.setState({
    list: listOf(emptyMixedList(localDayAt(app.now())), ids),
    dayFacts: null,
    near: null,
  })
  // Another search begins at its first paper; more of the same one leaves the cursor alone.
  const { currentId } = app.view.getState()
  if (isSame && currentId !== null && app.library.getState().list.positions.has(currentId)) return
  const first = ids[0] ?? null
  app.view.setState({ currentId: first, showsSource: false, showsPdf: false })
  if (first !== null && !app.library.getState().details.has(first)) void fetchPaper(app, first)
}

/** When nothing was typed for a moment: the number of hits, and the papers that the next keys lead to. */
function afterPause(app: App): void {
  clearTimeout(timers.get(app))
  timers.set(
    app,
    setTimeout(() => {
      void loadCurrent(app)
      void countHits(app)
    }, pauseMs),
  )
}

async function countHits(app: App): Promise<void> {
  const { answered, limit } = app.search.getState()
  if (answered === null || answered.text === '') return
  const shown = app.library.getState().list.ids.length
  if (shown > 0 && shown < limit) {
    app.search.setState({ count: { count: shown, suggestion: null } })
    return
  }
  const answer = await app.bridge.call('search.count', { text: answered.text })
  if (answer.ok && app.search.getState().answered === answered) app.search.setState({ count: answer.value })
}

/** The few papers of the library that fit a text best, for choosing one of them; none for a text too short to tell. */
export async function findPapers(app: App, text: string): Promise<readonly PaperRow[]> {
  if (text.trim().length < fewestLetters) return []
  const { answer, outdated } = await app.read('search.find', {
    text,
    order: 'relevance',
    limit: fewPapers,
  })
  if (!answer.ok) return []
  void takeRows(app, answer.value.rows, outdated)
  return answer.value.rows
}

/** Sorts by how well papers fit, or newest first. */
export function nextSearchOrder(app: App): void {
  const order = app.search.getState().order === 'relevance' ? 'newest' : 'relevance'
  app.search.setState({ order, limit: firstLimit })
  announce(app, searchOrderName(order))
  void ask(app)
}

/** Fetches what of the shown papers answers, and more papers when the end of the list comes near. */
export async function ensureFound(app: App, from: number, to: number): Promise<void> {
  const { ids } = app.library.getState().list
  const { answered, found, limit } = app.search.getState()
  if (answered === null || answered.text === '') return
  if (to >= ids.length && ids.length === limit && limit < longestLimit) {
    app.search.setState({ limit: Math.min(longestLimit, limit * 5) })
    void ask(app)
  }
  const missing = ids.slice(Math.max(0, from), to).filter((id) => !found.has(id))
  for (let at = 0; at < missing.length; at += excerptsPerCall)
    await fetchExcerpts(app, answered.text, missing.slice(at, at + excerptsPerCall))
}

async function fetchExcerpts(app: App, text: string, ids: readonly PaperId[]): Promise<void> {
  const nothing = ids.map((id) => [id, null] as const)
  app.search.setState(({ found }) => ({ found: new Map([...found, ...nothing]) }))
  const answer = await app.bridge.call('search.excerpts', { text, ids: [...ids] })
  if (!answer.ok || app.search.getState().answered?.text !== text) return
  const excerpts = answer.value.map((excerpt) => [excerpt.id, excerpt] as const)
  app.search.setState(({ found }) => ({ found: new Map([...found, ...excerpts]) }))
}
