/** The start of the window, and what it does about the library's events. */
import type { EventMessage } from '../shared/contract.ts'
import { firstDay } from '../shared/first-list.ts'
import type { App } from '../stores/app.ts'
import { backupFailed, healthText } from '../text/storage-messages.ts'
import { loadAnnounced } from './announcements.ts'
import { loadBackfill, takeBackfill } from './backfill.ts'
import { refetchDays } from './feed.ts'
import { loadKept, takeKept, takeProgress } from './keep.ts'
import { tellNewDay } from './new-day.ts'
import { forgetPictures, takePictures } from './pictures.ts'
import { fetchUnknownDays } from './lists.ts'
import { loadList, refreshList, takeCounts } from './load.ts'
import { watchNetwork } from './network.ts'
import { saveNote, saveWaiting } from './notes.ts'
import { toast } from './notify.ts'
import { tellNews } from './news.ts'
import { openArxivPaper } from './open-paper.ts'
import { saveViewNow } from './navigate.ts'

/** How often it was heard that papers changed. */
const changesHeard = new WeakMap<App, number>()

/** Fetches the first state and the first list; the window shows a page of its own if the library cannot be opened. */
export async function boot(app: App): Promise<void> {
  const { sync: before } = app.library.getState()
  const changesBefore = changesHeard.get(app)
  const [answer, first] = await Promise.all([
    app.bridge.call('app.state', {}),
    app.bridge.call('papers.first', {}),
  ])
  // Papers have changed while the answers were on their way, which may be from before that.
  if (changesHeard.get(app) !== changesBefore) return boot(app)
  if (!answer.ok) {
    app.library.setState({ status: 'failed', failure: answer.error })
    return
  }
  const { settings, counts, sync, latestDay, today, libraryPath, version, tags, view } = answer.value
  const { sync: heard } = app.library.getState()
  app.library.setState({
    settings,
    counts,
    // What an event has told since the question is newer than the answer.
    sync: heard === before ? sync : heard,
    latestDay,
    today,
    libraryPath,
    version,
    tags,
    failure: null,
  })
  app.view.setState({
    screen: view?.place ?? 'triage',
    day: firstDay(view, latestDay),
    currentId: view?.paperId ?? null,
    orders: view?.orders ?? {},
    isReading: view?.isReading ?? false,
  })
  await loadList(app, first.ok ? first.value : null)
  // At full width only for the paper that was read: it may have left the list since.
  if (app.view.getState().currentId !== (view?.paperId ?? null)) app.view.setState({ isReading: false })
  app.library.setState({ status: 'ready' })
  tellNews(app)
  await Promise.all([loadBackfill(app), loadKept(app)])
}

/** Everything shown is of the library before: it is fetched anew, and what was written for it is put away. */
export async function bootAnew(app: App): Promise<void> {
  app.notes.setState(app.notes.getInitialState(), true)
  app.reviews.setState(app.reviews.getInitialState(), true)
  app.journal.setState(app.journal.getInitialState(), true)
  app.search.setState(app.search.getInitialState(), true)
  app.similar.setState({ of: null, papers: [] })
  app.twins.setState(app.twins.getInitialState(), true)
  forgetPictures(app)
  app.library.setState({ rows: new Map(), details: new Map(), dayFacts: null, near: null })
  await boot(app)
}

/** Follows the library's events until the returned function is called. `run` runs a command of the native menu. */
export function follow(app: App, run: (id: string) => void): () => void {
  let last: number | null = null
  const unwatch = fetchUnknownDays(app)
  const unwatchNetwork = watchNetwork(app)
  const unsubscribe = app.bridge.on((message) => {
    const expected = message.name === 'stream.opened' ? last : (last ?? 0) + 1
    const isGap = last !== null && message.sequence !== expected
    last = message.sequence
    hear(app, message, run)
    if (isGap) void refetchAll(app)
  })
  return () => {
    unwatch()
    unwatchNetwork()
    unsubscribe()
  }
}

function hear(app: App, message: EventMessage, run: (id: string) => void): void {
  switch (message.name) {
    case 'stream.opened':
      break
    case 'papers.changed':
      changesHeard.set(app, (changesHeard.get(app) ?? 0) + 1)
      takeCounts(app, message.payload.counts)
      void takeDays(app, message.payload.days)
      break
    case 'backfill.status':
      takeBackfill(app, message.payload)
      break
    case 'arxiv.status':
      void loadAnnounced(app)
      break
    case 'kept.changed':
      takeKept(app, message.payload)
      break
    case 'pictures.changed':
      takePictures(app, message.payload.arxivIds)
      break
    case 'kept.progress':
      takeProgress(app, message.payload)
      break
    case 'sync.status':
      app.library.setState({ sync: message.payload })
      break
    case 'settings.changed':
      if (message.payload.keepPictures !== app.library.getState().settings.keepPictures) forgetPictures(app)
      app.library.setState({ settings: message.payload })
      break
    case 'paper.asked':
      whenReady(app, () => void openArxivPaper(app, message.payload.arxivId))
      break
    case 'command.run':
      run(message.payload.id)
      break
    case 'library.replaced':
      void bootAnew(app)
      break
    case 'library.health':
      if (message.payload.health !== 'sound') toast(app, healthText(message.payload.health), null, true)
      break
    case 'backup.failed':
      toast(app, backupFailed(message.payload), null, true)
      break
  }
}

/** Acts now, or as soon as the first list is there. */
function whenReady(app: App, act: () => void): void {
  if (app.library.getState().status === 'ready') return act()
  const unsubscribe = app.library.subscribe(({ status }) => {
    if (status !== 'ready') return
    unsubscribe()
    act()
  })
}

async function takeDays(app: App, days: readonly string[]): Promise<void> {
  const { latestDay: before } = app.library.getState()
  await refetchDays(app)
  const { latestDay } = app.library.getState()
  if (before !== null && latestDay !== null && latestDay > before) void tellNewDay(app, latestDay)
  await refreshShown(app, days)
}

async function refreshShown(app: App, days: readonly string[]): Promise<void> {
  const { screen, day } = app.view.getState()
  if (screen !== 'triage' || day === null || days.includes(day)) await refreshList(app)
}

/** Some events were missed: everything shown is fetched again. */
async function refetchAll(app: App): Promise<void> {
  const answer = await app.bridge.call('app.state', {})
  if (answer.ok) app.library.setState({ sync: answer.value.sync, settings: answer.value.settings })
  app.library.setState({ rows: new Map(), details: new Map() })
  await refetchDays(app)
  await loadList(app)
  await Promise.all([loadKept(app), loadBackfill(app), loadAnnounced(app)])
}

/** Saves what is being written before the page goes away. */
export function beforeLeaving(app: App): void {
  void saveNote(app)
  void saveWaiting(app)
  saveViewNow(app)
}
