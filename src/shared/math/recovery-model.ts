import { COMMAND_NAMES } from './command-names.ts'
import type { Described } from './features.ts'
import { WITHOUT_ARGUMENT } from './katex-commands.ts'
import {
  CONTEXT_FEATURES,
  CROSS_FEATURES,
  HIDDEN,
  REACH,
  WIDTH,
  WORD_FEATURES,
  WORD_ROWS,
} from './model-shape.ts'
import { describeWord, hashOf, type WordInfo } from './word-info.ts'
import type { StructureTable } from './tex-classes.ts'
import type { PieceEntry } from './tex-pieces.ts'
import { readWeights, WordFilter, type Weights } from './weights.ts'

const WINDOW = 2 * REACH + 1
/** Words whose parts in the hidden layer are kept between texts, 1.7 kB each, and words whose shape is. */
const KEPT_WORDS = 4000
const KNOWN_WORDS = 20_000

/** Commands of KaTeX, for those that training has not seen: rare, and hardly anything else. */
const UNSEEN = [...COMMAND_NAMES, ...WITHOUT_ARGUMENT]
  .filter((name) => name.length > (COMMAND_NAMES.has(name) ? 2 : 5))
  .map((name): [string, PieceEntry] => [name, { command: 11.5, plain: Infinity, classes: ['command'] }])

/** Reads weights as `npm run train:math` writes them; throws when they are not. */
export function loadModel(bytes: Uint8Array): RecoveryModel {
  return new RecoveryModel(readWeights(bytes))
}

/** The weights of `recover`, ready for use. Opaque outside this module. */
export class RecoveryModel {
  readonly threshold: number
  readonly structure: StructureTable
  readonly #filter: WordFilter
  readonly #known = new Map<string, KnownWord>()
  /** What each kept word adds to the hidden layer, by its slot and place, and which of them are computed. */
  readonly #parts = new Float32Array(KEPT_WORDS * WINDOW * HIDDEN)
  #slotsTaken = 0
  #era = 0
  readonly #rowParts = new Float32Array(WORD_ROWS * WINDOW * HIDDEN)
  readonly #isRowComputed = new Uint8Array(WORD_ROWS)
  readonly #isComputed = new Uint8Array(KEPT_WORDS * WINDOW)
  readonly #words: Float32Array
  readonly #window: Float32Array
  readonly #context: Float32Array
  readonly #bias: Float32Array
  /** The hidden layer of the candidate at hand. */
  readonly #hidden = new Float32Array(HIDDEN)
  readonly #output: Float32Array
  readonly #outputBias: Float32Array
  readonly #crosses: CrossTable

  constructor({ header, tables }: Weights) {
    const scaleOf = new Map(header.tables.map(({ name, scale }) => [name, scale]))
    const bytes = (name: string): Int8Array => {
      const table = tables.get(name)
      if (!table) throw new Error(`the weights lack the table ${name}`)
      return table
    }
    const table = (name: string): Float32Array =>
      Float32Array.from(bytes(name), (weight) => weight * (scaleOf.get(name) ?? 1))
    this.threshold = header.threshold
    this.#filter = new WordFilter(new Uint8Array(bytes('filter')))
    this.#words = table('words')
    this.#window = table('window')
    this.#context = table('context')
    this.#bias = table('bias')
    this.#output = table('output')
    this.#outputBias = table('outputBias')
    this.#crosses = new CrossTable(bytes('crosses'), scaleOf.get('crosses') ?? 1)
    const classes = bytes('classes')
    const entries = header.pieces.map(([text, command, plain, letters]): [string, PieceEntry] => [
      text,
      {
        command: command < 0 ? Infinity : command / 10,
        plain: plain < 0 ? Infinity : plain / 10,
        classes: [...letters].map((letter) => header.classes[letter.charCodeAt(0) - 97] ?? 'plain'),
      },
    ])
    this.structure = {
      lexicon: { entries: new Map([...UNSEEN, ...entries]), letter: header.letterCost, longest: 24 },
      weight: (row) => classes[row] ?? 0,
    }
  }

  isWord = (run: string): boolean =>
    this.#filter.has(hashOf(run)) || this.#filter.has(hashOf(run.charAt(0).toLowerCase() + run.slice(1)))

  infoOf = (word: string): WordInfo => {
    let known = this.#known.get(word)
    if (!known) {
      if (this.#known.size >= KNOWN_WORDS) this.#known.clear()
      known = { ...describeWord(word, this.isWord), slot: 0, era: -1 }
      this.#known.set(word, known)
    }
    return known
  }

  /** Scores of the transitions into each candidate: text to mathematics, within it, out of it. */
  scores({ infos, candidates, context, crosses }: Described): Float32Array {
    const out = new Float32Array(candidates.length * 3)
    const hidden = this.#hidden
    for (let k = 0; k < candidates.length; k++) {
      if (this.#slotsTaken + WINDOW > KEPT_WORDS) this.#startEra()
      hidden.set(this.#bias)
      const first = candidates[k]! - REACH
      const last = Math.min(WINDOW, infos.length - first)
      for (let place = Math.max(0, -first); place < last; place++)
        addTo(hidden, this.#parts, this.#part(infos[first + place] as KnownWord, place))
      for (let c = k * CONTEXT_FEATURES; c < (k + 1) * CONTEXT_FEATURES; c++)
        addTo(hidden, this.#context, context[c]! * HIDDEN)
      this.#readOut(out, k * 3)
      this.#crosses.addTo(out, k * 3, crosses.subarray(k * CROSS_FEATURES, (k + 1) * CROSS_FEATURES))
    }
    return out
  }

  /** What comes of the hidden layer. */
  #readOut(out: Float32Array, at: number): void {
    const output = this.#output
    let enter = this.#outputBias[0]!
    let stay = this.#outputBias[1]!
    let leave = this.#outputBias[2]!
    for (let unit = 0; unit < HIDDEN; unit++) {
      const value = this.#hidden[unit]!
      if (value <= 0) continue
      enter += value * output[unit * 3]!
      stay += value * output[unit * 3 + 1]!
      leave += value * output[unit * 3 + 2]!
    }
    out[at] = enter
    out[at + 1] = stay
    out[at + 2] = leave
  }

  /** Where in `#parts` stands what a word adds to the candidate `place - REACH` tokens before it. */
  #part(word: KnownWord, place: number): number {
    if (word.era !== this.#era) {
      word.era = this.#era
      word.slot = this.#slotsTaken++
    }
    const cell = word.slot * WINDOW + place
    const offset = cell * HIDDEN
    if (this.#isComputed[cell] === 1) return offset
    const parts = this.#parts
    parts.fill(0, offset, offset + HIDDEN)
    for (let r = 0; r < WORD_FEATURES; r++) {
      const from = this.#rowPart(word.rows[r]!) + place * HIDDEN
      for (let unit = 0; unit < HIDDEN; unit++) parts[offset + unit]! += this.#rowParts[from + unit]!
    }
    this.#isComputed[cell] = 1
    return offset
  }

  /** Forgets the parts of all words: their slots are taken. */
  #startEra(): void {
    this.#era++
    this.#slotsTaken = 0
    this.#isComputed.fill(0)
  }

  /** Where in `#rowParts` stands what a row of the word table adds to the hidden layer, place by place. */
  #rowPart(row: number): number {
    const from = row * WINDOW * HIDDEN
    if (this.#isRowComputed[row] === 1) return from
    this.#isRowComputed[row] = 1
    const parts = this.#rowParts
    for (let place = 0; place < WINDOW; place++) {
      for (let d = 0; d < WIDTH; d++) {
        const value = this.#words[row * WIDTH + d]!
        const weights = (place * WIDTH + d) * HIDDEN
        const to = from + place * HIDDEN
        for (let unit = 0; unit < HIDDEN; unit++) parts[to + unit]! += value * this.#window[weights + unit]!
      }
    }
    return from
  }
}

interface KnownWord extends WordInfo {
  /** Where its parts are kept, valid in the given era. */
  slot: number
  era: number
}

/**
 * Crossed features that training found worth keeping, one per slot of two bytes: eight bits that tell it from
 * others of its slot, and two weights of four bits, for being mathematics and for a change.
 */
class CrossTable {
  readonly #bytes: Int8Array
  readonly #mask: number
  readonly #scale: number

  constructor(bytes: Int8Array, scale: number) {
    this.#bytes = bytes
    this.#mask = bytes.length / 2 - 1
    this.#scale = scale
  }

  /** Adds what is known of all features of a candidate to its scores. */
  addTo(out: Float32Array, at: number, features: Int32Array): void {
    const bytes = this.#bytes
    const mask = this.#mask
    let likely = 0
    let change = 0
    for (let k = 0; k < features.length; k++) {
      const feature = features[k]!
      const slot = (feature & mask) * 2
      if (bytes[slot] !== checkOf(feature)) continue
      const both = bytes[slot + 1]!
      likely += both >> 4
      change += (both << 28) >> 28
    }
    out[at]! += (likely + change) * this.#scale
    out[at + 1]! += likely * this.#scale
    out[at + 2]! += change * this.#scale
  }
}

/** Adds a row of a table to the hidden layer. The innermost loop of `recover`. */
function addTo(hidden: Float32Array, table: Float32Array, from: number): void {
  for (let unit = 0; unit < HIDDEN; unit++) hidden[unit]! += table[from + unit]!
}

/** What tells a crossed feature from others of its slot. */
export function checkOf(feature: number): number {
  return feature >> 24
}
