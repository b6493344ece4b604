import { acceptableTex } from './accept-tex.ts'
import { findSurvivingMath } from './find-math.ts'
import { asSegment, hasContent } from './parse.ts'
import { readLatex } from './read-latex.ts'
import type { RecoveryModel } from './recovery-model.ts'
import { rangesByRule } from './recovery-rules.ts'
import type { MathSegment, Range, Segment } from './segment.ts'
import { rewritesTo } from './serialise.ts'
import { texByRule } from './structure-rules.ts'
import { texFor } from './structure.ts'
import type { Surroundings } from './tex-classes.ts'
import { findFormulas } from './find-formulas.ts'

/**
 * Reads text that went through the feed's rewrite and puts its formulas back (`guessed`).
 *
 * With a model the likeliest original, without one only what rules can tell. Accepts every input;
 * `rewriteAsFeed(serialise(recover(x), x))` is `x` up to white space.
 */
export function recover(text: string, model?: RecoveryModel): Segment[] {
  const surviving = findSurvivingMath(text).filter(hasContent)
  const ranges = model ? findFormulas(text, surviving, model) : rangesByRule(text)
  const guessed = ranges.filter((range) => !surviving.some((found) => overlaps(found, range)))
  const formulas = [...surviving.map(asSegment), ...guessed.map((range) => guess(text, range, model))]
  return readLatex(
    text,
    formulas.toSorted((a, b) => a.start - b.start),
  )
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

function guess(text: string, range: Range, model?: RecoveryModel): MathSegment {
  const { start, end } = range
  const source = text.slice(start, end)
  const likely = model ? texFor(source, model.structure, surroundings(text, range)) : texByRule(source)
  const tex = acceptableTex(rewritesTo(likely, source) ? likely : texByRule(source))
  return { kind: 'math', start, end, tex, display: false, guessed: true }
}

/** The words before and after a range, in lower case. */
export function surroundings(text: string, { start, end }: Range): Surroundings {
  const before = /(\p{L}+)[^\p{L}]*$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? ''
  const after = /^[^\p{L}]*(\p{L}+)/u.exec(text.slice(end, end + 30))?.[1] ?? ''
  return { before: before.toLowerCase(), after: after.toLowerCase() }
}
