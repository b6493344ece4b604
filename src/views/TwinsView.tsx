/** The place for papers that may be here twice: each pair side by side, to be made one or kept apart. */
import { useEffect, useLayoutEffect } from 'react'
import { keepApart, loadTwins, merge } from '../actions/twins.ts'
import { focusMain, surface } from '../commands/surfaces.ts'
import { MathText } from '../components/MathText.tsx'
import { segmentsOf } from '../components/read-text.ts'
import { moveFocus } from '../components/move-focus.ts'
import type { PaperRow } from '../shared/domain.ts'
import type { TwinPair } from '../shared/similar.ts'
import { copyFacts } from '../text/twin-messages.ts'
import { useApp, useTwins } from './app-context.tsx'
import { KeyInWords } from './CommandKey.tsx'
import page from './JournalView.module.css'
import css from './TwinsView.module.css'

export function TwinsView() {
  const app = useApp()
  const { pairs, status } = useTwins((state) => state)
  useEffect(() => void loadTwins(app), [app])
  useLayoutEffect(focusMain, [])
  return (
    // The arrows are a shortcut from button to button; Tab goes the same way.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={page.pane}
      aria-label="Duplicates"
      tabIndex={-1}
      onKeyDown={moveFocus}
      {...{ [surface.page]: '' }}
    >
      <div className={page.column}>
        <header className={page.header}>
          <h1 className={page.title}>Duplicates</h1>
          <p className={page.sentence}>
            Papers that are here twice under nearly the same title. Merging keeps the lists, tags and notes of
            both, the later verdict and any star. <KeyInWords id="journal.undo" /> makes two of them again.
          </p>
        </header>
        {status === 'ready' && pairs.length === 0 && (
          <p className={page.empty}>No paper seems to be here twice.</p>
        )}
        <Pairs pairs={pairs} />
      </div>
    </section>
  )
}

function Pairs({ pairs }: { pairs: readonly TwinPair[] }) {
  const app = useApp()
  return (
    <ul>
      {pairs.map(({ one, other }) => (
        <li key={`${one.id} ${other.id}`} className={css.pair}>
          <Copy row={one} />
          <Copy row={other} />
          <div className={css.choice}>
            <button type="button" className="button" onClick={() => void merge(app, [one.id, other.id])}>
              Merge
            </button>
            <button type="button" className="button" onClick={() => void keepApart(app, one.id, other.id)}>
              Keep both
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Copy({ row }: { row: PaperRow }) {
  return (
    <div className={css.copy} dir="auto">
      <div className={css.title}>
        <MathText segments={segmentsOf(row.title)} />
      </div>
      <div className={css.facts}>{copyFacts(row)}</div>
    </div>
  )
}
