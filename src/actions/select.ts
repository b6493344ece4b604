/** Selecting several papers, for verdicts, stars, tags and snoozes on all of them at once. */
import type { PaperId, PaperRow } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { announce } from './notify.ts'
import { move, select } from './navigate.ts'
import { currentIndex, verdictIn } from './position.ts'

const rowsPerCall = 500
/** The look through a long list that is under way. Whatever else selects or unselects meanwhile ends it. */
const looks = new WeakMap<App, symbol>()

/** The selected papers in list order; without a selection, the current one. */
export function targets(app: App): readonly PaperId[] {
  const { selected, currentId } = app.view.getState()
  const { ids } = app.library.getState().list
  if (selected.size > 0) return ids.filter((id) => selected.has(id))
  return currentId === null ? [] : [currentId]
}

/** Takes a paper into the selection, or out of it. */
export function toggleSelected(app: App, id: PaperId): void {
  const selected = new Set(app.view.getState().selected)
  if (!selected.delete(id)) selected.add(id)
  setSelected(app, selected)
}

/** Takes the current paper into the selection, goes one row on, and takes that one too. */
export function extendSelection(app: App, by: 1 | -1): void {
  const before = app.view.getState().currentId
  move(app, by)
  const { currentId, selected } = app.view.getState()
  setSelected(app, new Set([...selected, before, currentId].filter((id) => id !== null)))
}

/** Selects the rows from the current one to this one. */
export function selectRange(app: App, to: number): void {
  const state = app.library.getState()
  const from = Math.max(0, currentIndex(state, app.view.getState().currentId))
  const range = state.list.ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  setSelected(app, new Set([...app.view.getState().selected, ...range]))
  select(app, state.list.ids[to] ?? null)
}

/** Selects nothing, as the end of what was done to the selection, which is told instead. False if there was none. */
export function clearSelection(app: App): boolean {
  if (!looks.delete(app) && app.view.getState().selected.size === 0) return false
  app.view.setState({ selected: new Set() })
  return true
}

/** Selects nothing, because the reader wants it so. False if nothing was selected or about to be. */
export function selectNone(app: App): boolean {
  const wasSome = clearSelection(app)
  if (wasSome) announce(app, selectionSentence(0))
  return wasSome
}

/** Selects the papers of the list that are so. */
export async function selectWhere(app: App, which: 'all' | 'unread' | 'starred'): Promise<void> {
  const { list, rows } = app.library.getState()
  if (which === 'all') return setSelected(app, new Set(list.ids))
  if (which === 'unread' && list.query.place === 'triage') {
    return setSelected(app, new Set(list.ids.filter((id) => verdictIn(list, rows, id) === 'unread')))
  }
  const found = await lookThrough(app, (row) =>
    which === 'starred' ? row.isStarred : row.verdict === 'unread',
  )
  if (found !== null) setSelected(app, found)
}

/**
 * The papers of the list that are `wanted`, also those that the window has never had on the screen; null if the list is
 * no longer shown by then, or something else selects.
 */
export async function lookThrough(
  app: App,
  wanted: (row: PaperRow) => boolean,
): Promise<ReadonlySet<PaperId> | null> {
  const { list } = app.library.getState()
  const look = Symbol('look')
  looks.set(app, look)
  const found = new Set<PaperId>()
  for (let at = 0; at < list.ids.length && looks.get(app) === look; at += rowsPerCall) {
    const { answer, outdated } = await app.read('papers.rows', { ids: list.ids.slice(at, at + rowsPerCall) })
    const { rows: known } = app.library.getState()
    const shown = (row: PaperRow): PaperRow => (outdated.has(row.id) ? (known.get(row.id) ?? row) : row)
    if (answer.ok) for (const row of answer.value) if (wanted(shown(row))) found.add(row.id)
  }
  const isStillShown = looks.get(app) === look && app.library.getState().list.ids === list.ids
  if (looks.get(app) === look) looks.delete(app)
  return isStillShown ? found : null
}

function setSelected(app: App, selected: ReadonlySet<PaperId>): void {
  looks.delete(app)
  app.view.setState({ selected })
  announce(app, selectionSentence(selected.size))
}

function selectionSentence(count: number): string {
  return count === 0 ? 'Nothing selected.' : `${count} selected.`
}
