import type { Segment } from './segment.ts'
import { accentOf, asScript, inAlphabet, symbolOf } from './unicode-symbols.ts'

/** Nesting beyond this is shown flat; deeper formulas do not exist outside attacks. */
const MAX_DEPTH = 60

/**
 * Readable Unicode for a formula: `x^2 \leq 10^{-3}` is `x² ≤ 10⁻³`. Never fails; what it does not know it
 * shows by name. For titles of windows, notifications, snippets and formulas that KaTeX refuses.
 */
export function toUnicode(tex: string): string {
  const shown = new UnicodeWriter(tex).list(null, 0)
  return tidy(shown)
}

/** The text of segments on one line, formulas as Unicode mathematics, paragraphs as a space. */
export function toPlainText(segments: readonly Segment[]): string {
  return join(segments).replace(/\s+/g, ' ').trim()
}

function join(segments: readonly Segment[]): string {
  return segments.map(plain).join('')
}

function plain(segment: Segment): string {
  switch (segment.kind) {
    case 'math':
      return toUnicode(segment.tex)
    case 'text':
    case 'code':
      return segment.text
    case 'emphasis':
    case 'link':
      return join(segment.children)
    case 'citation':
      return `[${segment.keys.join(', ')}]`
    case 'paragraphBreak':
    default:
      return ' '
  }
}

const TOKEN = /\\(?:[a-zA-Z]+\*?|[^])|\s+|[^]/uy
const SPACED = /^[=<>≤≥≪≫≠≡∼≃≈≅∝⊂⊃⊆⊇∈∉→←↔⇒⇐⇔⟹⟺⟶↦×±∓+−≲≳≺≻⪯⪰≔≜∣]$/u
const TEXT_LIKE =
  /^(?:text\w*|math(?:rm|bf|it|sf|tt|bb|cal|scr|frak|normal|op|bin|rel|ord)|mbox|hbox|operatorname\*?|boldsymbol|bm|emph|pmb|substack|boxed)$/
const IGNORED =
  /^(?:left|right|middle|[bB]igg?[lrm]?|limits|nolimits|displaystyle|textstyle|scriptstyle|rm|bf|it|cal|sf|tt|mathstrut|nonumber|notag|em)$/
const SPACES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ',': '\u2009',
    ';': ' ',
    ':': ' ',
    '!': '',
    ' ': ' ',
    quad: '  ',
    qquad: '  ',
    '\\': '; ',
    '|': '‖',
  }),
)

class UnicodeWriter {
  readonly #tokens: string[]
  #at = 0

  constructor(tex: string) {
    this.#tokens = tex.match(new RegExp(TOKEN.source, 'gu')) ?? []
  }

  /** Everything up to the closing token (or the end). */
  list(closing: string | null, depth: number): string {
    const out: string[] = []
    let before = ''
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at++] ?? ''
      if (token === closing) break
      const isScript = token === '^' || token === '_'
      const piece = isScript ? this.#script(token, depth) : spaced(this.#one(token, depth), before)
      out.push(piece)
      if (piece !== '') before = piece.slice(-2)
    }
    return out.join('')
  }

  #script(token: string, depth: number): string {
    const inner = tidy(this.#operand(depth))
    if (inner === '') return ''
    const small = asScript(inner, token === '^' ? 'raised' : 'lowered')
    if (small !== null) return small
    return token + ([...inner].length > 1 ? `(${inner})` : inner)
  }

  /** The argument of a command or script: a group, or one token. */
  #operand(depth: number): string {
    while (/^\s+$/.test(this.#tokens[this.#at] ?? '')) this.#at++
    const token = this.#tokens[this.#at]
    if (token === undefined || token === '}') return ''
    this.#at++
    return this.#one(token, depth)
  }

  #one(token: string, depth: number): string {
    if (token === '{') return depth < MAX_DEPTH ? this.list('}', depth + 1) : ''
    if (token === '}' || token === '$') return ''
    if (token === '-') return '−'
    if (token === "'") return '′'
    if (token === '&' || token === '~') return ' '
    if (!token.startsWith('\\')) return /^\s/.test(token) ? '' : token
    const name = token.slice(1)
    return SPACES.get(name) ?? symbolOf(name) ?? this.#command(name, depth)
  }

  #command(name: string, depth: number): string {
    if (depth >= MAX_DEPTH || IGNORED.test(name)) return ''
    if (TEXT_LIKE.test(name)) return this.#font(name, depth)
    const accent = accentOf(name)
    if (accent !== undefined) {
      const base = this.#operand(depth + 1)
      return [...base].length === 1 ? (base + accent).normalize('NFC') : base
    }
    if (/^[dtc]?frac$/.test(name)) {
      const [over, under] = [this.#operand(depth + 1), this.#operand(depth + 1)]
      return `${bracketed(over)}/${bracketed(under)}`
    }
    if (name === 'sqrt') return `${this.#index(depth)}√${bracketed(this.#operand(depth + 1))}`
    if (/^[dt]?binom$/.test(name)) return `(${this.#operand(depth + 1)} ${this.#operand(depth + 1)})`
    if (name === 'not') return `${this.#operand(depth + 1)}\u0338`
    if (name === 'begin' || name === 'end' || name === 'phantom' || name === 'label') {
      this.#operand(depth + 1)
      return ' '
    }
    if (!/^[a-zA-Z]/.test(name)) return name
    const next = this.#tokens[this.#at] ?? ''
    const before =
      this.#tokens.slice(Math.max(0, this.#at - 3), this.#at - 1).findLast((token) => !/^\s/.test(token)) ??
      ''
    return `${/^[\p{L}\d)]/u.test(before) ? ' ' : ''}${name}${/^[\s\p{L}\d\\]/u.test(next) ? ' ' : ''}`
  }

  #font(name: string, depth: number): string {
    const isText = /^(?:text|mbox|hbox|emph|operatorname)/.test(name)
    if (!isText || this.#tokens[this.#at] !== '{') return inAlphabet(this.#operand(depth + 1), name)
    const start = this.#at + 1
    let level = 0
    do {
      if (this.#tokens[this.#at] === '{') level++
      if (this.#tokens[this.#at] === '}') level--
      this.#at++
    } while (level > 0 && this.#at < this.#tokens.length)
    const inner = this.#tokens.slice(start, level > 0 ? this.#at : this.#at - 1)
    return inner.map((token) => token.replace(/^\\[a-zA-Z]+$/, '').replace(/[{}$\\]/g, '')).join('')
  }

  #index(depth: number): string {
    if (this.#tokens[this.#at] !== '[') return ''
    this.#at++
    const index = this.list(']', depth + 1)
    return asScript(index, 'raised') ?? index
  }
}

function spaced(piece: string, before: string): string {
  if (!SPACED.test(piece)) return piece
  const isPrefix = before === '' || /[=<>≤≥∈→(,[∼≈±−+×]\s*$/u.test(before)
  if (isPrefix) return /\s$/.test(before) || before === '' || /[([]$/.test(before) ? piece : ` ${piece}`
  return ` ${piece} `
}

function bracketed(text: string): string {
  return /^[\p{L}\p{N}\p{M}.₀-₉⁰-⁹]*$/u.test(text) ? text : `(${text})`
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\u2009]+/g, ' ')
    .replace(/\s+([,.;)\]])/g, '$1')
    .trim()
}
