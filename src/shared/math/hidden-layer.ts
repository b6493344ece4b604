import { CONTEXT_FEATURES, HIDDEN, REACH, WIDTH, WORD_FEATURES, WORD_ROWS } from './model-shape.ts'
import type { ScaledTable } from './weights.ts'
import type { WordInfo } from './word-info.ts'

const WINDOW = 2 * REACH + 1
/** Numbers that a word has in the hidden layer: its part of every unit, for each place in the window. */
const PART = WINDOW * HIDDEN
/** Words whose parts are kept between texts, 0.9 kB each, and how often one must be looked at before. */
const KEPT_WORDS = 4000
const OFTEN = 12

/**
 * The units of the hidden layer: sums over the words of the window and over features of the document.
 *
 * Weights are bytes, so that their sums are whole numbers and exact in any order. What a row of the word table adds
 * is worked out once, and its sum for words that come often is kept.
 */
export class HiddenLayer {
  readonly #words: ScaledTable
  readonly #window: ScaledTable
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
  readonly #sums = new Int32Array(HIDDEN)
  readonly #units = new Float64Array(HIDDEN)

  constructor(tables: { words: ScaledTable; window: ScaledTable; context: ScaledTable; bias: Float32Array }) {
    this.#words = tables.words
    this.#window = tables.window
    this.#context = new Int32Array(tables.context.bytes)
    this.#contextScale = tables.context.scale
    this.#bias = tables.bias
  }

  /** The units for the token at `at`; `context` has its rows of the context table from `from` on. */
  unitsOf(infos: readonly WordInfo[], at: number, context: Int32Array, from: number): Float64Array {
    const units = this.#units
    const sums = this.#sums
    sumRows(this.#parts, this.#starts, this.#startsOfWindow(infos, at), sums)
    const scale = this.#words.scale * this.#window.scale
    for (let unit = 0; unit < HIDDEN; unit++) units[unit] = this.#bias[unit]! + sums[unit]! * scale
    for (let k = 0; k < CONTEXT_FEATURES; k++) this.#starts[k] = context[from + k]! * HIDDEN
    sumRows(this.#context, this.#starts, CONTEXT_FEATURES, sums)
    for (let unit = 0; unit < HIDDEN; unit++) units[unit]! += sums[unit]! * this.#contextScale
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
      const place = (near - at + REACH) * HIDDEN
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
    const window = this.#window.bytes
    for (let place = 0; place < WINDOW; place++) {
      const to = from + place * HIDDEN
      for (let d = 0; d < WIDTH; d++) {
        const value = this.#words.bytes[row * WIDTH + d]!
        const weights = (place * WIDTH + d) * HIDDEN
        for (let unit = 0; unit < HIDDEN; unit++) this.#parts[to + unit]! += value * window[weights + unit]!
      }
    }
    return from
  }
}

/** Adds up `count` rows of a table, which begin at `starts`. The innermost loop of `recover`: four sums at a time. */
function sumRows(table: Int32Array, starts: Int32Array, count: number, sums: Int32Array): void {
  for (let unit = 0; unit < HIDDEN; unit += 4) {
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let k = 0; k < count; k++) {
      const at = starts[k]! + unit
      a = (a + table[at]!) | 0
      b = (b + table[at + 1]!) | 0
      c = (c + table[at + 2]!) | 0
      d = (d + table[at + 3]!) | 0
    }
    sums[unit] = a
    sums[unit + 1] = b
    sums[unit + 2] = c
    sums[unit + 3] = d
  }
}
