import { arityOf, DELIMITER, ENVIRONMENTS, isOperand, TEXT_ARGUMENT } from './commands.ts'
import { IN_TEXT, STRUCTURAL } from './katex-commands.ts'
import { joinTokens, tokensOf } from './tex-tokens.ts'

/** KaTeX recurses: what is nested deeper is flattened. */
const MAX_DEPTH = 60

/**
 * The formula itself where KaTeX takes it, else the nearest one that it takes: unknown commands become
 * upright names, missing braces and arguments are added, `\left` without `\right` loses its stretch.
 * A check of shape, not a parser; linear in the length of the formula.
 */
export function acceptableTex(tex: string): string {
  return new Repair(tex).run()
}

interface Level {
  readonly kind: 'group' | 'text' | 'left' | 'environment'
  /** Where in the output it opened, to take `\left` back. */
  readonly at: number
  scripts: string
  name: string
}

class Repair {
  readonly #tokens: string[]
  readonly #out: string[] = []
  readonly #levels: Level[] = [{ kind: 'group', at: 0, scripts: '', name: '' }]
  #at = 0
  /** Braces opened beyond the depth that is kept. */
  #skipped = 0

  constructor(tex: string) {
    this.#tokens = tokensOf(tex)
  }

  run(): string {
    while (this.#at < this.#tokens.length) this.#token(this.#tokens[this.#at++] ?? '')
    while (this.#levels.length > 1) this.#close()
    this.#endScripts()
    return joinTokens(this.#out)
  }

  get #level(): Level {
    return this.#levels[this.#levels.length - 1] ?? { kind: 'group', at: 0, scripts: '', name: '' }
  }

  #token(token: string): void {
    if (/^\s/.test(token)) {
      this.#out.push(' ')
      return
    }
    if (token === '{') this.#open('group', '{')
    else if (token === '}') this.#closeBrace()
    else if (this.#level.kind === 'text') this.#inText(token)
    else if (token === '^' || token === '_') this.#script(token)
    else if (token === "'") this.#prime()
    else if (token.startsWith('\\')) this.#command(token)
    else if (token === '%' || token === '#') this.#emit(`\\${token}`)
    else if (token === '&')
      this.#emit(this.#levels.some((level) => level.kind === 'environment') ? '&' : '\\&')
    else if (token !== '$') this.#emit(token)
  }

  #emit(piece: string): void {
    this.#out.push(piece)
    this.#countOperand()
  }

  /** What comes now is the argument of a waiting script, or a new nucleus. */
  #countOperand(): void {
    const level = this.#level
    level.scripts = level.scripts.endsWith('!') ? level.scripts.slice(0, -1) : ''
  }

  #open(kind: Level['kind'], piece: string, name = ''): void {
    const level = this.#level
    if (this.#levels.length > MAX_DEPTH) {
      if (piece === '{') this.#skipped++
      return
    }
    if (kind !== 'text') this.#countOperand()
    this.#levels.push({
      kind: level.kind === 'text' && kind === 'group' ? 'text' : kind,
      at: this.#out.length,
      scripts: '',
      name,
    })
    this.#out.push(piece)
  }

  #prime(): void {
    if (/[!]$/.test(this.#level.scripts)) this.#emit('\\prime ')
    else this.#out.push(this.#level.scripts.includes('^') ? "{}'" : "'")
  }

  #closeBrace(): void {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    while (this.#level.kind === 'left' || this.#level.kind === 'environment') this.#close()
    if (this.#levels.length > 1) this.#close()
  }

  #close(): void {
    this.#endScripts()
    const level = this.#levels.pop()
    if (!level) return
    if (level.kind === 'left') this.#out[level.at] = (this.#out[level.at] ?? '').replace(/^\\left\s*\.?/, '')
    else this.#out.push(level.kind === 'environment' ? `\\end{${level.name}}` : '}')
  }

  /** A script that nothing follows gets an empty argument. */
  #endScripts(): void {
    if (this.#level.scripts.endsWith('!')) this.#out.push('{}')
    this.#level.scripts = this.#level.scripts.replace('!', '')
  }

  #script(token: string): void {
    this.#endScripts()
    const level = this.#level
    if (level.scripts.includes(token)) {
      this.#out.push('{}')
      level.scripts = ''
    }
    level.scripts += `${token}!`
    this.#out.push(token)
    const next = this.#tokens.slice(this.#at, this.#at + 2).find((token) => !/^\s/.test(token))
    if (next === undefined || /^(?:[}^_&$]|\\right|\\\\)$/.test(next)) this.#endScripts()
  }

  #inText(token: string): void {
    if (token === '$') {
      const end = this.#tokens.indexOf('$', this.#at)
      if (end < 0) return
      const inner = this.#tokens.slice(this.#at, end).join('')
      this.#out.push(
        inner.includes('{') || inner.includes('}')
          ? inner.replace(/[\\{}]/g, '')
          : `$${acceptableTex(inner)}$`,
      )
      this.#at = end + 1
    } else if (token === '^') this.#out.push('\\textasciicircum ')
    else if (/^[_%#&]$/.test(token)) this.#out.push(`\\${token}`)
    else if (!token.startsWith('\\') || /^\\[%#&_$ {},;:!]$/.test(token)) this.#out.push(token)
    else if (/^\\[a-zA-Z]/.test(token)) this.#nameInText(token.slice(1))
  }

  #nameInText(name: string): void {
    const arity = arityOf(name)
    if (IN_TEXT.has(name) && (arity === 0 || this.#tokens[this.#at] === '{')) this.#out.push(`\\${name}`)
    else if (arity === 0 && !STRUCTURAL.has(name)) this.#out.push(`$\\${name}$`)
    else if (arity === null && this.#tokens[this.#at] !== '{') this.#out.push(name)
  }

  #command(token: string): void {
    const name = token.slice(1)
    if (name === 'left') this.#left()
    else if (name === 'right') this.#right()
    else if (name === 'begin' || name === 'end') this.#environment(name)
    else if (/^(?:middle|[bB]igg?[lrm]?)$/.test(name)) {
      const keeps = this.#nextIsDelimiter() && (name !== 'middle' || this.#level.kind === 'left')
      if (keeps) this.#emit(`${token} ${this.#takeDelimiter()}`)
    } else if (!/^[a-zA-Z]/.test(name)) this.#symbol(token, name)
    else this.#named(token, name)
  }

  #symbol(token: string, name: string): void {
    if (name === '\\') this.#emit('\\\\ ')
    else if (/^[,;:!> ]$/.test(name) && this.#level.scripts.endsWith('!')) this.#emit(`{${token}}`)
    else if (/^[,;:!>| {}%#&_$]$/.test(name)) this.#emit(token)
    else if (/^[()[\]]$/.test(name)) return
    else if (name !== '' && !/["'`^~=.\-/@]/.test(name)) this.#emit(name)
  }

  #named(token: string, name: string): void {
    const arity = arityOf(name)
    if (arity === null) this.#unknown(name)
    else if (name === 'not') this.#emit(/^[=<>a-zA-Z\\]/.test(this.#tokens[this.#at] ?? '') ? '\\not ' : '')
    else if (/^(?:limits|nolimits)$/.test(name)) {
      const before = this.#out.findLast((piece) => piece.trim() !== '') ?? ''
      if (/^\\(?:sum|prod|int|lim|max|min|sup|inf|arg\w*|big\w+|operatorname.*)\s?$/.test(before))
        this.#out.push(`${token} `)
    } else if (/^(?:over|atop|choose)$/.test(name)) this.#infix(token)
    else this.#known(token, name, arity)
  }

  /** KaTeX takes one of these per group. */
  #infix(token: string): void {
    const level = this.#level
    this.#emit(level.kind === 'group' && level.name === '' ? `${token} ` : '/')
    level.name = 'infix'
  }

  #known(token: string, name: string, arity: number): void {
    const isScript = this.#level.scripts.endsWith('!')
    if (arity === 0) this.#emit(isScript && !isOperand(token) ? `{${token}}` : token)
    else this.#withArguments(token, { name, arity, isScript })
  }

  #withArguments(
    token: string,
    { name, arity, isScript }: { name: string; arity: number; isScript: boolean },
  ): void {
    const next = this.#tokens.slice(this.#at, this.#at + 2).find((token) => !/^\s/.test(token)) ?? ''
    if (!isOperand(next))
      this.#emit(isScript ? `{${token}${'{}'.repeat(arity)}}` : token + '{}'.repeat(arity))
    else if (arity === 2 && !this.#hasTwoArguments()) this.#emit(' ')
    else if (isScript && next !== '{') {
      while (/^\s/.test(this.#tokens[this.#at] ?? '')) this.#at++
      this.#emit(`{${token} ${this.#tokens[this.#at++] ?? ''}}`)
    } else {
      this.#emit(next === '{' ? token : `${token} `)
      // Its braces are part of the same operand, also of a script.
      if (next !== '{') return
      if (!TEXT_ARGUMENT.test(name)) {
        this.#level.scripts += '!'.repeat(arity)
        return
      }
      while (this.#tokens[this.#at++] !== '{');
      this.#open('text', '{')
    }
  }

  /** Looks ahead past one group or token for a second argument. */
  #hasTwoArguments(): boolean {
    let depth = 0
    let seen = 0
    const limit = Math.min(this.#tokens.length, this.#at + 400)
    for (let at = this.#at; at < limit; at++) {
      const token = this.#tokens[at] ?? ''
      if (/^\s/.test(token)) continue
      if (depth === 0 && /^(?:[}&]|\\right|\\\\)$/.test(token)) return false
      if (token === '{') depth++
      if (token === '}') depth--
      if (depth === 0) seen++
      if (seen === 2) return true
      if (seen === 1 && depth === 1 && token === '{') return true
    }
    return false
  }

  #unknown(name: string): void {
    if (this.#tokens[this.#at] === '{') return // Its argument is shown in its place.
    this.#emit(`\\mathrm{${name.replace('*', '')}}`)
  }

  #nextIsDelimiter(): boolean {
    while (/^\s/.test(this.#tokens[this.#at] ?? '')) this.#at++
    return DELIMITER.test(this.#tokens[this.#at] ?? '')
  }

  #takeDelimiter(): string {
    return this.#nextIsDelimiter() ? (this.#tokens[this.#at++] ?? '.') : '.'
  }

  #left(): void {
    if (this.#nextIsDelimiter()) this.#open('left', `\\left${this.#takeDelimiter()} `)
  }

  #right(): void {
    const delimiter = this.#nextIsDelimiter() ? this.#takeDelimiter() : null
    if (this.#level.kind === 'left') {
      this.#endScripts()
      this.#levels.pop()
      this.#emit(`\\right${delimiter ?? '.'} `)
    } else if (delimiter !== null && delimiter !== '.') this.#emit(delimiter)
  }

  #environment(which: 'begin' | 'end'): void {
    const rest = this.#tokens.slice(this.#at, this.#at + 24).join('')
    const name = /^\s*\{([a-zA-Z]+\*?)\}/.exec(rest)?.[1]
    if (name === undefined) return
    while (this.#tokens[this.#at++] !== '}');
    if (!ENVIRONMENTS.test(name)) return
    if (which === 'begin') {
      this.#open('environment', `\\begin{${name}}`, name)
      if ((name === 'array' || name === 'subarray') && this.#tokens[this.#at] !== '{') this.#out.push('{c}')
    } else if (this.#levels.some((level) => level.kind === 'environment' && level.name === name)) {
      while (this.#level.kind !== 'environment' || this.#level.name !== name) this.#close()
      this.#close()
    }
  }
}
