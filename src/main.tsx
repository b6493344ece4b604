/** The start of the window: the bridge of its shell, the stores, the keys, the first paint. */
import 'katex/dist/katex.min.css'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/reset.css'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { beforeLeaving, boot, follow } from './actions/boot.ts'
import type { Bridge } from './bridge/bridge.ts'
import { electronBridge } from './bridge/electron.ts'
import { httpBridge, takeToken } from './bridge/http.ts'
import { listenForCopies } from './commands/copy-formulas.ts'
import { listen } from './commands/listen.ts'
import { run } from './commands/run.ts'
import { firstPaint } from './components/first-paint.ts'
import { typesetters } from './components/typesetters.ts'
import { whenIdle } from './components/when-idle.ts'
import { isCommandId } from './shared/commands.ts'
import { createApp } from './stores/app.ts'
import { AppProvider } from './views/app-context.tsx'
import { ErrorBoundary } from './views/ErrorBoundary.tsx'
import { laterViews } from './views/LaterView.tsx'
import { loadRecovery } from './views/load-recovery.ts'
import { readAhead } from './views/read-ahead.ts'
import { Window } from './views/Window.tsx'

function pickBridge(): Bridge {
  return electronBridge() ?? httpBridge(takeToken() ?? '')
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const place = createRoot(root)

function draw(): void {
  place.render(
    <StrictMode>
      <AppProvider value={app}>
        <ErrorBoundary>
          <Window />
        </ErrorBoundary>
      </AppProvider>
    </StrictMode>,
  )
}

const app = createApp(pickBridge(), { isMac: /Mac/.test(navigator.platform), now: () => Date.now() })
listen(app, window, (id) => run(app, id))
listenForCopies(document)
// Before events are heard: those since the preload script asked are newer than what it was answered.
const booted = boot(app)
follow(app, (id) => {
  if (isCommandId(id)) run(app, id)
})
window.addEventListener('pagehide', () => beforeLeaving(app))

// With the answers and not in a task after them: until then there is nothing to draw, and a frame of it would come between.
const untilAnswered = app.library.subscribe(({ status }) => {
  if (status === 'starting') return
  untilAnswered()
  flushSync(draw)
})
// The first list is painted before what is only read later is loaded.
void firstPaint
  .load()
  .then(() => typesetters.load())
  .then(() => {
    app.bridge.seen()
    readAhead(app)
    whenIdle(() => void laterViews.load())
  })
void booted.then(() => loadRecovery(app))
