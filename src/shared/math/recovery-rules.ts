import type { Range } from './segment.ts'

const GREEK = 'α-ωΑ-Ωϵϑϕϱς'

const RULES: readonly RegExp[] = [
  // 2.3times, 256 times 256, {times}
  /(?<![\w.])(?:sim\s?|approx\s?)?\d[\d.,]*\s?(?:%|k|K|M|B)?\s?\{?times\}?(?:\s?\d[\d.,]*(?:\s?times\s?\d[\d.,]*)*)?(?![a-z])/g,
  // sim51K, approx20, leq2B, pm1
  /(?<![A-Za-z\\])(?:sim|approx|leq|geq|pm|le|ge|neq|gtrsim|lesssim|ll|gg)\s?(?=\d)(?:\d[\d.,]*(?:times(?![a-z]))?)?/g,
  // 66.3 %rightarrow72.9 %
  /\{?(?:leftrightarrow|rightarrow|Rightarrow|leftarrow|leqslant|geqslant|varepsilon|infty|mathcal [A-Z])\}?/g,
  // O(n^2), x_i, R^{n times n}, 360^{circ}, 10^{-3}
  /(?:(?<![\w\\/@.])[A-Za-z]{0,2}\d?(?:\([^()\s]{0,20}\))?|(?<=\d))(?:[_^](?:\{[^{}\n]{1,40}\}|[A-Za-zα-ω\d*+](?![A-Za-z]))){1,3}/g,
  // x!in!{4,8}
  /(?<![\w\\])[A-Za-z]!(?:in|to|times|leq|geq|sim)!\{?[\w,.\s]{1,30}\}?/g,
  new RegExp(`(?<![\\p{L}])[${GREEK}]+(?![\\p{L}])`, 'gu'),
]

/** Formulas that can be told without a model: precise, and blind to everything that also looks like English. */
export function rangesByRule(text: string): Range[] {
  const found: Range[] = []
  for (const rule of RULES) {
    for (const match of text.matchAll(rule)) {
      const white = /^\s*/.exec(match[0])?.[0].length ?? 0
      found.push({ start: match.index + white, end: match.index + match[0].trimEnd().length })
    }
  }
  return joined(found)
}

function joined(ranges: readonly Range[]): Range[] {
  const out: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last && range.start <= last.end) {
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else if (range.end > range.start) out.push(range)
  }
  return out
}
