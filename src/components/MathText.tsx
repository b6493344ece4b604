/** Text with mathematics, emphasis, links and citations, from segments to React elements. */
import { Fragment, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import type { Segment } from '../shared/math/index.ts'
import { drawnLater } from './draw-in-view-first.ts'
import { Formula } from './Formula.tsx'
import css from './MathText.module.css'

interface MathTextProps {
  readonly segments: readonly Segment[]
  /** Opens an address outside; without it links are plain text (rows of a list hold no controls). */
  readonly onLink?: (address: string) => void
  /** Draws a run of plain text, for what is to be marked in it. */
  readonly mark?: (text: string) => ReactNode
}

/** Segments on one run of text; paragraph breaks become spaces. */
export function MathText({ segments, onLink, mark }: MathTextProps) {
  return (
    <>
      {segments.map((segment) =>
        segment.kind === 'text' && mark ? (
          <Fragment key={segment.start}>{mark(segment.text)}</Fragment>
        ) : (
          inline(segment, onLink)
        ),
      )}
    </>
  )
}

/** Segments as paragraphs. */
export function MathParagraphs({ segments, onLink }: MathTextProps) {
  return (
    <>
      {paragraphsOf(segments).map((paragraph, index) => (
        <Paragraph key={index} segments={paragraph} {...(onLink ? { onLink } : {})} />
      ))}
    </>
  )
}

function Paragraph(props: MathTextProps) {
  const ref = useRef<HTMLParagraphElement>(null)
  const hasLong = props.segments.some((segment) => segment.kind === 'math' && isLong(segment.tex))
  useLayoutEffect(() => {
    const paragraph = ref.current
    if (paragraph === null || !hasLong) return
    // Called after layout and before paint, and again when the column or the text has another width.
    const observer = new ResizeObserver(() => breakWideFormulas(paragraph))
    observer.observe(paragraph)
    const onDrawn = ({ target }: Event): void => {
      const formula = target instanceof Element ? target.closest('[data-long]') : null
      if (formula !== null) breakIfWide(formula, paragraph.clientWidth)
    }
    paragraph.addEventListener(drawnLater, onDrawn)
    return () => {
      observer.disconnect()
      paragraph.removeEventListener(drawnLater, onDrawn)
    }
  }, [hasLong])
  return (
    <p ref={ref} className={css.paragraph}>
      <MathText {...props} />
    </p>
  )
}

/** Lets those formulas break that are wider than the column; the others stay on one line. */
function breakWideFormulas(paragraph: HTMLElement): void {
  const column = paragraph.clientWidth
  for (const formula of paragraph.querySelectorAll('[data-long]')) {
    formula.removeAttribute('data-wide')
    breakIfWide(formula, column)
  }
}

function breakIfWide(formula: Element, column: number): void {
  if (formula.getBoundingClientRect().width > column) formula.setAttribute('data-wide', '')
}

function paragraphsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const paragraphs: Segment[][] = [[]]
  for (const segment of segments) {
    if (segment.kind === 'paragraphBreak') paragraphs.push([])
    else paragraphs.at(-1)?.push(segment)
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0)
}

function inline(segment: Segment, onLink: MathTextProps['onLink']): ReactNode {
  const key = segment.start
  switch (segment.kind) {
    case 'text':
      return segment.text
    case 'code':
      return (
        <code key={key} className={css.code}>
          {segment.text}
        </code>
      )
    case 'emphasis':
      return (
        <span key={key} className={css[segment.style]}>
          {segment.children.map((child) => inline(child, onLink))}
        </span>
      )
    case 'link': {
      const children = segment.children.map((child) => inline(child, onLink))
      return onLink ? (
        <OutsideLink key={key} address={segment.href} onLink={onLink} text={children} />
      ) : (
        children
      )
    }
    case 'citation':
      return <span key={key}>[{segment.keys.join(', ')}]</span>
    case 'paragraphBreak':
      return ' '
    case 'math':
      return (
        <span
          key={key}
          className={segment.display ? css.display : css.formula}
          data-long={!segment.display && isLong(segment.tex) ? '' : undefined}
        >
          <Formula tex={segment.tex} isDisplay={segment.display} />
        </span>
      )
  }
}

/** Shorter TeX fits on a line of any column: one sign of it is drawn about as wide as a letter, at most. */
const shortTex = 24

function isLong(tex: string): boolean {
  return tex.length > shortTex
}

interface OutsideLinkProps {
  readonly address: string
  readonly text: ReactNode
  readonly onLink: (address: string) => void
}

/** A link that leaves the window through the shell. */
export function OutsideLink({ address, text, onLink }: OutsideLinkProps) {
  const open = (event: MouseEvent): void => {
    event.preventDefault()
    onLink(address)
  }
  return (
    <a className={css.link} href={address} onClick={open} onAuxClick={open} rel="noreferrer">
      {text}
    </a>
  )
}
