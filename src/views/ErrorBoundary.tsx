/** A bug in drawing must not leave an empty window: it says so, and offers to draw again. What was decided is in the library. */
import { Component, type ReactNode } from 'react'
import { Mark } from '../components/Icon.tsx'
import css from './FailurePage.module.css'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <main className={css.page}>
        <div className={css.column} role="alert">
          <Mark size={36} />
          <h1 className={css.title}>The window could not be drawn.</h1>
          <p className={css.body}>
            This is a mistake in Octavo. What you decided and wrote is safe in the library.
          </p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Draw it again
          </button>
        </div>
      </main>
    )
  }
}
