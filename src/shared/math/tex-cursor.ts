import { DELIMITER } from './commands.ts'
import { tokensOf } from './tex-tokens.ts'

/** Further than this nothing is looked for, so that reading stays linear. */
const FAR = 400

/** A place among the tokens of a formula. */
export class TexCursor {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tex: string) {
    this.#tokens = tokensOf(tex)
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length
  }

  /** The token that comes now; empty at the end. */
  get next(): string {
    return this.#tokens[this.#at] ?? ''
  }

  /** The same, past white space. */
  get nextSolid(): string {
    return /^\s/.test(this.next) ? (this.#tokens[this.#at + 1] ?? '') : this.next
  }

  take(): string {
    return this.#tokens[this.#at++] ?? ''
  }

  takeSolid(): string {
    while (/^\s/.test(this.next)) this.#at++
    return this.take()
  }

  /** What stands before the next `token`, which is taken with it; null where there is none. */
  takeBefore(token: string, far = Infinity): string | null {
    const end = this.#tokens.indexOf(token, this.#at)
    if (end < 0 || end - this.#at > far) return null
    const inner = this.#tokens.slice(this.#at, end).join('')
    this.#at = end + 1
    return inner
  }

  /** What comes next, where it looks like `pattern`, of less than 24 tokens. */
  takeMatch(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#tokens.slice(this.#at, this.#at + 24).join(''))
    const length = found?.[0].length ?? 0
    let taken = 0
    while (taken < length) taken += this.take().length
    return found
  }

  isAtDelimiter(): boolean {
    return DELIMITER.test(this.nextSolid)
  }

  /** Whether the token just taken puts an accent on one letter. */
  isAccent(token: string): boolean {
    const next = this.#tokens.slice(this.#at, this.#at + 3).join('')
    return /^\\["'`^~=.]$/.test(token) && /^(?:[A-Za-z]|\{[A-Za-z]\})/.test(next)
  }

  /** Looks ahead past one group or token for a second argument. */
  hasTwoArguments(): boolean {
    let depth = 0
    let seen = 0
    const limit = Math.min(this.#tokens.length, this.#at + FAR)
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
}
