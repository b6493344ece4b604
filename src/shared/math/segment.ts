/**
 * What a text with mathematics is made of once read.
 *
 * `start` and `end` are UTF-16 offsets into the text that was given to the front end; the ranges of one
 * list are ordered and disjoint and together with the ranges of markup (commands, braces, delimiters)
 * cover that text, so the source of every segment can be shown. Children lie inside their parent.
 */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Words as the reader sees them: escapes, accents, quotes, dashes and ties already resolved. */
export interface TextSegment extends Range {
  readonly kind: 'text'
  readonly text: string
}

export type EmphasisStyle = 'italic' | 'bold' | 'smallCaps' | 'underline'

export interface EmphasisSegment extends Range {
  readonly kind: 'emphasis'
  readonly style: EmphasisStyle
  readonly children: readonly Segment[]
}

export interface CodeSegment extends Range {
  readonly kind: 'code'
  readonly text: string
}

/** `href` is always an absolute http, https or mailto address; anything else stays text. */
export interface LinkSegment extends Range {
  readonly kind: 'link'
  readonly href: string
  readonly children: readonly Segment[]
}

/** `\cite{a,b}` and its kin; `keys` are the author's BibTeX keys, all that an abstract has of them. */
export interface CitationSegment extends Range {
  readonly kind: 'citation'
  readonly keys: readonly string[]
}

export interface ParagraphBreakSegment extends Range {
  readonly kind: 'paragraphBreak'
}

/** `tex` has no delimiters and has been made acceptable to KaTeX with `macros`; `guessed`: found by *recover*. */
export interface MathSegment extends Range {
  readonly kind: 'math'
  readonly tex: string
  readonly display: boolean
  readonly guessed: boolean
}

export type Segment =
  | TextSegment
  | EmphasisSegment
  | CodeSegment
  | LinkSegment
  | CitationSegment
  | ParagraphBreakSegment
  | MathSegment
