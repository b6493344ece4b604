/** The empty library: what Octavo is, that there is no network if so, and two ways on. */
import { useEffect, type ReactNode } from 'react'
import { openSample, startSync } from '../actions/feed.ts'
import { openDialog } from '../actions/navigate.ts'
import { Icon, Mark } from '../components/Icon.tsx'
import { Keycap } from '../components/Keycap.tsx'
import { isTextField } from '../commands/context.ts'
import { statusLine } from '../text/messages.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import css from './FirstRun.module.css'

export function FirstRun() {
  const app = useApp()
  const sync = useLibrary((state) => state.sync)
  const path = useLibrary((state) => state.libraryPath)
  const hasDialog = useView((view) => view.dialog !== null)
  const isRunning = sync.phase === 'running'
  const { icon, text } = statusLine(sync, null, app.now())

  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (hasDialog || event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return
      if (event.key === '1' || (event.key === 'Enter' && event.target === document.body)) void startSync(app)
      else if (event.key === '2') void openSample(app)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [app, hasDialog])

  return (
    <main className={css.page}>
      <div className={css.column}>
        <Mark size={60} />
        <h1 className={css.name}>Octavo</h1>
        <p className={css.lead}>
          A reading list for the daily papers. Decide in five minutes, read the few that matter, keep what you
          thought.
        </p>
        <div className={css.choices}>
          <Choice
            title="Follow the feed"
            number="1"
            isFirst
            text={feedSentence(isRunning, sync.offlineSince !== null, sync.failure !== null)}
          >
            <button
              type="button"
              className="button primary"
              disabled={isRunning}
              onClick={() => void startSync(app)}
            >
              {isRunning
                ? 'Fetching…'
                : sync.checkedAt === null && sync.failure === null
                  ? 'Start'
                  : 'Try again'}
              {!isRunning && <Keycap keys="Enter" isMac={app.isMac} />}
            </button>
          </Choice>
          <Choice
            title="Open the sample library"
            number="2"
            text="About forty papers over five days, to try every key with. They are marked, and leave in one step."
          >
            <button type="button" className="button" onClick={() => void openSample(app)}>
              Open the sample
            </button>
          </Choice>
        </div>
        <p className={css.status} role="status">
          {icon !== null && <Icon name={icon} />}
          <span>{text} Your library is one file on this computer:</span>
          <code className={css.path}>{path}</code>
        </p>
        <p className={css.status}>
          <button type="button" className={css.import} onClick={() => openDialog(app, 'import')}>
            Import a saved page
          </button>
          <Keycap keys="Mod+o" isMac={app.isMac} />
        </p>
      </div>
    </main>
  )
}

function feedSentence(isRunning: boolean, isOffline: boolean, hasFailed: boolean): string {
  const what = 'Fetches today’s list and the six before it.'
  if (isRunning) return `${what} The first papers appear as soon as they are here.`
  if (isOffline) return `${what} There is no network just now; try again when there is one.`
  if (hasFailed) return `${what} The feed could not be read just now.`
  return what
}

interface ChoiceProps {
  readonly title: string
  readonly number: string
  readonly text: string
  readonly isFirst?: boolean
  readonly children: ReactNode
}

function Choice({ title, number, text, isFirst, children }: ChoiceProps) {
  const app = useApp()
  return (
    <section className={isFirst ? `${css.choice} ${css.first}` : css.choice}>
      <header className={css.head}>
        <h2 className={css.title}>{title}</h2>
        <Keycap keys={number} isMac={app.isMac} />
      </header>
      <p className={css.text}>{text}</p>
      {children}
    </section>
  )
}
