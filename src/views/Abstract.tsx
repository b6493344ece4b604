/** The feed's summary, always labelled as the feed's, the abstract, where its text came from, and the keywords. */
import { useMemo } from 'react'
import { searchFor } from '../actions/navigate.ts'
import { MathParagraphs, MathText } from '../components/MathText.tsx'
import { segmentsOf, segmentsOfWritten } from '../components/read-text.ts'
import { Sources } from '../components/Sources.tsx'
import type { PaperDetail } from '../shared/domain.ts'
import type { Segment } from '../shared/math/index.ts'
import { useApp, useView } from './app-context.tsx'
import { CommandButton } from './CommandKey.tsx'
import { SubHeading } from './SubHeading.tsx'
import css from './Abstract.module.css'

interface AbstractProps {
  readonly detail: PaperDetail
  readonly onLink: (address: string) => void
}

export function Abstract({ detail, onLink }: AbstractProps) {
  const showsSource = useView((view) => view.showsSource)
  const segments = useMemo(() => segmentsOf(detail.abstract), [detail.abstract])
  const source = detail.abstract.original ?? detail.abstract.feed
  return (
    <>
      {detail.aiSummary !== null && (
        <section className={css.summary}>
          <SubHeading className={css.label}>In short, by the feed</SubHeading>
          <p>
            <MathText segments={segmentsOfWritten(detail.aiSummary)} onLink={onLink} />
          </p>
        </section>
      )}
      {source !== null && source !== '' ? (
        <>
          <div className={css.abstract} lang="en" dir="auto">
            {showsSource ? (
              <Sources text={detail.abstract} />
            ) : (
              <MathParagraphs segments={segments} onLink={onLink} />
            )}
          </div>
          <p className={css.origin}>
            {originOf(detail, segments)}{' '}
            <CommandButton id="paper.source">{showsSource ? 'rendered' : 'source'}</CommandButton>
          </p>
        </>
      ) : (
        <p className={css.origin}>There is no abstract yet.</p>
      )}
      {detail.keywords.length > 0 && <Keywords keywords={detail.keywords} />}
    </>
  )
}

/** Each one finds the other papers that have it. */
function Keywords({ keywords }: { keywords: readonly string[] }) {
  const app = useApp()
  return (
    <ul className={css.keywords} aria-label="Keywords">
      {keywords.map((keyword) => (
        <li key={keyword}>
          <button
            type="button"
            className={css.keyword}
            onClick={() => void searchFor(app, `keyword:"${keyword}"`)}
          >
            {keyword}
          </button>
        </li>
      ))}
    </ul>
  )
}

function originOf(detail: PaperDetail, segments: readonly Segment[]): string {
  if (detail.abstract.original !== null) return 'Abstract from arXiv, mathematics as written.'
  const isGuessed = segments.some((segment) => segment.kind === 'math' && segment.guessed)
  return isGuessed ? 'Abstract from the feed, mathematics recovered.' : 'Abstract from the feed.'
}
