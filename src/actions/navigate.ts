/** Moving: between papers, places and days, in and out of the page. Moving never changes a paper. */
import type { ListName, PaperId } from '../shared/domain.ts'
import { addDays, firstFeedDay, type Day } from '../shared/days.ts'
import { ordersOf } from '../shared/place-orders.ts'
import type { App } from '../stores/app.ts'
import {
  orderOf,
  placeOf,
  type DialogName,
  type Screen,
  type SettingsSection,
  type View,
} from '../stores/view.ts'
import { announcementBeside, shownAnnouncement } from './announcements.ts'
import { openJournal } from './journal.ts'
import { fetchRows, loadCurrent, loadList, rowsPerCall } from './load.ts'
import { moveWeek, openStats, openWeek } from './reviews.ts'
import { saveNote } from './notes.ts'
import { announce, toast } from './notify.ts'
import { nextSearchOrder, openSearch } from './search.ts'
import { afterVerdict, currentIndex, isOpen, nextOpenOrUnknown } from './position.ts'
import { orderName } from '../text/messages.ts'

/** Makes a paper the current one, saving the note of the one before. */
export function select(app: App, id: PaperId | null): void {
  if (id === null || id === app.view.getState().currentId) return
  leaveNote(app)
  app.view.setState({ currentId: id, showsSource: false, showsPdf: false })
  void loadCurrent(app)
  saveView(app)
}

/** Moves the cursor by rows; at an end it stays. */
export function move(app: App, by: number): void {
  const state = app.library.getState()
  const { ids } = state.list
  const at = currentIndex(state, app.view.getState().currentId)
  const to = Math.max(0, Math.min(ids.length - 1, at < 0 ? 0 : at + by))
  select(app, ids[to] ?? null)
}

/** Moves to the next or previous paper that still waits here, and looks for it among rows that were never shown, too. */
export async function moveOpen(app: App, step: 1 | -1): Promise<void> {
  const { currentId } = app.view.getState()
  const { ids } = app.library.getState().list
  let at = currentIndex(app.library.getState(), currentId)
  let asked = at
  for (;;) {
    const { list, rows } = app.library.getState()
    at = nextOpenOrUnknown(list, rows, at, step)
    const id = ids[at]
    if (id === undefined)
      return announce(app, step === 1 ? 'No unread paper below.' : 'No unread paper above.')
    if (isOpen(list, rows, id)) return select(app, id)
    // What was asked for and has not come cannot be had: it is passed over.
    if ((at - asked) * step <= 0) continue
    const [from, to] = step === 1 ? [at, at + rowsPerCall] : [at - rowsPerCall + 1, at + 1]
    await fetchRows(app, ids.slice(Math.max(0, from), to))
    const isElsewhere = app.view.getState().currentId !== currentId
    if (isElsewhere || app.library.getState().list.ids !== ids) return
    asked = at + step * (rowsPerCall - 1)
    at -= step
  }
}

/** Moves to where a verdict on the current paper leads. Called with the list as it is after the verdict. */
export function advance(app: App): void {
  const state = app.library.getState()
  const at = currentIndex(state, app.view.getState().currentId)
  if (at >= 0) select(app, afterVerdict(state.list, state.rows, at))
}

/** Opens a place, with a tag or narrowed to a list if one is given. Triage opens at the newest day, or at all days. */
export async function go(
  app: App,
  screen: Screen,
  to: { day?: Day | null; tag?: string; list?: ListName; section?: SettingsSection } = {},
): Promise<void> {
  leaveNote(app)
  const day = screen === 'triage' ? (to.day === undefined ? app.library.getState().latestDay : to.day) : null
  app.view.setState({
    screen,
    day,
    tag: to.tag ?? null,
    list: to.list ?? null,
    listOrder: 'feed',
    ...(to.section === undefined ? {} : { settingsSection: to.section }),
    isReading: false,
    showsSource: false,
    showsPdf: false,
    dialog: null,
    selected: new Set(),
  })
  saveView(app)
  if (screen === 'search') await openSearch(app)
  else if (screen === 'week') await openWeek(app)
  else if (screen === 'stats') await openStats(app)
  else if (screen === 'history') await openJournal(app)
  else await loadList(app)
}

/** Opens Search with this text in its field. */
export async function searchFor(app: App, text: string): Promise<void> {
  app.search.setState({ text })
  await go(app, 'search')
}

/** Opens the day before or after the shown one. Days without a list are answered in words, not skipped. */
export async function moveDay(app: App, step: 1 | -1): Promise<void> {
  const { near, latestDay, today } = app.library.getState()
  const view = app.view.getState()
  if (view.screen === 'week') return moveWeek(app, step)
  const announcement = shownAnnouncement(app)
  if (announcement !== null) {
    const list = await announcementBeside(app, announcement, step)
    if (list !== null) return go(app, 'everything', { list })
    return toast(app, step === 1 ? 'Nothing newer was announced.' : 'Nothing older is here.')
  }
  if (view.screen !== 'triage') return
  if (view.day === null) return go(app, 'triage')
  const known = step === 1 ? near?.next : near?.previous
  const day = known ?? addDays(view.day, step)
  const last = today ?? latestDay
  if (day < firstFeedDay || (last !== null && day > last && known == null)) {
    return toast(app, step === 1 ? 'This is the newest day.' : 'This is the first day of the feed.')
  }
  await go(app, 'triage', { day })
}

/** Sorts the place by its next order; the current paper stays current. */
export async function nextOrder(app: App): Promise<void> {
  const view = app.view.getState()
  if (view.screen === 'search') return nextSearchOrder(app)
  const place = placeOf(view.screen)
  if (place === null) return
  const orders = ordersOf(place, view.list !== null)
  const next = orders[(orders.indexOf(orderOf(view, place)) + 1) % orders.length]
  if (next === undefined) return
  if (view.list === null) app.view.setState({ orders: { ...view.orders, [place]: next } })
  else app.view.setState({ listOrder: next })
  announce(app, orderName(next, place))
  saveView(app)
  await loadList(app)
}

/** Shows the page at full width, or the list again. */
export function read(app: App, isReading: boolean): void {
  app.view.setState({ isReading, showsPdf: false })
  saveView(app)
}

/** Opens a dialog, or closes the open one with null. */
export function openDialog(app: App, dialog: DialogName | null, importText = ''): void {
  app.view.setState({ dialog, importText, pendingKeys: [] })
}

/** Opens a menu of the current paper, or of the selected ones, at a point of the window; null for its usual place. */
export function openPaperMenu(
  app: App,
  menuAt: View['menuAt'],
  dialog: 'paper' | 'snooze' | 'tags' = 'paper',
): void {
  app.view.setState({ dialog, menuAt, pendingKeys: [] })
}

const saveAfterMs = 250
const saves = new WeakMap<App, ReturnType<typeof setTimeout>>()

/** Remembers place, day and paper for the next start, a moment later. */
export function saveView(app: App): void {
  clearTimeout(saves.get(app))
  // While a key is held down only the place where it ends is worth remembering.
  saves.set(
    app,
    setTimeout(() => saveViewNow(app), saveAfterMs),
  )
}

/** Remembers it at once: the window is going away. */
export function saveViewNow(app: App): void {
  const { screen, day, currentId, isReading, orders } = app.view.getState()
  const place = placeOf(screen)
  clearTimeout(saves.get(app))
  if (place !== null)
    void app.bridge.call('view.save', { place, day, paperId: currentId, isReading, orders: { ...orders } })
}

function leaveNote(app: App): void {
  if (app.notes.getState().draft) void saveNote(app, { andClose: true })
}
