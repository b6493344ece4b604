import { acceptableTex } from './accept-tex.ts'
import { findMath, type DelimitedMath } from './find-math.ts'
import { readLatex } from './read-latex.ts'
import type { MathSegment, Segment } from './segment.ts'

/** Reads text whose LaTeX is intact: arXiv's originals, AI summaries, full texts. Accepts every input. */
export function parse(text: string): Segment[] {
  return readLatex(text, findMath(text).filter(hasContent).map(asSegment))
}

export function hasContent(found: DelimitedMath): boolean {
  return found.tex.trim() !== ''
}

export function asSegment({ start, end, tex, display }: DelimitedMath): MathSegment {
  return { kind: 'math', start, end, tex: acceptableTex(tex), display, guessed: false }
}
