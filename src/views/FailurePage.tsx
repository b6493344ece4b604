/** The library cannot be opened: what is so, that nothing was changed, and what to do. */
import { boot } from '../actions/boot.ts'
import { Icon, Mark } from '../components/Icon.tsx'
import type { Failure } from '../shared/errors.ts'
import { failureText } from '../text/messages.ts'
import { useApp } from './app-context.tsx'
import css from './FailurePage.module.css'

export function FailurePage({ failure }: { failure: Failure }) {
  const app = useApp()
  const { title, body } = failureText(failure)
  const path = failure.detail?.['path']
  return (
    <main className={css.page}>
      <div className={css.column} role="alert">
        <Mark size={36} />
        <h1 className={css.title}>
          <Icon name="attention" className={css.icon} />
          {title}
        </h1>
        <p className={css.body}>{body}</p>
        {typeof path === 'string' && <p className={css.path}>{path}</p>}
        <button type="button" className="button" onClick={() => void boot(app)}>
          Try again
        </button>
      </div>
    </main>
  )
}
