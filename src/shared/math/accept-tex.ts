import { arityOf, ENVIRONMENTS, isOperand, TEXT_ARGUMENT } from './commands.ts'
import { IN_TEXT, STRUCTURAL } from './katex-commands.ts'
import { TexCursor } from './tex-cursor.ts'
import { joinTokens } from './tex-tokens.ts'

/** The height between rows; brackets that hold something else belong to the formula. */
const ROW_GAP = /^\[-?[\d.]+(?:ex|em|mm|cm|pt|in)\]/
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
  readonly #cursor: TexCursor
  readonly #out: string[] = []
  readonly #levels: Level[] = [{ kind: 'group', at: 0, scripts: '', name: '' }]
  /** Braces opened beyond the depth that is kept. */
  #skipped = 0

  constructor(tex: string) {
    this.#cursor = new TexCursor(tex)
  }

  run(): string {
    while (!this.#cursor.isAtEnd) this.#token(this.#cursor.take())
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
    if (/^(?:[}^_&$]|\\right|\\\\|)$/.test(this.#cursor.nextSolid)) this.#endScripts()
  }

  #inText(token: string): void {
    if (token === '$') {
      const inner = acceptableTex(this.#cursor.takeBefore('$') ?? '')
      if (inner !== '') this.#out.push(`$${inner}$`)
    } else if (token === '^') this.#out.push('\\textasciicircum ')
    else if (/^[_%#&]$/.test(token)) this.#out.push(`\\${token}`)
    else if (!token.startsWith('\\') || /^\\[%#&_$ {},;:!]$/.test(token) || this.#cursor.isAccent(token))
      this.#out.push(token)
    else if (/^\\[a-zA-Z]/.test(token)) this.#nameInText(token.slice(1))
  }

  #nameInText(name: string): void {
    const arity = arityOf(name)
    if (IN_TEXT.has(name) && (arity === 0 || this.#cursor.next === '{')) this.#out.push(`\\${name}`)
    else if (arity === 0 && !STRUCTURAL.has(name)) this.#out.push(`$\\${name}$`)
    else if (arity === null && this.#cursor.next !== '{') this.#out.push(name)
  }

  #command(token: string): void {
    const name = token.slice(1)
    if (name === 'left') this.#left()
    else if (name === 'right') this.#right()
    else if (name === 'begin' || name === 'end') this.#environment(name)
    else if (/^(?:middle|[bB]igg?[lrm]?)$/.test(name)) {
      const keeps = this.#cursor.isAtDelimiter() && (name !== 'middle' || this.#level.kind === 'left')
      if (keeps) this.#emit(`${token} ${this.#cursor.takeSolid()}`)
    } else if (!/^[a-zA-Z]/.test(name)) this.#symbol(token, name)
    else this.#named(token, name)
  }

  #symbol(token: string, name: string): void {
    if (name === '\\') this.#emit(`\\\\${this.#cursor.takeMatch(ROW_GAP)?.[0] ?? ''} `)
    else if (this.#cursor.isAccent(token))
      this.#withArguments(token, { name, arity: 1, isScript: this.#level.scripts.endsWith('!') })
    else if (/^[,;:!> ]$/.test(name) && this.#level.scripts.endsWith('!')) this.#emit(`{${token}}`)
    else if (/^[,;:!>| {}%#&_$]$/.test(name)) this.#emit(token)
    else if (/^[()[\]]$/.test(name)) return
    else if (name !== '' && !/["'`^~=.\-/@]/.test(name)) this.#emit(name)
  }

  #named(token: string, name: string): void {
    const arity = arityOf(name)
    if (arity === null && name.endsWith('*') && arityOf(name.slice(0, -1)) === 0) {
      this.#named(token.slice(0, -1), name.slice(0, -1))
      this.#emit('*')
    } else if (arity === null) this.#unknown(name)
    else if (name === 'not') this.#emit(/^[=<>a-zA-Z\\]/.test(this.#cursor.next) ? '\\not ' : '')
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
    if (name === 'sqrt') token += this.#rootIndex()
    const next = this.#cursor.nextSolid
    if (!isOperand(next))
      this.#emit(isScript ? `{${token}${'{}'.repeat(arity)}}` : token + '{}'.repeat(arity))
    else if (arity === 2 && !this.#cursor.hasTwoArguments()) this.#emit(' ')
    else if (isScript && next !== '{') {
      this.#emit(`{${joinTokens([token, this.#cursor.takeSolid()])}}`)
    } else {
      this.#emit(token)
      // Its braces are part of the same operand, also of a script.
      if (next !== '{') return
      if (!TEXT_ARGUMENT.test(name)) {
        this.#level.scripts += '!'.repeat(arity)
        return
      }
      this.#cursor.takeSolid()
      this.#open('text', '{')
    }
  }

  /** `[3]` of a root. */
  #rootIndex(): string {
    if (this.#cursor.next !== '[') return ''
    const index = this.#cursor.takeBefore(']', 40)
    return index === null ? '' : `[${acceptableTex(index.slice(1))}]`
  }

  #unknown(name: string): void {
    if (this.#cursor.next === '{') return // Its argument is shown in its place.
    this.#emit(`\\mathrm{${name.replace('*', '')}}`)
  }

  #left(): void {
    if (this.#cursor.isAtDelimiter()) this.#open('left', `\\left${this.#cursor.takeSolid()} `)
  }

  #right(): void {
    const delimiter = this.#cursor.isAtDelimiter() ? this.#cursor.takeSolid() : null
    if (this.#level.kind === 'left') {
      this.#endScripts()
      this.#levels.pop()
      this.#emit(`\\right${delimiter ?? '.'} `)
    } else if (delimiter !== null && delimiter !== '.') this.#emit(delimiter)
  }

  #environment(which: 'begin' | 'end'): void {
    const name = this.#cursor.takeMatch(/^\s*\{([a-zA-Z]+\*?)\}/)?.[1]
    if (name === undefined || !ENVIRONMENTS.test(name)) return
    if (which === 'begin') {
      this.#open('environment', `\\begin{${name}}`, name)
      if ((name === 'array' || name === 'subarray') && this.#cursor.next !== '{') this.#out.push('{c}')
    } else if (this.#levels.some((level) => level.kind === 'environment' && level.name === name)) {
      while (this.#level.kind !== 'environment' || this.#level.name !== name) this.#close()
      this.#close()
    }
  }
}
