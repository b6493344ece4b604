import { COMMAND_NAMES, ENGLISH_COMMANDS, LETTER_NAMES } from './command-names.ts'
import { BARRIER, type Tokens } from './tokens.ts'

/** Tokens on either side that the network looks at. */
export const REACH = 4
/** Rows of the word, context and cross tables; powers of two, as features are hashed into them. */
export const WORD_ROWS = 8192
export const CONTEXT_ROWS = 1024
export const CROSS_ROWS = 131_072
/** Table rows per token, context features and crossed features per candidate. */
export const WORD_FEATURES = 4
export const CONTEXT_FEATURES = 8
export const CROSS_FEATURES = 20

/** How far a token points to mathematics by itself. */
const Role = { word: 0, weak: 1, seed: 2, strong: 3, barrier: 4 } as const

/** What does not depend on where a token stands. */
export interface WordInfo {
  readonly hash: number
  readonly shape: number
  readonly role: number
  /** Rows of the word table whose sum stands for the token. */
  readonly rows: Int32Array
}

/** A candidate's features; candidates are the tokens that may be mathematics at all. */
export interface Described {
  readonly infos: readonly WordInfo[]
  /** Token indices of the candidates, ascending. */
  readonly candidates: Int32Array
  /** `CONTEXT_FEATURES` rows of the context table per candidate. */
  readonly context: Int32Array
  /** `CROSS_FEATURES` rows of the cross table per candidate. */
  readonly crosses: Int32Array
}

export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  h ^= h >>> 13
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 16)
}

export function hashOf(word: string): number {
  let h = 0x811c9dc5
  for (let at = 0; at < word.length; at++) h = Math.imul(h ^ word.charCodeAt(at), 0x01000193)
  return h
}

const PUNCTUATION = '()[]{}^_=<>+-*/|,.:;!?\'"`~%&#@$\\'

export function describeWord(word: string, isWord: (run: string) => boolean): WordInfo {
  const shape = shapeOf(word, isWord)
  const hash = hashOf(/^\d{2,}$/.test(word) ? `#${Math.min(word.length, 5)}` : word)
  const row = (salt: number, text: string): number => mix(hashOf(text), salt) & (WORD_ROWS - 1)
  const isRun = word.length > 1 && shape < 16
  const rows = Int32Array.of(
    mix(hash, 1) & (WORD_ROWS - 1),
    row(2, String(shape)),
    isRun ? row(3, word.slice(-3)) : row(5, String(shape)),
    isRun ? row(4, word.slice(0, 2)) : row(6, String(shape)),
  )
  return { hash, shape, role: roleOf(word, shape), rows }
}

/** 0..15 runs of letters, 16..19 digits, 20..23 other letters and symbols, 24.. punctuation. */
function shapeOf(word: string, isWord: (run: string) => boolean): number {
  const code = word.charCodeAt(0)
  if (word === BARRIER) return 63
  if (code >= 48 && code < 58) return word.length === 1 ? 16 : word.length < 4 ? 17 : 18
  if (/^[A-Za-z\u00c0-\u024f]/.test(word)) return runShape(word, isWord)
  const punctuation = PUNCTUATION.indexOf(word)
  if (punctuation >= 0) return 24 + punctuation
  if (/^\p{Script=Greek}/u.test(word)) return 20
  if (/^\p{L}/u.test(word)) return 21
  return /^[\p{Sm}\u2190-\u22ff]/u.test(word) ? 22 : 23
}

function runShape(word: string, isWord: (run: string) => boolean): number {
  if (word.length === 1) return word === 'a' || word === 'A' || word === 'I' ? 2 : /[a-z]/.test(word) ? 0 : 1
  if (COMMAND_NAMES.has(word)) return ENGLISH_COMMANDS.has(word) ? 4 : LETTER_NAMES.has(word) ? 15 : 3
  const known = isWord(word)
  if (/^[a-z]+$/.test(word)) return (known ? 5 : 6) + (word.length === 2 ? 2 : 0)
  if (/^[A-Z][a-z]+$/.test(word)) return known ? 9 : 10
  if (/^[A-Z]+$/.test(word)) return known ? 11 : 12
  return known ? 13 : 14
}

function roleOf(word: string, shape: number): number {
  if (shape === 63) return Role.barrier
  if (shape === 3) return Role.strong
  if (shape < 2 || (shape === 11 && word.length < 3) || shape === 6 || shape === 8 || shape === 10 || shape === 12 || shape === 14 || shape === 15) return Role.seed
  if (shape === 5 || shape === 9) return Role.word
  if (shape === 20 || shape === 22) return Role.strong
  if (/^[\^_=<>]$/.test(word)) return Role.strong
  return /^[{}|*+\\[/]$/.test(word) ? Role.seed : Role.weak
}

/** Tokens from a seed within which everything is a candidate. */
const SPREAD = 3

/** Everything that the model wants to know of a text, looked up once. */
export function describe(tokens: Tokens, infoOf: (word: string) => WordInfo): Described {
  const infos = tokens.words.map(infoOf)
  const candidates = candidatesOf(infos)
  const state = new DocumentState(tokens, infos)
  const context = new Int32Array(candidates.length * CONTEXT_FEATURES)
  const crosses = new Int32Array(candidates.length * CROSS_FEATURES)
  candidates.forEach((token, index) => {
    state.context(token, context, index * CONTEXT_FEATURES)
    state.crosses(token, crosses, index * CROSS_FEATURES)
  })
  return { infos, candidates, context, crosses }
}

function candidatesOf(infos: readonly WordInfo[]): Int32Array {
  const count = infos.length
  const isCandidate = new Uint8Array(count)
  for (let at = 0; at < count; at++) {
    const role = infos[at]?.role ?? 0
    if (role !== Role.seed && role !== Role.strong) continue
    isCandidate.fill(1, Math.max(0, at - SPREAD), Math.min(count, at + SPREAD + 1))
  }
  const out: number[] = []
  for (let at = 0; at < count; at++) if (isCandidate[at] === 1 && infos[at]?.role !== Role.barrier) out.push(at)
  return Int32Array.from(out)
}

const OPENING = 24
const PAD: WordInfo = { hash: 7, shape: 62, role: Role.word, rows: Int32Array.of(0, 1, 2, 3) }

/** What features read: the tokens, and counts over the whole document. */
class DocumentState {
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
  readonly #seen = new Map<number, number>()
  readonly #density: number

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
    this.#brackets()
    this.#density = this.#scan()
    this.#runs()
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
      for (let k = start; k < at; k++) {
        this.#runStart[k] = start
        this.#runHash[k] = hash
      }
      start = at
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
    const row = (salt: number, value: number): number => mix(value, salt * 7919) & (CONTEXT_ROWS - 1)
    out[offset] = row(1, this.#gaps(at))
    out[offset + 1] = row(2, opener * 4 + (this.#depth[at] ?? 0))
    out[offset + 2] = row(3, beforeOpener)
    out[offset + 3] = row(4, this.#repeats(at) * 8 + (info.role === Role.seed ? 1 : 0))
    out[offset + 4] = row(5, this.#density)
    out[offset + 5] = row(6, (this.#before[at] ?? 7) * 8 + (this.#after[at] ?? 7))
    out[offset + 6] = row(7, span * 64 + inside)
    out[offset + 7] = row(8, outside * 2 + (at - (this.#runStart[at] ?? 0) > 0 ? 1 : 0))
  }

  crosses(at: number, out: Int32Array, offset: number): void {
    const [a3, a2, a1, a0, b1, b2, b3] = [-3, -2, -1, 0, 1, 2, 3].map((k) => this.#info(at + k)) as [
      WordInfo, WordInfo, WordInfo, WordInfo, WordInfo, WordInfo, WordInfo,
    ]
    const gaps = this.#gaps(at)
    const near = (gaps >> 2) & 3
    const enclosing = this.#enclosing[at] ?? -1
    const around = mix(a1.shape * 64 + b1.shape, near)
    const repeats = this.#repeats(at)
    const left = mix(a0.hash, a1.hash)
    const right = mix(a0.hash, b1.hash)
    const all = [
      mix(left, near >> 1),
      mix(right, near & 1),
      mix(mix(a1.hash, b1.hash), near),
      mix(mix(left, b1.hash), near),
      mix(mix(left, a2.hash), gaps >> 3),
      mix(mix(right, b2.hash), gaps & 7),
      mix(mix(around, a2.shape * 64 + b2.shape), a0.shape * 64 + gaps),
      mix(around, a0.hash),
      mix(around, mix(a1.hash, a0.shape)),
      mix(around, mix(b1.hash, a0.shape)),
      mix(mix(a3.shape * 64 + a2.shape, a1.shape * 64 + a0.shape), gaps >> 2),
      mix(mix(b3.shape * 64 + b2.shape, b1.shape * 64 + a0.shape), gaps & 15),
      mix(mix(a1.hash, a2.hash), a0.shape),
      mix(mix(b1.hash, b2.hash), a0.shape),
      mix(a0.hash, repeats * 8 + this.#density),
      mix(a0.hash, (enclosing >= 0 ? this.#info(enclosing).shape : 0) * 4 + (this.#depth[at] ?? 0)),
      mix(a0.hash, enclosing >= 0 ? this.#info(enclosing - 1).hash : 3),
      mix(around, a0.shape * 32 + repeats),
      mix(mix(a2.hash, b2.hash), a0.hash),
      mix(this.#runHash[at] ?? 0, at - (this.#runStart[at] ?? 0)),
    ]
    for (let k = 0; k < CROSS_FEATURES; k++) out[offset + k] = mix(all[k] ?? 0, k * 104729) & (CROSS_ROWS - 1)
  }
}
