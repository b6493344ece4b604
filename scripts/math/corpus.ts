// Labelled text for training: abstracts put through the feed's rewrite, each character with its origin.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findMath, rewriteAsFeed } from '../../src/shared/math/index.ts'

export interface Abstract {
  readonly id: string
  readonly abstract: string
  /** Of arXiv, the primary one first. */
  readonly categories?: readonly string[]
}

/** A formula of the author as it arrives: `[start, end)` in the rewritten text. */
export interface Gold {
  readonly start: number
  readonly end: number
  readonly tex: string
  /** A font and not mathematics (`\textbf{Foo}`): shown as text, so not to be found. */
  readonly typographic: boolean
}

export interface Example {
  readonly id: string
  /** The primary category of arXiv; empty where it is not known. */
  readonly category: string
  readonly text: string
  readonly gold: readonly Gold[]
  /** Formulas whose delimiters survive the rewrite. */
  readonly closed: readonly { readonly start: number; readonly end: number }[]
}

/** The abstracts of a folder: those of `abstracts.jsonl` and the originals of `pairs.jsonl`, each id once. */
export function readAbstracts(folder: string): Abstract[] {
  const abstracts = recordsOf<Abstract>(join(folder, 'abstracts.jsonl'))
  const known = new Set(abstracts.map(({ id }) => id))
  const pairs = recordsOf<{ id: string; arxivAbstract: string }>(join(folder, 'pairs.jsonl'))
  const others = pairs.filter(({ id }) => !known.has(id))
  return [...abstracts, ...others.map(({ id, arxivAbstract }) => ({ id, abstract: arxivAbstract }))]
}

function recordsOf<T>(path: string): T[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}

/** The abstract as the feed carries it with the author's formulas in it; null when its dollars do not pair up. */
export function exampleOf({ id, abstract, categories }: Abstract): Example | null {
  const formulas = findMath(abstract)
  const { text, sources } = rewriteWithSources(abstract)
  if (text !== rewriteAsFeed(abstract)) throw new Error(`the rewrite with sources differs: ${id}`)
  const gold: Gold[] = []
  const closed: { start: number; end: number }[] = []
  let outside = abstract
  for (const formula of formulas.toReversed()) {
    outside = outside.slice(0, formula.start) + outside.slice(formula.end)
    if (abstract[formula.start] === '\\') {
      closed.unshift({ start: lowerBound(sources, formula.start), end: lowerBound(sources, formula.end) })
      continue
    }
    const opening = formula.display ? 2 : 1
    let start = lowerBound(sources, formula.start + opening)
    let end = lowerBound(sources, formula.end - opening)
    while (start < end && /\s/.test(text[start] ?? '')) start++
    while (end > start && /\s/.test(text[end - 1] ?? '')) end--
    if (start < end) gold.unshift({ start, end, tex: formula.tex, typographic: isTypographic(formula.tex) })
  }
  if (/(?<!\\)\$/.test(outside)) return null
  return { id, category: categories?.[0] ?? '', text, gold, closed }
}

/** Words or a name set in a font: `\textbf{Foo}`, `{\it bar}`, `\texttt{GPT-4}`. */
function isTypographic(tex: string): boolean {
  if (/^\s*\\(?:href|url|unicode)\b/.test(tex)) return true
  if (!/\\(?:text\w*|math(?:rm|bf|it|sf|tt)|emph|mbox|bf|it|rm|tt|sf|em|sc)\b/.test(tex)) return false
  let plain = tex
  for (let before = ''; before !== plain;) {
    before = plain
    plain = plain
      .replace(
        /\\(?:text[a-z]*|math(?:rm|bf|it|sf|tt)|emph|mbox)\s*\{([^{}\\$^_]*)\}/g,
        (_, words: string) => `\u0001${words}`,
      )
      .replace(/\{\s*\\(?:bf|it|rm|tt|sf|em|sc)\b([^{}\\$^_]*)\}/g, (_, words: string) => `\u0001${words}`)
  }
  if (/[\\^_{}=<>$]/.test(plain)) return false
  const outsideFont = plain.split('\u0001')[0] ?? ''
  return !/\p{L}/u.test(outsideFont) && /\p{L}{2}/u.test(plain)
}

function rewriteWithSources(latex: string): { text: string; sources: Int32Array } {
  const kept: number[] = []
  let last = 0
  for (const match of latex.matchAll(/\\[a-zA-Z]+\{([^}]*)\}/g)) {
    for (let at = last; at < match.index; at++) kept.push(at)
    const end = match.index + match[0].length
    const length = match[1]?.length ?? 0
    for (let at = end - 1 - length; at < end - 1; at++) kept.push(at)
    last = end
  }
  for (let at = last; at < latex.length; at++) kept.push(at)
  const once = kept.map((at) => latex[at]).join('')
  const sources: number[] = []
  last = 0
  for (const match of once.matchAll(/\$([^$]+)\$/g)) {
    for (let at = last; at < match.index; at++) sources.push(kept[at] ?? 0)
    const end = match.index + match[0].length
    for (let at = match.index + 1; at < end - 1; at++) if (once[at] !== '\\') sources.push(kept[at] ?? 0)
    last = end
  }
  for (let at = last; at < once.length; at++) sources.push(kept[at] ?? 0)
  return { text: sources.map((at) => latex[at]).join(''), sources: Int32Array.from(sources) }
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
