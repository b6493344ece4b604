/** What Octavo is and which one this is; and what is new in it, from the changelog. */
import { useEffect, useState } from 'react'
import { openDialog } from '../actions/navigate.ts'
import { visit } from '../actions/visit.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Mark } from '../components/Icon.tsx'
import { Keycap } from '../components/Keycap.tsx'
import { Markdown } from '../components/Markdown.tsx'
import { newsOf } from '../text/news.ts'
import { useApp, useLibrary } from './app-context.tsx'
import css from './AboutDialog.module.css'

export function AboutDialog() {
  const app = useApp()
  const version = useLibrary((state) => state.version)
  const path = useLibrary((state) => state.libraryPath)
  return (
    <Dialog label="About Octavo" size="panel" onClose={() => openDialog(app, null)}>
      <div className={css.about}>
        <header className={css.head}>
          <Mark size={48} />
          <div>
            <h2 className={css.name}>Octavo</h2>
            <p className={css.version}>Version {version}</p>
          </div>
        </header>
        <p className={css.lead}>
          A reading list for the daily papers. Decide in five minutes, read the few that matter, keep what you
          thought.
        </p>
        <dl className={css.facts}>
          <dt>Library</dt>
          <dd>
            <code className={css.path}>{path}</code>
          </dd>
          <dt>Papers</dt>
          <dd>Hugging Face Daily Papers, and arXiv for their originals</dd>
          <dt>Licence</dt>
          <dd>MIT. Fonts under the SIL Open Font License</dd>
        </dl>
        <p className={css.actions}>
          <button type="button" className="button" onClick={() => openDialog(app, 'news')}>
            What is new
          </button>
          <CloseButton />
        </p>
      </div>
    </Dialog>
  )
}

export function NewsDialog() {
  const app = useApp()
  const version = useLibrary((state) => state.version)
  const changelog = useChangelog()
  return (
    <Dialog label="What is new" size="panel" onClose={() => openDialog(app, null)}>
      <div className={css.about}>
        <h2 className={css.title}>What is new in Octavo {version}</h2>
        <div className={css.news}>
          {changelog !== null && (
            <Markdown text={newsOf(changelog, version)} onLink={(address) => void visit(app, address)} />
          )}
        </div>
        <p className={css.actions}>
          <CloseButton />
        </p>
      </div>
    </Dialog>
  )
}

function CloseButton() {
  const app = useApp()
  return (
    <button type="button" className="button" data-first-focus="" onClick={() => openDialog(app, null)}>
      Close
      <Keycap keys="Escape" isMac={app.isMac} />
    </button>
  )
}

/** Its text, which comes with the app and is loaded when it is first wanted. */
function useChangelog(): string | null {
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    void import('../../CHANGELOG.md?raw').then(({ default: changelog }) => setText(changelog))
  }, [])
  return text
}
