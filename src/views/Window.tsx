/** The window: which of its pages is shown, and what floats above it. */
import { useEffect, useLayoutEffect, useRef, type DragEvent } from 'react'
import { addPapers, importFiles } from '../actions/feed.ts'
import { openDialog } from '../actions/navigate.ts'
import { focusMain } from '../commands/surfaces.ts'
import { isTextField } from '../commands/context.ts'
import { isListOfPapers, papersIn } from '../shared/paper-address.ts'
import type { App } from '../stores/app.ts'
import { hasPapers, type Screen } from '../stores/view.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import { DayMenu } from './DayMenu.tsx'
import { FailurePage } from './FailurePage.tsx'
import { FirstRun } from './FirstRun.tsx'
import { KeysSheet } from './KeysSheet.tsx'
import { LaterView } from './LaterView.tsx'
import { ListEdge } from './ListEdge.tsx'
import { ListPane } from './ListPane.tsx'
import { Palette } from './Palette.tsx'
import { PaperMenu } from './PaperMenu.tsx'
import { PagePane } from './PagePane.tsx'
import { SavedSearchMenu } from './SavedSearchMenu.tsx'
import { Sidebar } from './Sidebar.tsx'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TagMenu } from './TagMenu.tsx'
import { ToastView } from './ToastView.tsx'
import { usePlaceTold } from './use-place-told.ts'
import css from './Window.module.css'

/** Text shorter than this that is pasted outside a field is no page. */
const shortestPage = 200

export function Window() {
  const app = useApp()
  const status = useLibrary((state) => state.status)
  const failure = useLibrary((state) => state.failure)
  useSettingsOnRoot()
  usePlaceTold()
  usePaste()
  if (status === 'failed' && failure) return <FailurePage failure={failure} />
  if (status === 'starting') return null
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    const files = [...event.dataTransfer.files]
    const text = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain')
    if (files.length > 0) void importFiles(app, files)
    else takeText(app, text)
  }
  return (
    <div className={css.window} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Main />
      <StatusBar />
      <ToastView />
      <OpenDialog />
    </div>
  )
}

function Main() {
  const isEmpty = useLibrary((state) => state.counts.everything === 0 && state.list.ids.length === 0)
  return isEmpty ? <FirstRun /> : <Places />
}

function Places() {
  const isReading = useView((view) => view.isReading)
  const dialog = useView((view) => view.dialog)
  const screen = useView((view) => view.screen)
  const hasPaper = useLibrary((state) => state.list.ids.length > 0)
  const reads = isReading && hasPaper && hasPapers(screen)
  const hasOpened = useRef(false)
  useLayoutEffect(() => {
    if (dialog !== null) hasOpened.current = true
    else if (hasOpened.current) focusMain()
  }, [dialog])
  return (
    <div className={css.main} data-reading={reads}>
      <div className={css.places}>
        <Sidebar />
      </div>
      <main className={css.panes}>
        <ScreenPanes screen={screen} />
      </main>
    </div>
  )
}

function ScreenPanes({ screen }: { screen: Screen }) {
  switch (screen) {
    case 'settings':
      return <LaterView name="SettingsView" />
    case 'stats':
      return <LaterView name="StatsView" />
    case 'twins':
      return <LaterView name="TwinsView" />
    case 'history':
      return <LaterView name="JournalView" />
    case 'week':
      return (
        <>
          <div className={css.whole}>
            <LaterView name="WeekView" />
          </div>
          <div className={css.pageAlone}>
            <PagePane />
          </div>
        </>
      )
    case 'search':
    case 'triage':
    case 'queue':
    case 'starred':
    case 'read':
    case 'skipped':
    case 'everything':
    case 'notes':
      return (
        <>
          <div className={css.list}>
            <ListPane />
          </div>
          <ListEdge />
          <div className={css.page}>
            <PagePane />
          </div>
        </>
      )
  }
}

function OpenDialog() {
  const dialog = useView((view) => view.dialog)
  switch (dialog) {
    case 'about':
      return <LaterView name="AboutDialog" />
    case 'news':
      return <LaterView name="NewsDialog" />
    case 'day':
      return <DayMenu />
    case 'keys':
      return <KeysSheet />
    case 'import':
      return <LaterView name="ImportDialog" />
    case 'export':
      return <LaterView name="ExportDialog" />
    case 'palette':
      return <Palette />
    case 'paper':
      return <PaperMenu />
    case 'saved-search':
      return <SavedSearchMenu />
    case 'snooze':
      return <SnoozeMenu />
    case 'tags':
      return <TagMenu />
    case null:
      return null
  }
}

/** Theme and density are attributes of the root: the tokens do the rest. */
function useSettingsOnRoot(): void {
  const theme = useLibrary((state) => state.settings.theme)
  const density = useLibrary((state) => state.settings.density)
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.dataset['density'] = density
  }, [theme, density])
}

/** Addresses of papers are added at once; a page opens the import with it; other text is nothing for us. */
function takeText(app: App, text: string): void {
  if (isListOfPapers(text) && papersIn(text).length > 0) void addPapers(app, text)
  else if (text.length >= shortestPage) openDialog(app, 'import', text)
}

/** What is pasted anywhere outside a field. */
function usePaste(): void {
  const app = useApp()
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isTextField(event.target) || app.view.getState().dialog !== null) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length > 0) void importFiles(app, files)
      else takeText(app, text)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [app])
}
