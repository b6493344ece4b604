/** The library cannot be opened: what is so, that nothing was changed, and what to do. */
import { useEffect, useState } from 'react'
import { boot } from '../actions/boot.ts'
import { openOther, fetchStorage, repair, startOver } from '../actions/storage.ts'
import { AskTwice } from '../components/AskTwice.tsx'
import { Icon, Mark } from '../components/Icon.tsx'
import type { Failure } from '../shared/errors.ts'
import type { LibraryCopy } from '../shared/storage.ts'
import { failureText } from '../text/failure-messages.ts'
import { copyName, countsText } from '../text/storage-messages.ts'
import { useApp } from './app-context.tsx'
import css from './FailurePage.module.css'

export function FailurePage({ failure }: { failure: Failure }) {
  const app = useApp()
  const { title, body } = failureText(failure)
  const path = failure.detail?.['path']
  const isOfFile = failure.code === 'library-damaged' || failure.code === 'library-foreign'
  return (
    <main className={css.page}>
      <div className={css.column} role="alert">
        <Mark size={36} />
        <h1 className={css.title}>
          <Icon name="attention" size={22} className={css.icon} />
          {title}
        </h1>
        <p className={css.body}>{body}</p>
        {typeof path === 'string' && <p className={css.path}>{path}</p>}
        <div className={css.actions}>
          {failure.code === 'library-damaged' && (
            <button type="button" className="button primary" onClick={() => void repair(app)}>
              Repair
            </button>
          )}
          {isOfFile && (
            <AskTwice
              words="Start over"
              question="Set the file aside and begin a new library"
              onSure={() => void startOver(app)}
            />
          )}
          <button type="button" className="button" onClick={() => void boot(app)}>
            Try again
          </button>
        </div>
        {isOfFile && <Backups />}
      </div>
    </main>
  )
}

/** The copies that could be restored instead. */
function Backups() {
  const app = useApp()
  const [copies, setCopies] = useState<readonly LibraryCopy[]>([])
  useEffect(() => {
    void fetchStorage(app).then((facts) => setCopies(facts?.backups ?? []))
  }, [app])
  const usable = copies.filter(({ counts }) => counts !== null)
  return (
    <ul className={css.backups}>
      {usable.slice(0, 5).map((copy) => (
        <li key={copy.path}>
          {copyName(copy, app.now())}: {countsText(copy.counts)}{' '}
          <AskTwice
            words="Restore"
            question="Set the file aside and restore this"
            onSure={() => void openOther(app, copy.path)}
          />
        </li>
      ))}
    </ul>
  )
}
