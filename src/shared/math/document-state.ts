import { CONTEXT_ROWS, CROSS_FEATURES } from './model-shape.ts'
import { slackOf } from './token-slack.ts'
import type { Tokens } from './tokens.ts'
import type { TokenColumns } from './token-columns.ts'
import { mix, Role } from './word-info.ts'

/** The shape of `(`, the first of the brackets. */
const OPENING = 24

/** What features read: the tokens, and counts over the whole document. */
export class DocumentState {
  readonly #count: number
  readonly #field: number
  readonly #tokens: TokenColumns
  /** Token index of the innermost bracket that is open before a token, or -1. */
  readonly #enclosing: Int32Array
  readonly #depth: Uint8Array
  readonly #partner: Int32Array
  readonly #before: Int32Array
  readonly #after: Int32Array
  readonly #runStart: Int32Array
  readonly #runHash: Int32Array
  readonly #prefix: Int32Array
  readonly #suffix: Int32Array
  readonly #shapeRun: Int32Array
  readonly #wordBefore: Int32Array
  readonly #wordAfter: Int32Array
  readonly #seen = new Map<number, number>()
  readonly #density: number
  /** Characters missing from the token's line: at most, at least, and the same less what strong tokens explain. */
  readonly #slack: Int8Array

  constructor(tokens: Tokens, field: number) {
    this.#count = tokens.columns.count
    this.#field = field
    this.#tokens = tokens.columns
    this.#enclosing = new Int32Array(this.#count).fill(-1)
    this.#depth = new Uint8Array(this.#count)
    this.#partner = new Int32Array(this.#count).fill(-1)
    this.#before = new Int32Array(this.#count)
    this.#after = new Int32Array(this.#count)
    this.#runStart = new Int32Array(this.#count)
    this.#runHash = new Int32Array(this.#count)
    this.#prefix = new Int32Array(this.#count)
    this.#suffix = new Int32Array(this.#count)
    this.#shapeRun = new Int32Array(this.#count)
    this.#wordBefore = new Int32Array(this.#count)
    this.#wordAfter = new Int32Array(this.#count)
    this.#neighbours()
    this.#brackets()
    this.#density = this.#scan()
    this.#runs()
    this.#slack = slackOf(tokens)
  }

  #brackets(): void {
    const open: number[] = []
    for (let at = 0; at < this.#count; at++) {
      const shape = this.#tokens.shape(at) - OPENING
      if (shape >= 0 && shape < 6 && shape % 2 === 1 && open.length > 0) {
        const from = open.pop() ?? -1
        if (this.#tokens.shape(from) - OPENING === shape - 1) {
          this.#partner[at] = from
          this.#partner[from] = at
        }
      }
      this.#enclosing[at] = open.at(-1) ?? -1
      this.#depth[at] = Math.min(open.length, 3)
      if (shape >= 0 && shape < 6 && shape % 2 === 0) open.push(at)
      if (open.length > 8 || (open.length > 0 && at - (open[0] ?? 0) > 80)) open.shift()
    }
  }

  /** Distances to strong tokens, counts of words and of their appearances next to one; returns the density. */
  #scan(): number {
    let strong = 0
    let last = -99
    for (let at = 0; at < this.#count; at++) {
      this.#before[at] = Math.min(at - last, 7)
      if (this.#tokens.role(at) === Role.strong) {
        last = at
        strong++
      }
      const besideStrong =
        (this.#tokens.role(at + 1) === Role.strong && this.#tokens.gap(at + 1) === 0) ||
        (this.#tokens.role(at - 1) === Role.strong && this.#tokens.gap(at) === 0)
      const hash = this.#tokens.hash(at)
      const seen = this.#seen.get(hash) ?? 0
      this.#seen.set(hash, seen + (besideStrong ? 0x10001 : 1))
    }
    last = this.#count + 99
    for (let at = this.#count - 1; at >= 0; at--) {
      this.#after[at] = Math.min(last - at, 7)
      if (this.#tokens.role(at) === Role.strong) last = at
    }
    return Math.min(7, Math.ceil(Math.log2(1 + (200 * strong) / (this.#count + 20))))
  }

  #runs(): void {
    let start = 0
    for (let at = 0; at <= this.#count; at++) {
      if (at < this.#count && at > 0 && this.#tokens.gap(at) === 0) continue
      let hash = 17
      for (let k = start; k < at && k < start + 8; k++) hash = mix(hash, this.#tokens.hash(k))
      let shapes = 23
      for (let k = start; k < at && k < start + 12; k++) shapes = mix(shapes, this.#tokens.shape(k))
      let prefix = 29
      for (let k = start; k < at; k++) {
        this.#runStart[k] = start
        this.#runHash[k] = hash
        this.#shapeRun[k] = shapes
        this.#prefix[k] = prefix
        prefix = mix(prefix, this.#tokens.hash(k))
      }
      let suffix = 31
      for (let k = at - 1; k >= start; k--) {
        this.#suffix[k] = suffix
        suffix = mix(suffix, this.#tokens.hash(k))
      }
      start = at
    }
  }

  /** The nearest words of two letters or more on either side, at most four tokens away. */
  #neighbours(): void {
    let word = 0
    let age = 9
    for (let at = 0; at < this.#count; at++) {
      this.#wordBefore[at] = age < 5 ? mix(word, 3) : 11
      const shape = this.#tokens.shape(at)
      age++
      if (shape > 3 && shape < 15 && shape !== 12) {
        word = this.#tokens.hash(at)
        age = 0
      }
    }
    age = 9
    for (let at = this.#count - 1; at >= 0; at--) {
      this.#wordAfter[at] = age < 5 ? mix(word, 5) : 13
      const shape = this.#tokens.shape(at)
      age++
      if (shape > 3 && shape < 15 && shape !== 12) {
        word = this.#tokens.hash(at)
        age = 0
      }
    }
  }

  /** How often the word stands in the text, and how often next to something strong, both in steps. */
  #repeats(at: number): number {
    const seen = this.#seen.get(this.#tokens.hash(at)) ?? 1
    const times = Math.min(seen & 0xffff, 4)
    const beside = Math.min(seen >>> 16, 3)
    return times * 4 + beside
  }

  context(at: number, out: Int32Array, offset: number): void {
    const enclosing = this.#enclosing[at] ?? -1
    const partner = this.#partner[at] ?? -1
    const opener = enclosing >= 0 ? this.#tokens.shape(enclosing) : 0
    const beforeOpener =
      enclosing >= 0 ? this.#tokens.shape(enclosing - 1) + 64 * this.#tokens.gap(enclosing) : 255
    const span = partner < 0 ? 0 : Math.min(Math.abs(partner - at), 9)
    const inside = partner < 0 ? 0 : this.#tokens.shape(Math.min(at, partner) + 1)
    const outside = partner < 0 ? 0 : this.#tokens.shape(Math.min(at, partner) - 1)
    out[offset] = contextRow(1, this.#tokens.gapsAround(at))
    out[offset + 1] = contextRow(2, opener * 4 + (this.#depth[at] ?? 0))
    out[offset + 2] = contextRow(3, beforeOpener)
    out[offset + 3] = contextRow(4, this.#repeats(at) * 8 + (this.#tokens.role(at) === Role.seed ? 1 : 0))
    out[offset + 4] = contextRow(5, this.#density)
    out[offset + 5] = contextRow(6, (this.#before[at] ?? 7) * 8 + (this.#after[at] ?? 7))
    out[offset + 6] = contextRow(7, span * 64 + inside)
    const slack = at * 4
    const mostLeft = this.#slack[slack + 2] ?? 0
    out[offset + 8] = contextRow(9, (this.#slack[slack] ?? 0) * 16 + (this.#slack[slack + 1] ?? 0))
    out[offset + 9] = contextRow(10, mostLeft * 32 + (this.#slack[slack + 3] ?? 0))
    out[offset + 10] = contextRow(11, mostLeft * 64 + this.#tokens.shape(at))
    out[offset + 11] = contextRow(12, this.#field * 64 + this.#tokens.shape(at))
    out[offset + 7] = contextRow(8, outside * 2 + (at - (this.#runStart[at] ?? 0) > 0 ? 1 : 0))
  }

  crosses(at: number, out: Int32Array, offset: number): void {
    const gaps = this.#tokens.gapsAround(at)
    const around = mix(this.#tokens.pair(at - 1, at + 1), (gaps >> 2) & 3)
    this.#crossNeighbours(at, { gaps, around }, out, offset)
    this.#crossDocument(at, around, out, offset)
    // The same neighbours mean something else in another feature.
    for (let k = 0; k < CROSS_FEATURES; k++) out[offset + k] = mix(out[offset + k]!, k * 104729)
  }

  /** The token with those around it. */
  #crossNeighbours(
    at: number,
    { gaps, around }: { gaps: number; around: number },
    out: Int32Array,
    offset: number,
  ): void {
    const a2 = this.#tokens.hash(at - 2)
    const a1 = this.#tokens.hash(at - 1)
    const a0 = this.#tokens.hash(at)
    const b1 = this.#tokens.hash(at + 1)
    const b2 = this.#tokens.hash(at + 2)
    const shape = this.#tokens.shape(at)
    const near = (gaps >> 2) & 3
    const left = mix(a0, a1)
    const right = mix(a0, b1)
    const lefts = mix(a1, a2)
    const rights = mix(b1, b2)
    out[offset] = mix(left, near >> 1)
    out[offset + 1] = mix(right, near & 1)
    out[offset + 2] = mix(mix(a1, b1), near)
    out[offset + 3] = mix(mix(left, b1), near)
    out[offset + 4] = mix(mix(left, a2), gaps >> 3)
    out[offset + 5] = mix(mix(right, b2), gaps & 7)
    out[offset + 6] = mix(mix(around, this.#tokens.pair(at - 2, at + 2)), shape * 64 + gaps)
    out[offset + 7] = mix(around, a0)
    out[offset + 8] = mix(around, mix(a1, shape))
    out[offset + 9] = mix(around, mix(b1, shape))
    out[offset + 10] = mix(mix(this.#tokens.pair(at - 3, at - 2), this.#tokens.pair(at - 1, at)), gaps >> 2)
    out[offset + 11] = mix(mix(this.#tokens.pair(at + 3, at + 2), this.#tokens.pair(at + 1, at)), gaps & 15)
    out[offset + 12] = mix(lefts, shape)
    out[offset + 13] = mix(rights, shape)
    out[offset + 18] = mix(mix(a2, b2), a0)
    out[offset + 31] = mix(lefts, mix(b1, shape))
    out[offset + 32] = mix(rights, mix(a1, shape))
  }

  /** The token with its run, its line, the bracket it is in and the words near it. */
  #crossDocument(at: number, around: number, out: Int32Array, offset: number): void {
    const hash = this.#tokens.hash(at)
    const shape = this.#tokens.shape(at)
    const repeats = this.#repeats(at)
    const enclosing = this.#enclosing[at]!
    const opener = (enclosing >= 0 ? this.#tokens.shape(enclosing) : 0) * 4 + this.#depth[at]!
    const slack = at * 4
    const most = this.#slack[slack]!
    const least = this.#slack[slack + 1]!
    const mostLeft = this.#slack[slack + 2]!
    const leastLeft = this.#slack[slack + 3]!
    const prefix = this.#prefix[at]!
    const suffix = this.#suffix[at]!
    const wordBefore = this.#wordBefore[at]!
    const wordAfter = this.#wordAfter[at]!
    const place = at - this.#runStart[at]!
    out[offset + 14] = mix(hash, repeats * 8 + this.#density)
    out[offset + 15] = mix(hash, opener)
    out[offset + 16] = mix(hash, enclosing >= 0 ? this.#tokens.hash(enclosing - 1) : 3)
    out[offset + 17] = mix(around, shape * 32 + repeats)
    out[offset + 19] = mix(this.#runHash[at]!, place)
    out[offset + 20] = mix(hash, most * 32 + least)
    out[offset + 21] = mix(hash, mostLeft * 32 + leastLeft + 4096)
    out[offset + 22] = mix(around, (shape * 32 + mostLeft) * 32 + leastLeft)
    out[offset + 23] = mix(wordBefore, hash)
    out[offset + 24] = mix(wordAfter, hash)
    out[offset + 25] = mix(mix(wordBefore, wordAfter), shape)
    out[offset + 26] = mix(this.#shapeRun[at]!, place)
    out[offset + 27] = mix(prefix, hash)
    out[offset + 28] = mix(suffix, hash)
    out[offset + 29] = mix(mix(prefix, shape), wordBefore)
    out[offset + 30] = mix(mix(suffix, shape), wordAfter)
    out[offset + 33] = mix(hash, this.#field + 77)
    out[offset + 34] = mix(around, (shape * 16 + this.#field) * 16 + 5)
  }
}

function contextRow(salt: number, value: number): number {
  return mix(value, salt * 7919) & (CONTEXT_ROWS - 1)
}
