/** Fetching what is shown: the first state, the list of a place, its rows by windows, and the open paper with its neighbours. */
import type { FirstList, ListQuery, NearDays, Outputs } from '../shared/contract.ts'
import type { DayFacts, PaperId, PaperRow, Verdict } from '../shared/domain.ts'
import { localDayAt } from '../shared/days.ts'
import type { App } from '../stores/app.ts'
import { emptyList, withDetail, withRows, type PaperList } from '../stores/library.ts'
import { orderOf, placeOf, type View } from '../stores/view.ts'
import { tellFailure } from './notify.ts'
import { loadPictures, mayHavePictures } from './pictures.ts'
import { listOf, nextOpen, openAfter, withLateArrivals } from './position.ts'

const rowsPerCall = 200
/** Open papers that are fetched before a key asks for them: several keys' worth, should an answer take a while. */
const papersAhead = 6
const requestedRows = new WeakMap<App, Set<PaperId>>()
const requestedPapers = new WeakMap<App, Map<PaperId, Promise<void>>>()

/** The list that the view asks for; null where the screen has none. */
export function queryOf(view: View): ListQuery | null {
  const place = placeOf(view.screen)
  if (place === null) return null
  return {
    place,
    day: view.screen === 'triage' ? view.day : null,
    order: orderOf(view, place),
    tag: view.tag,
    ...(view.list === null ? {} : { list: view.list }),
  }
}

/** Whether two queries ask for the same list. */
function sameQuery(a: ListQuery, b: ListQuery): boolean {
  return a.place === b.place && a.day === b.day && a.order === b.order && a.tag === b.tag && a.list === b.list
}

/** Shows the list of the view as a new snapshot and chooses its current paper. `first` may be it, fetched already. */
export async function loadList(app: App, first: FirstList | null = null): Promise<void> {
  const query = queryOf(app.view.getState())
  if (!query) return
  app.library.setState({ list: emptyList(query, localDayAt(app.now())), dayFacts: null, near: null })
  if (first !== null && sameQuery(first.query, query)) {
    showDay(app, first.facts, first.near)
    return showList(app, query, first)
  }
  const [answer] = await Promise.all([app.bridge.call('papers.list', query), loadDay(app, query)])
  if (!sameQuery(app.library.getState().list.query, query)) return
  if (answer.ok) return showList(app, query, answer.value)
  app.library.setState((state) => ({ list: { ...state.list, status: 'failed' } }))
  tellFailure(app, answer.error)
}

async function showList(app: App, query: ListQuery, found: Outputs['papers.list']): Promise<void> {
  app.library.setState((state) => ({
    rows: withRows(state.rows, found.rows),
    list: withKnownVerdicts(listOf(state.list, found.ids), found.rows),
  }))
  if (query.day !== null) await splitLate(app)
  if (query.place === 'queue' && query.tag === null) splitSnoozed(app)
  chooseCurrent(app)
}

function withKnownVerdicts(list: PaperList, rows: readonly PaperRow[]): PaperList {
  const verdicts = new Map<PaperId, Verdict>(list.verdicts)
  for (const row of rows) if (row.verdict !== 'unread') verdicts.set(row.id, row.verdict)
  return { ...list, verdicts }
}

/** Fetches what is told about the day above its list. */
export async function loadDay(app: App, query: ListQuery): Promise<void> {
  const day = query.day
  if (day === null) return
  const [facts, near] = await Promise.all([
    app.bridge.call('days.facts', { day }),
    app.bridge.call('days.near', { day }),
  ])
  if (!sameQuery(app.library.getState().list.query, query)) return
  showDay(app, facts.ok ? facts.value : null, near.ok ? near.value : null)
}

function showDay(app: App, dayFacts: DayFacts | null, near: NearDays | null): void {
  app.library.setState(({ list }) => ({
    dayFacts,
    near,
    list: dayFacts
      ? { ...list, verdicts: new Map(dayFacts.papers.map(({ id, verdict }) => [id, verdict])) }
      : list,
  }))
}

/** Puts what arrived after the day was finished below the rule. A day's list is short: its rows are fetched whole. */
async function splitLate(app: App): Promise<void> {
  const newSince = app.library.getState().dayFacts?.newSince
  if (!newSince) return
  await ensureRows(app, 0, app.library.getState().list.ids.length)
  app.library.setState(({ list, rows }) => {
    const isLate = (id: PaperId): boolean => (rows.get(id)?.addedAt ?? 0) > newSince.at
    const early = list.ids.filter((id) => !isLate(id))
    const ids = [...early, ...list.ids.filter(isLate)]
    return { list: { ...listOf(list, ids), lateFrom: early.length } }
  })
}

/** The queue's list ends with what is snoozed, and the count of the place is of what is not. */
function splitSnoozed(app: App): void {
  app.library.setState(({ list, counts }) => ({
    list: { ...list, lateFrom: Math.min(counts.queue, list.ids.length) },
  }))
}

/** Keeps the current paper if the list has it; else the first open one, else the first. */
function chooseCurrent(app: App): void {
  const { list, rows } = app.library.getState()
  const { currentId } = app.view.getState()
  if (currentId === null || !list.positions.has(currentId)) {
    app.view.setState({ currentId: nextOpen(list, rows, -1, 1) ?? list.ids[0] ?? null })
  }
  void loadCurrent(app)
}

/** Fetches the list again after a sync or an import, keeping every row where it is. */
export async function refreshList(app: App): Promise<void> {
  const query = queryOf(app.view.getState())
  if (!query) return
  if (app.library.getState().list.ids.length === 0) return loadList(app)
  const [answer] = await Promise.all([app.bridge.call('papers.list', query), loadDay(app, query)])
  if (!answer.ok || !sameQuery(app.library.getState().list.query, query)) return
  app.library.setState((state) => ({
    rows: withRows(state.rows, answer.value.rows),
    list: withLateArrivals(state.list, answer.value.ids),
  }))
}

/** Fetches the rows of a window of the list that are not there yet. */
export async function ensureRows(app: App, from: number, to: number): Promise<void> {
  const { list, rows } = app.library.getState()
  const requested = setOf(requestedRows, app)
  const missing = list.ids.slice(Math.max(0, from), to).filter((id) => !rows.has(id) && !requested.has(id))
  const calls: Promise<void>[] = []
  for (let at = 0; at < missing.length; at += rowsPerCall)
    calls.push(fetchRows(app, missing.slice(at, at + rowsPerCall)))
  await Promise.all(calls)
}

/** Fetches rows, known or not, and puts them into the cache. */
export async function fetchRows(app: App, ids: readonly PaperId[]): Promise<void> {
  const requested = setOf(requestedRows, app)
  for (const id of ids) requested.add(id)
  const answer = await app.bridge.call('papers.rows', { ids: [...ids] })
  for (const id of ids) requested.delete(id)
  if (answer.ok) app.library.setState((state) => ({ rows: withRows(state.rows, answer.value) }))
}

/** Fetches the current paper if need be, then the ones that the next keys lead to. */
export async function loadCurrent(app: App): Promise<void> {
  const { currentId } = app.view.getState()
  if (currentId === null) return
  await loadPaper(app, currentId)
  const { list, rows } = app.library.getState()
  const at = list.positions.get(currentId) ?? -1
  const near = [list.ids[at + 1], list.ids[at - 1], list.ids[at + 2]].filter((id) => id !== undefined)
  for (const id of [...openAfter(list, rows, at, papersAhead), ...near]) void loadAhead(app, id)
}

/** A paper with what its page shows of its pictures, so that a key that leads to it draws it once. */
async function loadAhead(app: App, id: PaperId): Promise<void> {
  await loadPaper(app, id)
  const detail = app.library.getState().details.get(id)
  if (detail === undefined || !mayHavePictures(detail) || app.kept.getState().pictures.has(id)) return
  await loadPictures(app, id)
}

async function loadPaper(app: App, id: PaperId): Promise<void> {
  if (!app.library.getState().details.has(id)) await fetchPaper(app, id)
}

/** Fetches a paper, known or not: after a change its history has a new line. */
export function fetchPaper(app: App, id: PaperId): Promise<void> {
  const requested = requestedPapers.get(app) ?? new Map<PaperId, Promise<void>>()
  requestedPapers.set(app, requested)
  // Whoever asks while it is on its way waits for the same answer.
  const underWay = requested.get(id)
  if (underWay) return underWay
  const fetched = app.bridge.call('papers.get', { id }).then((answer) => {
    requested.delete(id)
    if (answer.ok) app.library.setState((state) => ({ details: withDetail(state.details, answer.value) }))
  })
  requested.set(id, fetched)
  return fetched
}

function setOf(sets: WeakMap<App, Set<PaperId>>, app: App): Set<PaperId> {
  const known = sets.get(app)
  if (known) return known
  const fresh = new Set<PaperId>()
  sets.set(app, fresh)
  return fresh
}
