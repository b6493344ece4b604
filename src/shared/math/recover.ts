import { acceptableTex } from './accept-tex.ts'
import { findSurvivingMath } from './find-math.ts'
import { asSegment, hasContent } from './parse.ts'
import { readLatex } from './read-latex.ts'
import type { RecoveryModel } from './recovery-model.ts'
import { rangesByRule } from './recovery-rules.ts'
import type { MathSegment, Range, Segment } from './segment.ts'
import { rewritesTo } from './serialise.ts'
import { texByRule } from './structure.ts'

/**
 * Reads text that went through the feed's rewrite and puts its formulas back (`guessed`).
 *
 * With a model the likeliest original, without one only what rules can tell. Accepts every input;
 * `rewriteAsFeed(serialise(recover(x), x))` is `x` up to white space.
 */
export function recover(text: string, model?: RecoveryModel): Segment[] {
  const surviving = findSurvivingMath(text).filter(hasContent)
  const ranges = model ? rangesByRule(text) : rangesByRule(text)
  const guessed = ranges.filter((range) => !surviving.some((found) => overlaps(found, range)))
  const formulas = [...surviving.map(asSegment), ...guessed.map((range) => guess(text, range))]
  return readLatex(
    text,
    formulas.toSorted((a, b) => a.start - b.start),
  )
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

function guess(text: string, { start, end }: Range): MathSegment {
  const source = text.slice(start, end)
  const tex = acceptableTex(texByRule(source))
  return {
    kind: 'math',
    start,
    end,
    tex: rewritesTo(tex, source) ? tex : acceptableTex(source),
    display: false,
    guessed: true,
  }
}
