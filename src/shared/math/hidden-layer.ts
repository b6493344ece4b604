import { CONTEXT_FEATURES, HIDDEN, REACH, WIDTH, WORD_FEATURES, WORD_ROWS } from './model-shape.ts'
import type { ScaledTable } from './weights.ts'
import type { WordInfo } from './word-info.ts'

const WINDOW = 2 * REACH + 1
/** Two units share one number of 32 bits: the first half of them has its lower, the second half its upper 16 bits. */
const PAIRS = HIDDEN / 2
/** Numbers that a word has in the hidden layer: its part of every pair of units, for each place in the window. */
const PART = WINDOW * PAIRS
/** Words whose parts are kept between texts, 0.4 kB each, and how often one must be looked at before. */
const KEPT_WORDS = 4000
const OFTEN = 12

/**
 * The units of the hidden layer: sums over the words of the window and over features of the document.
 *
 * Weights are bytes, so that their sums are whole numbers and the same in any order. What a row of the word table adds
 * is worked out once, and its sum for words that come often is kept, both in 16 bits: what does not stay in the
 * processor's cache costs more than it saves.
 */
export class HiddenLayer {
  readonly #words: ScaledTable
  readonly #window: ScaledTable
  /** Bits that parts lose, so that no sum of a window needs more than 16. */
  readonly #shift: number
  readonly #context: Int32Array
  readonly #contextScale: number
  readonly #bias: Float32Array
  /** Parts of the rows of the word table, then of words; all of these are forgotten where there is no room for more. */
  readonly #parts = new Int32Array((WORD_ROWS + KEPT_WORDS) * PART)
  readonly #isRowKept = new Uint8Array(WORD_ROWS)
  #kept = 0
  #era = 0
  /** Of the candidate at hand: where the rows to add start, and what came of them. */
  readonly #starts = new Int32Array(Math.max(WINDOW * WORD_FEATURES, CONTEXT_FEATURES))
  readonly #units = new Float64Array(HIDDEN)

  constructor(tables: { words: ScaledTable; window: ScaledTable; context: ScaledTable; bias: Float32Array }) {
    this.#words = tables.words
    this.#window = tables.window
    this.#shift = shiftFor(tables.words.bytes, tables.window.bytes)
    this.#context = pairsOf(tables.context.bytes)
    this.#contextScale = tables.context.scale
    this.#bias = tables.bias
  }

  /** The units for the token at `at`; `context` has its rows of the context table from `from` on. */
  unitsOf(infos: readonly WordInfo[], at: number, context: Int32Array, from: number): Float64Array {
    const units = this.#units
    units.set(this.#bias)
    const scale = this.#words.scale * this.#window.scale * (1 << this.#shift)
    addRows(this.#parts, { starts: this.#starts, count: this.#startsOfWindow(infos, at) }, scale, units)
    for (let k = 0; k < CONTEXT_FEATURES; k++) this.#starts[k] = context[from + k]! * PAIRS
    addRows(this.#context, { starts: this.#starts, count: CONTEXT_FEATURES }, this.#contextScale, units)
    return units
  }

  #startsOfWindow(infos: readonly WordInfo[], at: number): number {
    if (this.#kept + WINDOW > KEPT_WORDS) {
      this.#era++
      this.#kept = 0
    }
    const starts = this.#starts
    let count = 0
    const last = Math.min(infos.length - 1, at + REACH)
    for (let near = Math.max(0, at - REACH); near <= last; near++) {
      const word = infos[near]!
      const place = (near - at + REACH) * PAIRS
      if (this.#isKept(word)) starts[count++] = word.part + place
      else for (let r = 0; r < WORD_FEATURES; r++) starts[count++] = this.#rowPart(word.rows[r]!) + place
    }
    return count
  }

  #isKept(word: WordInfo): boolean {
    if (word.era === this.#era) return true
    if (word.looks++ < OFTEN) return false
    word.era = this.#era
    word.part = (WORD_ROWS + this.#kept++) * PART
    const parts = this.#parts.fill(0, word.part, word.part + PART)
    for (let r = 0; r < WORD_FEATURES; r++) {
      const from = this.#rowPart(word.rows[r]!)
      for (let k = 0; k < PART; k++) parts[word.part + k]! += parts[from + k]!
    }
    return true
  }

  /** Where the part of a row of the word table starts. */
  #rowPart(row: number): number {
    const from = row * PART
    if (this.#isRowKept[row] === 1) return from
    this.#isRowKept[row] = 1
    for (let place = 0; place < WINDOW; place++) {
      for (let pair = 0; pair < PAIRS; pair++) {
        const low = this.#rowSum(row, place, pair)
        const high = this.#rowSum(row, place, pair + PAIRS)
        this.#parts[from + place * PAIRS + pair] = (high << 16) + low
      }
    }
    return from
  }

  /** What a row of the word table adds to a unit at a place of the window, rounded. */
  #rowSum(row: number, place: number, unit: number): number {
    const words = this.#words.bytes
    const window = this.#window.bytes
    let sum = 0
    for (let d = 0; d < WIDTH; d++)
      sum += words[row * WIDTH + d]! * window[(place * WIDTH + d) * HIDDEN + unit]!
    return (sum + ((1 << this.#shift) >> 1)) >> this.#shift
  }
}

/** The fewest bits to lose for which no words whatever can make a sum of a window larger than 16 bits. */
function shiftFor(words: Int8Array, window: Int8Array): number {
  const largest = new Int32Array(WIDTH)
  for (let k = 0; k < words.length; k++)
    largest[k % WIDTH] = Math.max(largest[k % WIDTH]!, Math.abs(words[k]!))
  const most = new Int32Array(HIDDEN)
  for (let k = 0; k < window.length; k++)
    most[k % HIDDEN]! += WORD_FEATURES * Math.abs(window[k]!) * largest[Math.floor(k / HIDDEN) % WIDTH]!
  const rounding = WINDOW * WORD_FEATURES
  let shift = 0
  while ((Math.max(...most) >> shift) + rounding > 0x7fff) shift++
  return shift
}

/** Rows of `HIDDEN` bytes as rows of pairs. */
function pairsOf(bytes: Int8Array): Int32Array {
  const out = new Int32Array(bytes.length / 2)
  for (let k = 0; k < out.length; k++) {
    const low = Math.floor(k / PAIRS) * HIDDEN + (k % PAIRS)
    out[k] = (bytes[low + PAIRS]! << 16) + bytes[low]!
  }
  return out
}

/** Rows of a table by where they begin. */
interface Rows {
  readonly starts: Int32Array
  readonly count: number
}

/** Adds rows of pairs, times `scale`, to the units. The innermost loop of `recover`: four sums at a time. */
function addRows(table: Int32Array, { starts, count }: Rows, scale: number, units: Float64Array): void {
  for (let pair = 0; pair < PAIRS; pair += 4) {
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let k = 0; k < count; k++) {
      const at = starts[k]! + pair
      a = (a + table[at]!) | 0
      b = (b + table[at + 1]!) | 0
      c = (c + table[at + 2]!) | 0
      d = (d + table[at + 3]!) | 0
    }
    addPair(units, pair, a, scale)
    addPair(units, pair + 1, b, scale)
    addPair(units, pair + 2, c, scale)
    addPair(units, pair + 3, d, scale)
  }
}

function addPair(units: Float64Array, pair: number, sum: number, scale: number): void {
  const low = (sum << 16) >> 16
  units[pair]! += low * scale
  units[pair + PAIRS]! += ((sum - low) >> 16) * scale
}
