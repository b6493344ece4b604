import { lineSlackOf } from './line-slack.ts'
import { CONTEXT_ROWS, CROSS_FEATURES } from './model-shape.ts'
import type { Tokens } from './tokens.ts'
import { mix, PAD, Role, type WordInfo } from './word-info.ts'

/** The shape of `(`, the first of the brackets. */
const OPENING = 24

/** What features read: the tokens, and counts over the whole document. */
export class DocumentState {
  readonly #tokens: Tokens
  readonly #infos: readonly WordInfo[]
  readonly #count: number
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

  constructor(tokens: Tokens, infos: readonly WordInfo[]) {
    this.#tokens = tokens
    this.#infos = infos
    this.#count = infos.length
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
    this.#slack = slackOf(tokens, infos)
  }

  #info(at: number): WordInfo {
    return this.#infos[at] ?? PAD
  }

  #gap(at: number): number {
    return this.#tokens.spaced[at] ?? 1
  }

  #brackets(): void {
    const open: number[] = []
    for (let at = 0; at < this.#count; at++) {
      const shape = this.#info(at).shape - OPENING
      if (shape >= 0 && shape < 6 && shape % 2 === 1 && open.length > 0) {
        const from = open.pop() ?? -1
        if (this.#info(from).shape - OPENING === shape - 1) {
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
      const info = this.#info(at)
      this.#before[at] = Math.min(at - last, 7)
      if (info.role === Role.strong) {
        last = at
        strong++
      }
      const besideStrong =
        (this.#info(at + 1).role === Role.strong && this.#gap(at + 1) === 0) ||
        (this.#info(at - 1).role === Role.strong && this.#gap(at) === 0)
      const seen = this.#seen.get(info.hash) ?? 0
      this.#seen.set(info.hash, seen + (besideStrong ? 0x10001 : 1))
    }
    last = this.#count + 99
    for (let at = this.#count - 1; at >= 0; at--) {
      this.#after[at] = Math.min(last - at, 7)
      if (this.#info(at).role === Role.strong) last = at
    }
    return Math.min(7, Math.ceil(Math.log2(1 + (200 * strong) / (this.#count + 20))))
  }

  #runs(): void {
    let start = 0
    for (let at = 0; at <= this.#count; at++) {
      if (at < this.#count && at > 0 && this.#gap(at) === 0) continue
      let hash = 17
      for (let k = start; k < at && k < start + 8; k++) hash = mix(hash, this.#info(k).hash)
      let shapes = 23
      for (let k = start; k < at && k < start + 12; k++) shapes = mix(shapes, this.#info(k).shape)
      let prefix = 29
      for (let k = start; k < at; k++) {
        this.#runStart[k] = start
        this.#runHash[k] = hash
        this.#shapeRun[k] = shapes
        this.#prefix[k] = prefix
        prefix = mix(prefix, this.#info(k).hash)
      }
      let suffix = 31
      for (let k = at - 1; k >= start; k--) {
        this.#suffix[k] = suffix
        suffix = mix(suffix, this.#info(k).hash)
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
      const { shape, hash } = this.#info(at)
      age++
      if (shape > 3 && shape < 15 && shape !== 12) {
        word = hash
        age = 0
      }
    }
    age = 9
    for (let at = this.#count - 1; at >= 0; at--) {
      this.#wordAfter[at] = age < 5 ? mix(word, 5) : 13
      const { shape, hash } = this.#info(at)
      age++
      if (shape > 3 && shape < 15 && shape !== 12) {
        word = hash
        age = 0
      }
    }
  }

  #gaps(at: number): number {
    let bits = 0
    for (let k = -2; k <= 3; k++) bits = bits * 2 + this.#gap(at + k)
    return bits
  }

  /** How often the word stands in the text, and how often next to something strong, both in steps. */
  #repeats(at: number): number {
    const seen = this.#seen.get(this.#info(at).hash) ?? 1
    const times = Math.min(seen & 0xffff, 4)
    const beside = Math.min(seen >>> 16, 3)
    return times * 4 + beside
  }

  context(at: number, out: Int32Array, offset: number): void {
    const info = this.#info(at)
    const enclosing = this.#enclosing[at] ?? -1
    const partner = this.#partner[at] ?? -1
    const opener = enclosing >= 0 ? this.#info(enclosing).shape : 0
    const beforeOpener = enclosing >= 0 ? this.#info(enclosing - 1).shape + 64 * this.#gap(enclosing) : 255
    const span = partner < 0 ? 0 : Math.min(Math.abs(partner - at), 9)
    const inside = partner < 0 ? 0 : this.#info(Math.min(at, partner) + 1).shape
    const outside = partner < 0 ? 0 : this.#info(Math.min(at, partner) - 1).shape
    out[offset] = contextRow(1, this.#gaps(at))
    out[offset + 1] = contextRow(2, opener * 4 + (this.#depth[at] ?? 0))
    out[offset + 2] = contextRow(3, beforeOpener)
    out[offset + 3] = contextRow(4, this.#repeats(at) * 8 + (info.role === Role.seed ? 1 : 0))
    out[offset + 4] = contextRow(5, this.#density)
    out[offset + 5] = contextRow(6, (this.#before[at] ?? 7) * 8 + (this.#after[at] ?? 7))
    out[offset + 6] = contextRow(7, span * 64 + inside)
    const slack = at * 4
    const mostLeft = this.#slack[slack + 2] ?? 0
    out[offset + 8] = contextRow(9, (this.#slack[slack] ?? 0) * 16 + (this.#slack[slack + 1] ?? 0))
    out[offset + 9] = contextRow(10, mostLeft * 32 + (this.#slack[slack + 3] ?? 0))
    out[offset + 10] = contextRow(11, mostLeft * 64 + info.shape)
    out[offset + 7] = contextRow(8, outside * 2 + (at - (this.#runStart[at] ?? 0) > 0 ? 1 : 0))
  }

  crosses(at: number, out: Int32Array, offset: number): void {
    const [a3, a2, a1] = [this.#info(at - 3), this.#info(at - 2), this.#info(at - 1)]
    const a0 = this.#info(at)
    const [b1, b2, b3] = [this.#info(at + 1), this.#info(at + 2), this.#info(at + 3)]
    const gaps = this.#gaps(at)
    const near = (gaps >> 2) & 3
    const enclosing = this.#enclosing[at] ?? -1
    const around = mix(a1.shape * 64 + b1.shape, near)
    const repeats = this.#repeats(at)
    const slack = at * 4
    const most = this.#slack[slack] ?? 0
    const least = this.#slack[slack + 1] ?? 0
    const mostLeft = this.#slack[slack + 2] ?? 0
    const leastLeft = this.#slack[slack + 3] ?? 0
    const left = mix(a0.hash, a1.hash)
    const right = mix(a0.hash, b1.hash)
    const lefts = mix(a1.hash, a2.hash)
    const rights = mix(b1.hash, b2.hash)
    const prefix = this.#prefix[at] ?? 0
    const suffix = this.#suffix[at] ?? 0
    const wordBefore = this.#wordBefore[at] ?? 0
    const wordAfter = this.#wordAfter[at] ?? 0
    const place = at - (this.#runStart[at] ?? 0)
    const opener = (enclosing >= 0 ? this.#info(enclosing).shape : 0) * 4 + (this.#depth[at] ?? 0)
    out[offset] = mix(left, near >> 1)
    out[offset + 1] = mix(right, near & 1)
    out[offset + 2] = mix(mix(a1.hash, b1.hash), near)
    out[offset + 3] = mix(mix(left, b1.hash), near)
    out[offset + 4] = mix(mix(left, a2.hash), gaps >> 3)
    out[offset + 5] = mix(mix(right, b2.hash), gaps & 7)
    out[offset + 6] = mix(mix(around, a2.shape * 64 + b2.shape), a0.shape * 64 + gaps)
    out[offset + 7] = mix(around, a0.hash)
    out[offset + 8] = mix(around, mix(a1.hash, a0.shape))
    out[offset + 9] = mix(around, mix(b1.hash, a0.shape))
    out[offset + 10] = mix(mix(a3.shape * 64 + a2.shape, a1.shape * 64 + a0.shape), gaps >> 2)
    out[offset + 11] = mix(mix(b3.shape * 64 + b2.shape, b1.shape * 64 + a0.shape), gaps & 15)
    out[offset + 12] = mix(lefts, a0.shape)
    out[offset + 13] = mix(rights, a0.shape)
    out[offset + 14] = mix(a0.hash, repeats * 8 + this.#density)
    out[offset + 15] = mix(a0.hash, opener)
    out[offset + 16] = mix(a0.hash, enclosing >= 0 ? this.#info(enclosing - 1).hash : 3)
    out[offset + 17] = mix(around, a0.shape * 32 + repeats)
    out[offset + 18] = mix(mix(a2.hash, b2.hash), a0.hash)
    out[offset + 19] = mix(this.#runHash[at] ?? 0, place)
    out[offset + 20] = mix(a0.hash, most * 32 + least)
    out[offset + 21] = mix(a0.hash, mostLeft * 32 + leastLeft + 4096)
    out[offset + 22] = mix(around, (a0.shape * 32 + mostLeft) * 32 + leastLeft)
    out[offset + 23] = mix(wordBefore, a0.hash)
    out[offset + 24] = mix(wordAfter, a0.hash)
    out[offset + 25] = mix(mix(wordBefore, wordAfter), a0.shape)
    out[offset + 26] = mix(this.#shapeRun[at] ?? 0, place)
    out[offset + 27] = mix(prefix, a0.hash)
    out[offset + 28] = mix(suffix, a0.hash)
    out[offset + 29] = mix(mix(prefix, a0.shape), wordBefore)
    out[offset + 30] = mix(mix(suffix, a0.shape), wordAfter)
    out[offset + 31] = mix(lefts, mix(b1.hash, a0.shape))
    out[offset + 32] = mix(rights, mix(a1.hash, a0.shape))
    // The same neighbours mean something else in another feature.
    for (let k = 0; k < CROSS_FEATURES; k++) out[offset + k] = mix(out[offset + k]!, k * 104729)
  }
}

function contextRow(salt: number, value: number): number {
  return mix(value, salt * 7919) & (CONTEXT_ROWS - 1)
}

/** Four numbers per token, shifted to be positive; zeros where the text is not hard-wrapped. */
function slackOf({ starts, text }: Tokens, infos: readonly WordInfo[]): Int8Array {
  const out = new Int8Array(infos.length * 4)
  const lines = lineSlackOf(text)
  if (!lines) return out
  const clamp = (value: number, low: number, high: number): number =>
    Math.max(low, Math.min(high, value)) - low + 1
  let token = 0
  for (let line = 0; line < lines.starts.length; line++) {
    const end = lines.starts[line + 1] ?? Infinity
    const first = token
    let explained = 0
    let lastStrong = -9
    for (; token < infos.length && (starts[token] ?? 0) < end; token++) {
      const info = infos[token] ?? PAD
      if (info.role !== Role.strong && !(info.shape === 4 && token - lastStrong < 3)) continue
      if (token - lastStrong > 3) explained += 2
      if (info.shape === 3 || info.shape === 4 || info.shape === 15) explained++
      lastStrong = token
    }
    const most = lines.most[line] ?? 0
    const least = lines.least[line] ?? -9
    const before = lines.least[line - 1] ?? -9
    for (let k = first; k < token; k++) {
      const isFirstWord = k - first < 2
      const needed = isFirstWord ? Math.max(least, before) : least
      out[k * 4] = clamp(most, 0, 12)
      out[k * 4 + 1] = clamp(needed, -5, 8)
      out[k * 4 + 2] = clamp(most - explained, -6, 10)
      out[k * 4 + 3] = clamp(needed - explained, -8, 8)
    }
  }
  return out
}
