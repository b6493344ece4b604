import { PAD, type WordInfo } from './word-info.ts'

/** Columns go on so far beyond either end of the text, so that neighbours need no checks. */
const MARGIN = 3

/** What features read of tokens, also of those up to three tokens before the first and behind the last. */
export class TokenColumns {
  readonly #hashes: Int32Array
  readonly #traits: Int16Array
  readonly #gaps: Uint8Array
  #count = 0

  /** Columns for `most` tokens, still empty. */
  constructor(most: number) {
    this.#hashes = new Int32Array(most + 2 * MARGIN)
    this.#traits = new Int16Array(most + 2 * MARGIN)
    this.#gaps = new Uint8Array(most + 2 * MARGIN)
    for (let at = 0; at < MARGIN; at++) this.#pad(at)
    this.close()
  }

  get count(): number {
    return this.#count
  }

  /** Adds a token by the hash and the traits of its word; `gap` is 1 where white space stands before it. */
  add(hash: number, traits: number, gap: number): void {
    const at = MARGIN + this.#count++
    this.#hashes[at] = hash
    this.#traits[at] = traits
    this.#gaps[at] = gap
  }

  /** To be called behind the last token. */
  close(): void {
    for (let at = 0; at < MARGIN; at++) this.#pad(MARGIN + this.#count + at)
  }

  #pad(at: number): void {
    this.#hashes[at] = PAD.hash
    this.#traits[at] = PAD.shape
    this.#gaps[at] = 1
  }

  hash(at: number): number {
    return this.#hashes[at + MARGIN]!
  }

  shape(at: number): number {
    return this.#traits[at + MARGIN]! & 63
  }

  /** The shapes of two tokens as one number. */
  pair(first: number, second: number): number {
    return this.shape(first) * 64 + this.shape(second)
  }

  role(at: number): number {
    return (this.#traits[at + MARGIN]! >> 6) & 7
  }

  /** Whether mathematics may begin with it wherever it stands. */
  isSeed(at: number): boolean {
    return (this.#traits[at + MARGIN]! & SEED) !== 0
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

const SEED = 1 << 9
const SPLIT = 1 << 10

/** Shape, role and what else is known of a word, as the columns keep them: 11 bits. */
export function traitsOf({ shape, role, isSeed, parts }: WordInfo): number {
  return shape | (role << 6) | (isSeed ? SEED : 0) | (parts.length > 0 ? SPLIT : 0)
}

/** Whether the word falls into several. */
export function isSplit(traits: number): boolean {
  return (traits & SPLIT) !== 0
}
