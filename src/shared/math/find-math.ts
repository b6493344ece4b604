import type { Range } from './segment.ts'

/** A formula between delimiters: the range holds the delimiters, `tex` what is between them. */
export interface DelimitedMath extends Range {
  readonly tex: string
  readonly texStart: number
  readonly display: boolean
}

const TEXT_COMMAND = /\\(?:text\w*|mbox|hbox|emph|footnote|textcolor\{[^}]*\})\s*$/
const ENVIRONMENT =
  /^\\begin\{((?:equation|align|gather|multline|eqnarray|displaymath|math|flalign|alignat)\*?)\}/

/**
 * Formulas between `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and display environments, read as TeX reads them.
 *
 * `\$` is a dollar and no delimiter, `$a$$b$` is two formulas, dollars in `\text{…}` belong to the outer
 * formula, and dollars that are currency (`costs $5 per run versus $10`) are none. Also for Markdown.
 * Linear in the length of the text.
 */
export function findMath(text: string): DelimitedMath[] {
  return new MathScanner(text, true).scan()
}

/** As `findMath` without single dollars: what survives the feed's rewrite. */
export function findSurvivingMath(text: string): DelimitedMath[] {
  return new MathScanner(text, false).scan()
}

class MathScanner {
  readonly #text: string
  readonly #singleDollars: boolean
  readonly #found: DelimitedMath[] = []
  /** Closing delimiters that were looked for and not found: looking again would cost quadratic time. */
  readonly #absent = new Set<string>()

  constructor(text: string, singleDollars: boolean) {
    this.#text = text
    this.#singleDollars = singleDollars
  }

  scan(): DelimitedMath[] {
    let at = 0
    while (at < this.#text.length) {
      const char = this.#text[at]
      if (char === '\\') at = this.#afterBackslash(at)
      else if (char === '$') at = this.#afterDollar(at)
      else at++
    }
    return this.#found
  }

  #afterBackslash(at: number): number {
    const next = this.#text[at + 1]
    if (next === '(' || next === '[') {
      const closing = next === '(' ? '\\)' : '\\]'
      return this.#take(at, 2, closing, next === '[') ?? at + 2
    }
    if (next === 'b') {
      const environment = ENVIRONMENT.exec(this.#text.slice(at, at + 40))
      if (environment) {
        const closing = `\\end{${environment[1] ?? ''}}`
        const end = this.#take(at, environment[0].length, closing, environment[1] !== 'math')
        if (end !== null) return end
      }
    }
    return at + 2
  }

  #afterDollar(at: number): number {
    if (this.#text[at + 1] === '$') return this.#take(at, 2, '$$', true) ?? at + 2
    if (!this.#singleDollars) return at + 1
    return this.#take(at, 1, '$', false) ?? at + 1
  }

  /** Takes the formula that opens at `at`; the offset behind it, or null where it has no end or is currency. */
  #take(at: number, opening: number, closing: string, display: boolean): number | null {
    if (this.#absent.has(closing)) return null
    const texStart = at + opening
    const texEnd = this.#close(texStart, closing)
    if (texEnd === null) {
      if (closing !== '$$') this.#absent.add(closing)
      return null
    }
    const tex = this.#text.slice(texStart, texEnd)
    if (closing === '$' && isCurrency(tex, this.#text[texEnd + 1] ?? '')) return null
    const end = texEnd + closing.length
    this.#found.push({ start: at, end, tex: withEnvironment(tex, closing), texStart, display })
    return end
  }

  #close(from: number, closing: string): number | null {
    const text = this.#text
    const inTextBraces: boolean[] = []
    let at = from
    while (at < text.length) {
      const char = text[at]
      if (closing[0] === '\\' && char === '\\' && text.startsWith(closing, at)) return at
      if (char === '\\') at++
      else if (char === '{') inTextBraces.push(TEXT_COMMAND.test(text.slice(Math.max(from, at - 40), at)))
      else if (char === '}') inTextBraces.pop()
      else if (char === '$' && closing[0] === '$') {
        if (!inTextBraces.at(-1)) {
          if (closing === '$' || text[at + 1] === '$') return at
          return null
        }
        const inner = endOfNested(text, at + 1)
        if (inner === null) return null
        at = inner
      }
      at++
    }
    return null
  }
}

function endOfNested(text: string, from: number): number | null {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '$') return at
  }
  return null
}

/** KaTeX needs the environment where it has rows or columns of its own. */
function withEnvironment(tex: string, closing: string): string {
  const name = /^\\end\{(\w+)/.exec(closing)?.[1]
  if (name === undefined) return tex
  if (/^(align|flalign|alignat|eqnarray)/.test(name)) return `\\begin{aligned}${tex}\\end{aligned}`
  if (/^(gather|multline)/.test(name)) return `\\begin{gathered}${tex}\\end{gathered}`
  return tex
}

/** `$5 per run versus $`, `$5 and $x`: an amount and words, not a formula. */
function isCurrency(tex: string, after: string): boolean {
  if (/\n\s*\n/.test(tex)) return true
  const words = plainWords(tex)
  if (/^\s*\d/.test(tex)) {
    if (/[\\^_=]/.test(tex)) return words.length >= 4
    if (/[a-z]\s+$/.test(tex) && /\d/.test(after)) return true
    return (
      words.length >= 2 || (words.length > 0 && /\s$/.test(tex)) || (words.length > 0 && /\w/.test(after))
    )
  }
  return words.length >= 4 && words.join('').length > 0.6 * tex.replace(/\s/g, '').length
}

function plainWords(tex: string): string[] {
  const bare = tex
    .replace(/\\(?:href\s*\{[^{}]*\}|url)\s*\{.*\}/gs, ' ')
    .replace(/\\(?:text\w*|mbox|hbox|mathrm|operatorname\*?|emph)\s*\{[^{}]*\}/g, ' ')
    .replace(/\\[a-zA-Z]+/g, ' ')
    .replace(/[_^]\s*\{[^{}]*\}/g, ' ')
  return bare.match(/(?<![A-Za-z])[A-Za-z]{3,}(?![A-Za-z])/g) ?? []
}
