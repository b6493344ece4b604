import { acceptableTex } from './accept-tex.ts'
import { findSurvivingMath } from './find-math.ts'
import { asSegment, hasContent } from './parse.ts'
import { readLatex } from './read-latex.ts'
import type { RecoveryModel } from './recovery-model.ts'
import { rangesByRule } from './recovery-rules.ts'
import type { MathSegment, Range, Segment } from './segment.ts'
import { rewritesTo } from './serialise.ts'
import { texByRule } from './structure-rules.ts'
import { texOf } from './structure.ts'
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
  const likely = model ? texOf(text, guessed, model.structure) : []
  const formulas = [
    ...surviving.map(asSegment),
    ...guessed.map((range, index) => guess(text, range, likely[index])),
  ]
  return readLatex(
    text,
    formulas.toSorted((a, b) => a.start - b.start),
  )
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

/** The formula of a range: as the model says, or by rule where it says nothing or nothing that could be. */
function guess(text: string, { start, end }: Range, likely: string | undefined): MathSegment {
  const source = text.slice(start, end)
  const isPossible = likely !== undefined && !source.includes('\\') && rewritesTo(likely, source)
  const tex = acceptableTex(isPossible ? likely : texByRule(source))
  return { kind: 'math', start, end, tex, display: false, guessed: true }
}
