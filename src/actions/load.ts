/** Fetching what is shown: the first state, the list of a place, its rows by windows, and the open paper with its neighbours. */
import type { FirstList, ListQuery, Outputs } from '../shared/contract.ts'
import type { Counts, DayFacts, PaperId, PaperRow, Verdict } from '../shared/domain.ts'
import { localDayAt } from '../shared/days.ts'
import type { Envelope } from '../shared/errors.ts'
import type { App } from '../stores/app.ts'
import { emptyList, withDetail, withRows, type PaperList } from '../stores/library.ts'
import { orderOf, placeOf, type View } from '../stores/view.ts'
import { tellFailure } from './notify.ts'
import { loadPictures, mayHavePictures } from './pictures.ts'
import { listOf, nextOpen, openAfter, verdictIn, withLateArrivals } from './position.ts'

/** Rows that are asked for in one call. */
export const rowsPerCall = 200
/** Open papers that are fetched before a key asks for them: several keys' worth, should an answer take a while. */
const papersAhead = 6
const requestedRows = new WeakMap<App, Set<PaperId>>()
const requestedPapers = new WeakMap<App, Map<PaperId, Promise<void>>>()
const none: ReadonlySet<PaperId> = new Set()

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
    showDay(app, first.facts, none)
    app.library.setState(({ details }) => ({
      near: first.near,
      details: first.paper === null ? details : withDetail(details, first.paper),
    }))
    void takeRows(app, first.rows, none)
    return showList(app, query, first.ids)
  }
  const [answer] = await Promise.all([readList(app, query), loadDay(app, query)])
  if (!sameQuery(app.library.getState().list.query, query)) return
  if (answer.ok) return showList(app, query, answer.value.ids)
  app.library.setState((state) => ({ list: { ...state.list, status: 'failed' } }))
  tellFailure(app, answer.error)
}

/** Asks for a list. Its rows are taken as they arrive: what is said of outdated ones holds at that moment only. */
async function readList(app: App, query: ListQuery): Promise<Envelope<Outputs['papers.list']>> {
  const { answer, outdated } = await app.read('papers.list', query)
  if (answer.ok) void takeRows(app, answer.value.rows, outdated)
  return answer
}

async function showList(app: App, query: ListQuery, ids: readonly PaperId[]): Promise<void> {
  app.library.setState(({ list, rows }) => ({ list: withKnownVerdicts(listOf(list, ids), rows) }))
  if (query.day !== null) await splitLate(app)
  if (query.place === 'queue' && query.tag === null) splitSnoozed(app)
  chooseCurrent(app)
}

function withKnownVerdicts(list: PaperList, rows: ReadonlyMap<PaperId, PaperRow>): PaperList {
  const verdicts = new Map<PaperId, Verdict>(list.verdicts)
  for (const row of rows.values())
    if (row.verdict !== 'unread' && list.positions.has(row.id)) verdicts.set(row.id, row.verdict)
  return { ...list, verdicts }
}

/** Fetches what is told about the day above its list. */
export async function loadDay(app: App, query: ListQuery): Promise<void> {
  const day = query.day
  if (day === null) return
  const near = app.bridge.call('days.near', { day })
  const { answer: facts, outdated } = await app.read('days.facts', { day })
  if (!sameQuery(app.library.getState().list.query, query)) return
  showDay(app, facts.ok ? facts.value : null, outdated)
  const answer = await near
  if (sameQuery(app.library.getState().list.query, query))
    app.library.setState({ near: answer.ok ? answer.value : null })
}

function showDay(app: App, facts: DayFacts | null, outdated: ReadonlySet<PaperId>): void {
  app.library.setState(({ list, rows }) => {
    if (facts === null) return { dayFacts: null }
    const known = (id: PaperId): Verdict | undefined =>
      outdated.has(id) ? verdictIn(list, rows, id) : undefined
    const papers = facts.papers.map(({ id, verdict }) => ({ id, verdict: known(id) ?? verdict }))
    const verdicts = new Map(papers.map(({ id, verdict }) => [id, verdict]))
    return { dayFacts: { ...facts, papers }, list: { ...list, verdicts } }
  })
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
  const [answer] = await Promise.all([readList(app, query), loadDay(app, query)])
  if (!answer.ok || !sameQuery(app.library.getState().list.query, query)) return
  app.library.setState(({ list }) => ({ list: withLateArrivals(list, answer.value.ids) }))
}

/** Counts of the library hold only once nothing else is under way: an older answer would undo a newer change's count. */
export function takeCounts(app: App, counts: Counts): void {
  if (app.pendingWrites() === 0) app.library.setState({ counts })
}

/** Puts rows into the cache at once, but for the outdated ones: those are fetched again when their changes are done. */
export async function takeRows(
  app: App,
  fresh: readonly PaperRow[],
  outdated: ReadonlySet<PaperId>,
): Promise<void> {
  const current = fresh.filter(({ id }) => !outdated.has(id))
  app.library.setState(({ rows }) => ({ rows: withRows(rows, current) }))
  if (current.length === fresh.length) return
  await app.written()
  await fetchRows(
    app,
    fresh.flatMap(({ id }) => (outdated.has(id) ? id : [])),
  )
}

/** Fetches the rows of a window of the list that are not there yet. */
export async function ensureRows(app: App, from: number, to: number): Promise<void> {
  const { list, rows } = app.library.getState()
  const requested = setOf(requestedRows, app)
  const missing = list.ids.slice(Math.max(0, from), to).filter((id) => !rows.has(id) && !requested.has(id))
  await fetchRows(app, missing)
}

/** Fetches rows, known or not, and puts them into the cache. */
export async function fetchRows(app: App, ids: readonly PaperId[]): Promise<void> {
  const calls: Promise<void>[] = []
  for (let at = 0; at < ids.length; at += rowsPerCall)
    calls.push(fetchSomeRows(app, ids.slice(at, at + rowsPerCall)))
  await Promise.all(calls)
}

async function fetchSomeRows(app: App, ids: readonly PaperId[]): Promise<void> {
  const requested = setOf(requestedRows, app)
  for (const id of ids) requested.add(id)
  const { answer, outdated } = await app.read('papers.rows', { ids: [...ids] })
  for (const id of ids) requested.delete(id)
  if (answer.ok) await takeRows(app, answer.value, outdated)
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
  const fetched = askPaper(app, id).finally(() => requested.delete(id))
  requested.set(id, fetched)
  return fetched
}

async function askPaper(app: App, id: PaperId): Promise<void> {
  const { answer, outdated } = await app.read('papers.get', { id })
  if (outdated.has(id)) {
    await app.written()
    return askPaper(app, id)
  }
  if (answer.ok) app.library.setState(({ details }) => ({ details: withDetail(details, answer.value) }))
}

function setOf(sets: WeakMap<App, Set<PaperId>>, app: App): Set<PaperId> {
  const known = sets.get(app)
  if (known) return known
  const fresh = new Set<PaperId>()
  sets.set(app, fresh)
  return fresh
}
