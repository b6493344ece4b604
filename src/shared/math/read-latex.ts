import { linkAt, isWebAddress } from './find-links.ts'
import { accentAt, CITATIONS, DROPPED, EMPHASIS, ESCAPES, SWITCHES, SYMBOLS } from './latex-tables.ts'
import type { EmphasisStyle, MathSegment, Segment } from './segment.ts'
import { symbolOf } from './unicode-symbols.ts'

/** Deeper groups are read as if their braces were not there: no text needs them, and the stack is finite. */
const MAX_DEPTH = 40

/**
 * Reads text-mode LaTeX around formulas that are already found.
 *
 * `formulas` must be ordered and disjoint. Every input is accepted: braces without a partner vanish and
 * unknown commands show their argument or their name. Linear in the length of the text.
 */
export function readLatex(text: string, formulas: readonly MathSegment[]): Segment[] {
  return new Reader(text, formulas).read(0, text.length, 0)
}

class Reader {
  readonly #text: string
  readonly #formulas: readonly MathSegment[]
  readonly #closers: ReadonlyMap<number, number>
  #nextFormula = 0

  constructor(text: string, formulas: readonly MathSegment[]) {
    this.#text = text
    this.#formulas = formulas
    this.#closers = pairBraces(text, formulas)
  }

  read(from: number, to: number, depth: number): Segment[] {
    const out = new Output()
    let at = from
    while (at < to) {
      const formula = this.#formulaAt(at)
      if (formula) {
        out.push(formula)
        at = formula.end
        this.#nextFormula++
      } else at = this.#step(at, to, { out, depth })
    }
    return out.segments
  }

  #formulaAt(at: number): MathSegment | null {
    while ((this.#formulas[this.#nextFormula]?.start ?? Infinity) < at) this.#nextFormula++
    const formula = this.#formulas[this.#nextFormula]
    return formula?.start === at ? formula : null
  }

  #step(at: number, to: number, into: Into): number {
    const char = this.#text[at] ?? ''
    if (char === '\\') return this.#command(at, to, into)
    if (char === '{') return this.#group(at, to, into)
    if (char === '}') return at + 1
    if (char === '\n' || char === '\r') return this.#newline(at, to, into.out)
    if (char === 'h' || char === 'a') {
      const link = /\w/.test(this.#text[at - 1] ?? '') ? null : linkAt(this.#text.slice(0, to), at)
      if (link) return this.#link(at, link, to, into)
    }
    const plain = plainRun(this.#text, at, to, this.#formulas[this.#nextFormula]?.start ?? to)
    if (plain > at) {
      into.out.text(this.#text.slice(at, plain), at, plain)
      return plain
    }
    const [shown, end] = punctuation(this.#text, at)
    into.out.text(shown, at, end)
    return end
  }

  #link(at: number, link: { end: number; href: string }, to: number, into: Into): number {
    // `\href{u}{t}` arrives through the feed as `u{t}`.
    const close = this.#text[link.end] === '{' ? this.#closers.get(link.end) : undefined
    if (close !== undefined && close < to && into.depth < MAX_DEPTH) {
      const children = this.read(link.end + 1, close, into.depth + 1)
      into.out.push({ kind: 'link', href: link.href, start: at, end: close + 1, children })
      return close + 1
    }
    const children = [
      { kind: 'text', start: at, end: link.end, text: this.#text.slice(at, link.end) },
    ] as const
    into.out.push({ kind: 'link', href: link.href, start: at, end: link.end, children })
    return link.end
  }

  #newline(at: number, to: number, out: Output): number {
    let end = at
    while (end < to && /\s/.test(this.#text[end] ?? '')) end++
    const white = this.#text.slice(at, end)
    const isParagraph = /\n[ \t]/.test(white) || /\n\s*\n/.test(white)
    if (isParagraph && end < to && !out.isEmpty) out.push({ kind: 'paragraphBreak', start: at, end })
    else out.text(' ', at, end)
    return end
  }

  #group(at: number, to: number, into: Into): number {
    const close = this.#closers.get(at)
    if (close === undefined || close >= to) return at + 1
    const found = /^\{\s*\\([a-z]+)\b\s*/.exec(this.#text.slice(at, at + 20))
    const style = SWITCHES.get(found?.[1] ?? '')
    if (!found || style === undefined || into.depth >= MAX_DEPTH) return at + 1
    if (style === 'none') return at + found[0].length
    const children = this.read(at + found[0].length, close, into.depth + 1)
    into.out.push(emphasised(style, children, at, close + 1))
    return close + 1
  }

  #command(at: number, to: number, into: Into): number {
    const accent = accentAt(this.#text, at)
    if (accent && accent.end <= to) {
      into.out.text(accent.text, at, accent.end)
      return accent.end
    }
    const name = /^[a-zA-Z]+\*?/.exec(this.#text.slice(at + 1, Math.min(to, at + 40)))?.[0]
    if (name === undefined) {
      const escaped = ESCAPES.get(this.#text[at + 1] ?? '')
      const end = Math.min(to, at + (escaped === undefined ? 1 : 2))
      into.out.text(escaped ?? '', at, end)
      return end
    }
    const afterName = at + 1 + name.length
    const bare = name.replace('*', '')
    const close = this.#argument(afterName, to)
    if (close !== null && into.depth < MAX_DEPTH)
      return this.#withArgument(bare, [at, afterName, close], to, into)
    return this.#bareCommand(bare, at, afterName, into.out)
  }

  #argument(at: number, to: number): number | null {
    const close = this.#text[at] === '{' ? this.#closers.get(at) : undefined
    return close !== undefined && close < to ? close : null
  }

  #withArgument(
    name: string,
    [at, open, close]: readonly [number, number, number],
    to: number,
    into: Into,
  ): number {
    const { out, depth } = into
    const inner = this.#text.slice(open + 1, close)
    const style = EMPHASIS.get(name) ?? (name === 'texttt' ? 'code' : undefined)
    if (style !== undefined) {
      const children = this.read(open + 1, close, depth + 1)
      out.push(emphasised(style, children, at, close + 1))
    } else if (name === 'url' || name === 'href') return this.#hyperlink(name, [at, open, close], to, into)
    else if (CITATIONS.test(name)) {
      const keys = inner.split(',').map((key) => key.trim())
      out.push({ kind: 'citation', keys: keys.filter((key) => key !== ''), start: at, end: close + 1 })
    } else if (name === 'footnote') {
      out.text(' (', at, open + 1)
      for (const child of this.read(open + 1, close, depth + 1)) out.push(child)
      out.text(')', close, close + 1)
    } else if (name === 'textcolor' && this.#argument(close + 1, to) !== null) return close + 2
    else if (DROPPED.has(name)) out.text(name === 'begin' || name === 'end' ? ' ' : '', at, close + 1)
    else if (inner.trim() === '') {
      out.text(commandText(name), at, close + 1)
    } else {
      if (SYMBOLS.has(name)) out.text(SYMBOLS.get(name) ?? '', at, open)
      return open + 1 // An own macro: its argument is shown, its braces vanish.
    }
    return close + 1
  }

  #hyperlink(
    name: string,
    [at, open, close]: readonly [number, number, number],
    to: number,
    into: Into,
  ): number {
    const href = this.#text
      .slice(open + 1, close)
      .trim()
      .replace(/\\([%#&_~])/g, '$1')
    const close2 = name === 'href' ? this.#argument(close + 1, to) : null
    const [from, end] = close2 === null ? [open + 1, close] : [close + 2, close2]
    const asText = { kind: 'text', start: from, end, text: href } as const
    const children = close2 === null ? [asText] : this.read(from, end, into.depth + 1)
    if (isWebAddress(href)) into.out.push({ kind: 'link', href, start: at, end: end + 1, children })
    else for (const child of children) into.out.push(child)
    return end + 1
  }

  #bareCommand(name: string, at: number, afterName: number, out: Output): number {
    if (name === 'par') {
      if (!out.isEmpty) out.push({ kind: 'paragraphBreak', start: at, end: afterName })
      return afterName
    }
    const isSwitch = SWITCHES.has(name) || EMPHASIS.has(name)
    const eatsSpace = (isSwitch || SYMBOLS.get(name) === '') && this.#text[afterName] === ' '
    out.text(isSwitch ? '' : commandText(name), at, afterName + (eatsSpace ? 1 : 0))
    return afterName + (eatsSpace ? 1 : 0)
  }
}

interface Into {
  readonly out: Output
  readonly depth: number
}

/** Collects segments and joins neighbouring text. */
class Output {
  readonly segments: Segment[] = []

  get isEmpty(): boolean {
    return this.segments.length === 0
  }

  push(segment: Segment): void {
    if (segment.kind === 'text') this.text(segment.text, segment.start, segment.end)
    else this.segments.push(segment)
  }

  text(text: string, start: number, end: number): void {
    const last = this.segments.at(-1)
    if (last?.kind === 'text') {
      this.segments[this.segments.length - 1] = { ...last, end, text: last.text + text }
    } else this.segments.push({ kind: 'text', start, end, text })
  }
}

function emphasised(style: EmphasisStyle | 'code', children: Segment[], start: number, end: number): Segment {
  if (style !== 'code') return { kind: 'emphasis', style, start, end, children }
  const [only] = children
  if (children.length === 1 && only?.kind === 'text') return { kind: 'code', text: only.text, start, end }
  if (children.length === 0) return { kind: 'text', text: '', start, end }
  return { kind: 'emphasis', style: 'bold', start, end, children }
}

function commandText(name: string): string {
  return SYMBOLS.get(name) ?? symbolOf(name) ?? name
}

/** Partners of braces that are not escaped and not part of a formula. */
function pairBraces(text: string, formulas: readonly MathSegment[]): Map<number, number> {
  const pairs = new Map<number, number>()
  if (!text.includes('{')) return pairs
  const open: number[] = []
  let formula = 0
  for (let at = 0; at < text.length; at++) {
    while ((formulas[formula]?.end ?? Infinity) <= at) formula++
    if ((formulas[formula]?.start ?? Infinity) <= at) at = (formulas[formula]?.end ?? at) - 1
    else if (text[at] === '\\') at++
    else if (text[at] === '{') open.push(at)
    else if (text[at] === '}') {
      const partner = open.pop()
      if (partner !== undefined) pairs.set(partner, at)
    }
  }
  return pairs
}

const SPECIAL = /[\\{}\n\r~`'"$-]|(?<!\w)(?:http|arXiv:)/g

/** The end of the run of characters from `at` that mean nothing but themselves. */
function plainRun(text: string, at: number, to: number, formula: number): number {
  SPECIAL.lastIndex = at
  const limit = Math.min(to, Math.max(at, formula))
  const special = SPECIAL.exec(text)?.index ?? limit
  return Math.min(special, limit)
}

/** What a character of punctuation shows, and where it ends: quotes, dashes, ties, stray dollars. */
function punctuation(text: string, at: number): [string, number] {
  const char = text[at] ?? ''
  const next = text[at + 1] ?? ''
  const before = text[at - 1] ?? ''
  if (char === '`') return next === '`' ? ['“', at + 2] : ['‘', at + 1]
  if (char === "'") return next === "'" ? ['”', at + 2] : [/[\s(]/.test(before) ? "'" : '’', at + 1]
  if (char === '-' && next === '-') {
    if (text[at + 2] === '-') return ['—', at + 3]
    const isOption = /[\s(]|^$/.test(before) && /[a-z]/.test(text[at + 2] ?? '')
    return isOption ? ['--', at + 2] : ['–', at + 2]
  }
  if (char === '~' && /[^\s(]/.test(before) && /\S/.test(next)) return ['\u00a0', at + 1]
  if (char === '$') return [/^\s*\d/.test(text.slice(at + 1, at + 8)) ? '$' : '', at + 1]
  return [char, at + 1]
}
