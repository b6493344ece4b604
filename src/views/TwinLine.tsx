/** Below the facts of a paper: that it may be here twice, and what can be done about it. */
import { keepApart, merge } from '../actions/twins.ts'
import { MathText } from '../components/MathText.tsx'
import { segmentsOf } from '../components/read-text.ts'
import type { PaperRow } from '../shared/domain.ts'
import { pairOf } from '../stores/twins.ts'
import { copyFacts } from '../text/twin-messages.ts'
import { useApp, useTwins } from './app-context.tsx'
import css from './KeptLine.module.css'

export function TwinLine({ paper }: { paper: PaperRow }) {
  const app = useApp()
  const pair = useTwins((state) => pairOf(state, paper.id))
  if (pair === undefined) return null
  const other = pair.one.id === paper.id ? pair.other : pair.one
  return (
    <div className={css.notice} role="note" aria-label="Another copy">
      <p>
        This may be the same paper as{' '}
        <b>
          <MathText segments={segmentsOf(other.title)} />
        </b>{' '}
        ({copyFacts(other)}).
      </p>
      <button type="button" className="button" onClick={() => void merge(app, [pair.one.id, pair.other.id])}>
        Merge
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void keepApart(app, pair.one.id, pair.other.id)}
      >
        Keep both
      </button>
    </div>
  )
}
