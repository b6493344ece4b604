/**
 * The sources of an abstract beside each other: arXiv's own, the feed's, and what Octavo made of the feed's. Only here
 * are guesses marked: in the feed's text what was taken for a formula, and below it the formula that came of it.
 */
import type { ReactNode } from 'react'
import type { SourcedText } from '../shared/domain.ts'
import type { MathSegment, Segment } from '../shared/math/index.ts'
import { segmentsOf } from './read-text.ts'
import css from './Sources.module.css'

export function Sources({ text }: { text: SourcedText }) {
  const formulas = text.feed === null ? [] : formulasOf(segmentsOf({ original: null, feed: text.feed }))
  return (
    <div className={css.sources}>
      {text.original !== null && <Source name="arXiv’s original">{text.original}</Source>}
      {text.feed !== null && (
        <Source name="As the feed has it">
          {marked(text.feed, formulas, ({ start, end }) => text.feed?.slice(start, end) ?? '')}
        </Source>
      )}
      {text.feed !== null && formulas.length > 0 && (
        <Source name="Recovered from the feed">{marked(text.feed, formulas, texOf)}</Source>
      )}
    </div>
  )
}

function Source({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={css.source} aria-label={name}>
      <p className={css.name}>{name}</p>
      <pre className={css.text}>{children}</pre>
    </section>
  )
}

/** The text with each formula shown and marked. */
function marked(
  text: string,
  formulas: readonly MathSegment[],
  show: (formula: MathSegment) => string,
): readonly ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const formula of formulas) {
    parts.push(text.slice(at, formula.start))
    parts.push(
      <mark key={formula.start} className={formula.guessed ? css.guessed : css.kept}>
        {show(formula)}
      </mark>,
    )
    at = formula.end
  }
  return [...parts, text.slice(at)]
}

function texOf({ tex, display }: MathSegment): string {
  return display ? `$$${tex}$$` : `$${tex}$`
}

function formulasOf(segments: readonly Segment[]): readonly MathSegment[] {
  return segments.flatMap((segment) => {
    if (segment.kind === 'math') return [segment]
    return segment.kind === 'emphasis' || segment.kind === 'link' ? formulasOf(segment.children) : []
  })
}
