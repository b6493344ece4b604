/** Below a paper: those most like it in this library, with the words that they share. */
import { useEffect } from 'react'
import { loadSimilar, openSimilar, toggleSimilar } from '../actions/similar.ts'
import { focusMain } from '../commands/surfaces.ts'
import { Icon } from '../components/Icon.tsx'
import { MathText } from '../components/MathText.tsx'
import { segmentsOf } from '../components/read-text.ts'
import type { PaperDetail } from '../shared/domain.ts'
import type { SimilarPaper } from '../shared/similar.ts'
import { sharedSentence } from '../text/search-messages.ts'
import { useApp, useLibrary, useSimilar } from './app-context.tsx'
import { CommandButton } from './CommandKey.tsx'
import { SubHeading } from './SubHeading.tsx'
import css from './Similar.module.css'

/** Who passes by a paper does not wait for this, and nothing waits for it. */
const pauseMs = 250

export function Similar({ paper }: { paper: PaperDetail }) {
  const app = useApp()
  const isOpen = useSimilar((state) => state.isOpen)
  const found = useSimilar((state) => (state.of === paper.id ? state.papers : null))
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(() => void loadSimilar(app, paper.id), pauseMs)
    return () => clearTimeout(timer)
  }, [app, isOpen, paper.id])
  return (
    <section className={css.similar} aria-label="More like this">
      <div className={css.head}>
        <SubHeading className={css.label}>
          <button
            type="button"
            className={css.fold}
            aria-expanded={isOpen}
            aria-controls="similar-papers"
            onClick={() => toggleSimilar(app)}
          >
            <Icon name="next" className={isOpen ? css.down : undefined} />
            More like this
          </button>
        </SubHeading>
        <CommandButton id="paper.similar">list all</CommandButton>
      </div>
      {isOpen && (
        <ul id="similar-papers" aria-busy={found === null}>
          {found?.map((each) => (
            <SimilarEntry key={each.id} paper={paper} similar={each} />
          ))}
          {found?.length === 0 && <li className={css.why}>Nothing here is like this paper yet.</li>}
        </ul>
      )}
    </section>
  )
}

function SimilarEntry({ paper, similar }: { paper: PaperDetail; similar: SimilarPaper }) {
  const app = useApp()
  const row = useLibrary((state) => state.rows.get(similar.id))
  if (!row) return null
  return (
    <li>
      <button
        type="button"
        className={css.title}
        dir="auto"
        onClick={() => {
          void openSimilar(app, paper, similar.id)
          requestAnimationFrame(focusMain)
        }}
      >
        <MathText segments={segmentsOf(row.title)} />
      </button>
      <span className={css.why}>{sharedSentence(similar)}</span>
    </li>
  )
}
