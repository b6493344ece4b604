import type { Tokens } from './tokens.ts'
import { PAD, Role } from './word-info.ts'

/** Columns go on so far beyond either end of the text, so that neighbours need no checks. */
const MARGIN = 3

/** What features read of tokens, also of those up to three tokens before the first and behind the last. */
export class TokenColumns {
  readonly #hashes: Int32Array
  readonly #shapes: Uint8Array
  readonly #roles: Uint8Array
  readonly #gaps: Uint8Array

  constructor({ infos, spaced }: Tokens) {
    const length = infos.length + 2 * MARGIN
    this.#hashes = new Int32Array(length).fill(PAD.hash)
    this.#shapes = new Uint8Array(length).fill(PAD.shape)
    this.#roles = new Uint8Array(length).fill(Role.word)
    this.#gaps = new Uint8Array(length).fill(1)
    for (let at = 0; at < infos.length; at++) {
      const { hash, shape, role } = infos[at]!
      this.#hashes[at + MARGIN] = hash
      this.#shapes[at + MARGIN] = shape
      this.#roles[at + MARGIN] = role
      this.#gaps[at + MARGIN] = spaced[at]!
    }
  }

  hash(at: number): number {
    return this.#hashes[at + MARGIN]!
  }

  shape(at: number): number {
    return this.#shapes[at + MARGIN]!
  }

  /** The shapes of two tokens as one number. */
  pair(first: number, second: number): number {
    return this.shape(first) * 64 + this.shape(second)
  }

  role(at: number): number {
    return this.#roles[at + MARGIN]!
  }

  /** 1 where white space stands before the token, and beyond the text. */
  gap(at: number): number {
    return this.#gaps[at + MARGIN]!
  }

  /** The gaps before the token, the two before it and the three after it, a bit each. */
  gapsAround(at: number): number {
    let bits = 0
    for (let k = -2; k <= 3; k++) bits = bits * 2 + this.gap(at + k)
    return bits
  }
}
