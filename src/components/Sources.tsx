/**
 * The sources of an abstract beside each other: arXiv's own, the feed's, and what Octavo made of the feed's. Only here
 * are guesses marked: in the feed's text what was taken for a formula, in the recovered one the formula that came of it;
 * and where arXiv's own text is here, the words in which it and the recovered one differ.
 */
import type { ReactNode } from 'react'
import type { SourcedText } from '../shared/domain.ts'
import type { MathSegment, Segment } from '../shared/math/index.ts'
import { segmentsOf } from './read-text.ts'
import css from './Sources.module.css'
import { wordDifferences, type TextRange } from './word-differences.ts'

export function Sources({ text: { original, feed } }: { text: SourcedText }) {
  const formulas = feed === null ? [] : formulasOf(segmentsOf({ original: null, feed }))
  const recovered = feed === null ? [] : piecesOf(feed, formulas, texOf)
  const isCompared = original !== null && feed !== null
  const [inOriginal, inRecovered] = isCompared
    ? wordDifferences(original, recovered.map((piece) => piece.text).join(''))
    : [[], []]
  return (
    <div className={css.sources}>
      {original !== null && (
        <Source name="arXiv’s original" pieces={[{ text: original, formula: null }]} differing={inOriginal} />
      )}
      {feed !== null && (
        <Source
          name="As the feed has it"
          pieces={piecesOf(feed, formulas, ({ start, end }) => feed.slice(start, end))}
          differing={[]}
        />
      )}
      {feed !== null && (isCompared || formulas.length > 0) && (
        <Source name="Recovered from the feed" pieces={recovered} differing={inRecovered} />
      )}
    </div>
  )
}

/** A part of a text as shown: a formula, or what is between two. */
interface Piece {
  readonly text: string
  readonly formula: MathSegment | null
}

interface SourceProps {
  readonly name: string
  readonly pieces: readonly Piece[]
  /** Of the text that the pieces make together: what arXiv's, or the recovered, has otherwise. */
  readonly differing: readonly TextRange[]
}

function Source({ name, pieces, differing }: SourceProps) {
  const shown: ReactNode[] = []
  let at = 0
  for (const { text, formula } of pieces) {
    const end = at + text.length
    const inside = differing.filter((range) => range.start < end && range.end > at)
    if (formula) {
      const marks = [formula.guessed ? css.guessed : css.kept, inside.length > 0 ? css.differing : '']
      shown.push(
        <mark key={at} className={marks.join(' ')} title={formula.guessed ? 'A guess' : undefined}>
          {text}
        </mark>,
      )
    } else shown.push(...withMarks(text, at, inside))
    at = end
  }
  return (
    <section className={css.source} aria-label={name}>
      <p className={css.name}>{name}</p>
      <pre className={css.text}>{shown}</pre>
    </section>
  )
}

/** A text that starts at `offset` of the whole, with those ranges of the whole marked. */
function withMarks(text: string, offset: number, ranges: readonly TextRange[]): readonly ReactNode[] {
  const shown: ReactNode[] = []
  let at = 0
  for (const { start, end } of ranges) {
    const [from, to] = [Math.max(at, start - offset), Math.min(text.length, end - offset)]
    shown.push(
      text.slice(at, from),
      <mark
        key={offset + from}
        className={css.differing}
        title="Differs between arXiv and what was recovered"
      >
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  return [...shown, text.slice(at)]
}

function piecesOf(
  text: string,
  formulas: readonly MathSegment[],
  show: (formula: MathSegment) => string,
): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const formula of formulas) {
    pieces.push({ text: text.slice(at, formula.start), formula: null }, { text: show(formula), formula })
    at = formula.end
  }
  return [...pieces, { text: text.slice(at), formula: null }]
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
