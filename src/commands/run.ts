/** What each command does. One without an entry here does not compile. */
import { cancelBackfill, fetchPeriodShown, pauseBackfill } from '../actions/backfill.ts'
import { change, journal, skipRest } from '../actions/change.ts'
import { copyExport, sendToZotero } from '../actions/export.ts'
import { removeSample, startSync, stopSync } from '../actions/feed.ts'
import { keep, openPdf } from '../actions/keep.ts'
import { openAnnounced, openList, openPeriod } from '../actions/feed-lists.ts'
import { chooseDay } from '../actions/lists.ts'
import { openNote } from '../actions/notes.ts'
import {
  advance,
  go,
  move,
  moveDay,
  moveOpen,
  nextOrder,
  openDialog,
  openPaperMenu,
  read,
} from '../actions/navigate.ts'
import { isOpen } from '../actions/position.ts'
import {
  clearSelection,
  extendSelection,
  selectNone,
  selectWhere,
  targets,
  toggleSelected,
} from '../actions/select.ts'
import { startRenaming, toggleSaved } from '../actions/saved-searches.ts'
import { nextTheme } from '../actions/settings.ts'
import { openSimilar } from '../actions/similar.ts'
import { mergeShown } from '../actions/twins.ts'
import {
  alphaxivAddress,
  copyLink,
  googleScholarAddress,
  semanticScholarAddress,
  discussionAddress,
  paperAddress,
  visit,
} from '../actions/visit.ts'
import type { CommandId } from '../shared/commands.ts'
import type { PaperId, PaperRow, Verdict } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { scrollPage } from './scroll-page.ts'
import {
  belowDayButton,
  focusMain,
  focusNextRegion,
  focusSearch,
  isPageShown,
  focusControl,
  belowCurrentRow,
} from './surfaces.ts'

type Handler = (app: App) => void

/** Runs a command. */
export function run(app: App, id: CommandId): void {
  handlers[id](app)
}

const handlers: Readonly<Record<CommandId, Handler>> = {
  'decide.later': (app) => decide(app, 'later'),
  'decide.read': (app) => decide(app, 'read'),
  'decide.skip': (app) => decide(app, 'skipped'),
  'decide.star': (app) =>
    withTargets(app, (ids, row) => void change(app, ids, { field: 'star', value: !row.isStarred })),
  'decide.toggleRead': (app) =>
    withTargets(app, (ids, row) => {
      const value = row.verdict === 'read' ? 'unread' : 'read'
      void change(app, ids, { field: 'verdict', value })
    }),
  'decide.snooze': (app) => openPaperMenu(app, menuPlace(), 'snooze'),
  'decide.skipRest': (app) => void skipRest(app),
  'decide.unread': (app) =>
    withTargets(app, (ids) => void change(app, ids, { field: 'verdict', value: 'unread' })),

  'move.next': (app) => move(app, 1),
  'move.previous': (app) => move(app, -1),
  'move.nextUnread': (app) => void moveOpen(app, 1),
  'move.previousUnread': (app) => void moveOpen(app, -1),
  'move.first': (app) => move(app, -Infinity),
  'move.last': (app) => move(app, Infinity),
  'move.previousDay': (app) => void moveDay(app, -1),
  'move.nextDay': (app) => void moveDay(app, 1),
  'move.scroll': (app) => {
    if (!scrollPage(1)) void moveOpen(app, 1)
  },
  'move.scrollBack': () => void scrollPage(-1),
  'paper.open': openPage,
  'paper.close': close,

  'select.toggle': (app) => withPaper(app, ({ id }) => toggleSelected(app, id)),
  'select.extendDown': (app) => extendSelection(app, 1),
  'select.extendUp': (app) => extendSelection(app, -1),
  'select.all': (app) => void selectWhere(app, 'all'),
  'select.none': (app) => void selectNone(app),
  'select.unread': (app) => void selectWhere(app, 'unread'),
  'select.starred': (app) => void selectWhere(app, 'starred'),

  'paper.menu': (app) => withPaper(app, () => openPaperMenu(app, belowCurrentRow())),
  'paper.note': writeNote,
  'paper.tag': (app) => openPaperMenu(app, menuPlace(), 'tags'),
  'paper.similar': (app) =>
    withPaper(app, (row) => {
      void openSimilar(app, row, null)
      requestAnimationFrame(focusMain)
    }),
  'paper.merge': (app) => void mergeShown(app),
  'paper.source': showSource,
  'paper.visit': (app) => withPaper(app, (row) => void visit(app, paperAddress(row))),
  'paper.pdf': (app) => withPaper(app, (row) => void openPdf(app, row)),
  'paper.keep': (app) => withTargets(app, (ids, row) => void keep(app, ids, [row])),
  'paper.discussion': (app) => withPaper(app, (row) => void visit(app, discussionAddress(row))),
  'paper.copyLink': (app) => withPaper(app, (row) => void copyLink(app, row)),
  'paper.copyBibtex': (app) => withTargets(app, (ids) => void copyExport(app, ids, 'bibtex')),

  'web.arxiv': (app) => withPaper(app, (row) => void visit(app, paperAddress(row))),
  'web.alphaxiv': (app) => withPaper(app, (row) => void visit(app, alphaxivAddress(row))),
  'web.semanticScholar': (app) => withPaper(app, (row) => void visit(app, semanticScholarAddress(row))),
  'web.googleScholar': (app) => withPaper(app, (row) => void visit(app, googleScholarAddress(row))),
  'copy.apa': (app) => withTargets(app, (ids) => void copyExport(app, ids, 'apa')),
  'copy.ieee': (app) => withTargets(app, (ids) => void copyExport(app, ids, 'ieee')),
  'copy.chicago': (app) => withTargets(app, (ids) => void copyExport(app, ids, 'chicago')),
  'copy.text': (app) => withTargets(app, (ids) => void copyExport(app, ids, 'text')),
  'zotero.send': (app) => withTargets(app, (ids) => void sendToZotero(app, ids)),

  'go.triage': (app) => void go(app, 'triage'),
  'go.unread': (app) => void go(app, 'triage', { day: null }),
  'go.day': (app) => chooseDay(app, belowDayButton()),
  'go.queue': (app) => void go(app, 'queue'),
  'go.starred': (app) => void go(app, 'starred'),
  'go.notes': (app) => void go(app, 'notes'),
  'go.week': (app) => void go(app, 'week'),
  'go.stats': (app) => void go(app, 'stats'),
  'go.twins': (app) => void go(app, 'twins'),
  'go.history': (app) => void go(app, 'history'),
  'go.read': (app) => void go(app, 'read'),
  'go.skipped': (app) => void go(app, 'skipped'),
  'go.everything': (app) => void go(app, 'everything'),
  'go.settings': (app) => void go(app, 'settings'),
  'search.open': openSearchField,
  'search.save': (app) => void toggleSaved(app),
  'search.rename': (app) => startRenaming(app),

  'journal.undo': (app) => void journal(app, 'undo'),
  'journal.redo': (app) => void journal(app, 'redo'),

  'sync.start': (app) => void startSync(app),
  'list.trending': (app) => void openList(app, 'trending'),
  'list.arxiv': (app) => void openAnnounced(app),
  'list.week': (app) => void openPeriod(app, 'week'),
  'list.month': (app) => void openPeriod(app, 'month'),
  'backfill.month': (app) => void fetchPeriodShown(app, 'month'),
  'backfill.year': (app) => void fetchPeriodShown(app, 'year'),
  'backfill.pause': (app) => void pauseBackfill(app),
  'backfill.cancel': (app) => void cancelBackfill(app),
  'library.import': (app) => openDialog(app, 'import'),
  'library.export': (app) => openDialog(app, 'export'),
  'library.move': (app) => openStorage(app, 'library.move'),
  'library.other': (app) => openStorage(app, 'library.other'),
  'library.new': (app) => openStorage(app, 'library.new'),
  'list.order': (app) => void nextOrder(app),
  'sample.remove': (app) => void removeSample(app),
  'window.palette': (app) => openDialog(app, 'palette'),
  'window.region': () => focusNextRegion(),
  'window.theme': (app) => void nextTheme(app),
  'window.keys': (app) => openDialog(app, 'keys'),
  'window.news': (app) => openDialog(app, 'news'),
  'window.about': (app) => openDialog(app, 'about'),
}

/** A verdict on the current paper, and on to the next one in the same frame. */
function decide(app: App, value: Verdict): void {
  withTargets(app, (ids) => {
    const wasSelection = app.view.getState().selected.size > 0
    void change(app, ids, { field: 'verdict', value })
    clearSelection(app)
    // A bulk verdict leaves the cursor where it is if that paper is still open.
    if (!wasSelection || !isCurrentOpen(app)) advance(app)
  })
}

/** Leads to where the library's files are looked after; what is done there is asked for once more. */
function openStorage(app: App, control: CommandId): void {
  void go(app, 'settings', { section: 'Storage and backups' })
  requestAnimationFrame(() => focusControl(control))
}

function isCurrentOpen(app: App): boolean {
  const { list, rows } = app.library.getState()
  const { currentId } = app.view.getState()
  return currentId !== null && isOpen(list, rows, currentId)
}

/** Escape goes one step out: from a selection, from the page to the list, then stops a sync that is under way. */
function close(app: App): void {
  if (selectNone(app)) return
  if (app.view.getState().showsPdf) {
    app.view.setState({ showsPdf: false })
    requestAnimationFrame(focusMain)
  } else if (app.view.getState().isReading) {
    read(app, false)
    requestAnimationFrame(focusMain)
  } else if (app.library.getState().sync.phase === 'running') void stopSync(app)
}

function withPaper(app: App, act: (row: PaperRow) => void): void {
  const { currentId } = app.view.getState()
  const { rows, details } = app.library.getState()
  const row = currentId === null ? undefined : (rows.get(currentId) ?? details.get(currentId))
  if (row) act(row)
}

function withTargets(app: App, act: (ids: readonly PaperId[], row: PaperRow) => void): void {
  withPaper(app, (row) => act(targets(app), row))
}

/** Under the page's bar; below the row where only the list is seen. */
function menuPlace(): ReturnType<typeof belowCurrentRow> {
  return isPageShown() ? null : belowCurrentRow()
}

/** Leads to the search field, keeping what stands in it. */
function openSearchField(app: App): void {
  if (app.library.getState().counts.everything === 0) return
  if (app.view.getState().screen !== 'search') void go(app, 'search')
  else read(app, false)
  requestAnimationFrame(focusSearch)
}

function openPage(app: App): void {
  read(app, true)
  requestAnimationFrame(focusMain)
}

/** The source or the drawn text; where the page is not beside the list, it opens for the source. */
function showSource(app: App): void {
  const isShown = isPageShown()
  if (!isShown) openPage(app)
  app.view.setState(({ showsSource }) => ({ showsSource: !isShown || !showsSource }))
}

/** Where the page is not beside the list, in the week and in a narrow window, it opens for the note. */
function writeNote(app: App): void {
  if (!isPageShown()) read(app, true)
  void openNote(app)
}
