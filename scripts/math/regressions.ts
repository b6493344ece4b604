// The project's own small set for machines without the ruler: input, and the TeX that must be found in it.
import { existsSync, readFileSync } from 'node:fs'
import {
  loadModel,
  parse,
  recover,
  rewriteAsFeed,
  serialise,
  type Segment,
} from '../../src/shared/math/index.ts'

const PARSED: readonly (readonly [string, readonly string[]])[] = [
  ['costs $5 per run versus $10', []],
  ['$$x^2$$', ['x^2']],
  ['\\$5 and $x$ ok', ['x']],
  ['an error of \\(O(h^2)\\) per step', ['O(h^2)']],
]

const RECOVERED: readonly (readonly [string, readonly string[]])[] = [
  ['the <think> token', []],
  ['small models (leq2B) win', ['\\leq2']],
  ['improves 66.3 %rightarrow72.9 % on it', ['\\rightarrow']],
  ['a sim4times speedup', ['\\sim4\\times']],
  ['a 360^{circ} panorama', ['^{\\circ}']],
  ['sizes x!in!{4,8} are used', ['x\\!\\in\\!\\{4,8\\}']],
  ['We ran it three times in order to log the results, up to a maximum.', []],
  ['two times faster in practice, and easy to log', []],
]

/** Prints what fails; whether nothing did. */
export function runRegressions(): boolean {
  const path = new URL('../../resources/recovery.weights', import.meta.url)
  const model = existsSync(path) ? loadModel(new Uint8Array(readFileSync(path))) : undefined
  const failures: string[] = []
  const check = (text: string, segments: readonly Segment[], wanted: readonly string[]): void => {
    const found = segments.flatMap((segment) => (segment.kind === 'math' ? [segment.tex] : []))
    const holds =
      wanted.length === 0 ? found.length === 0 : wanted.every((tex) => found.join(' ; ').includes(tex))
    if (!holds) failures.push(`${text} -> ${found.join(' ; ')}`)
  }
  for (const [text, wanted] of PARSED) check(text, parse(text), wanted)
  for (const [text, wanted] of RECOVERED) {
    const segments = recover(text, model)
    check(text, segments, wanted)
    if (rewriteAsFeed(serialise(segments, text)) !== text) failures.push(`no round trip: ${text}`)
  }
  const total = PARSED.length + RECOVERED.length
  console.log([...failures, `${failures.length} failures in ${total} cases`].join('\n'))
  return failures.length === 0
}
