import { COMMAND_NAMES } from './command-names.ts'
import { CrossTable } from './cross-table.ts'
import type { Described } from './features.ts'
import { HiddenLayer } from './hidden-layer.ts'
import { WITHOUT_ARGUMENT } from './katex-commands.ts'
import { CONTEXT_FEATURES, CROSS_FEATURES, HIDDEN } from './model-shape.ts'
import { hashOf, type WordInfo } from './word-info.ts'
import type { StructureTable } from './tex-classes.ts'
import type { PieceEntry } from './tex-pieces.ts'
import { Vocabulary } from './vocabulary.ts'
import { readWeights, WordFilter, type ScaledTable, type Weights } from './weights.ts'

/** Commands of KaTeX, for those that training has not seen: rare, and hardly anything else. */
const UNSEEN = [...COMMAND_NAMES, ...WITHOUT_ARGUMENT]
  .filter((name) => name.length > (COMMAND_NAMES.has(name) ? 2 : 5))
  .filter((name) => COMMAND_NAMES.has(name) || !COMMAND_NAMES.has(name.slice(1)))
  .map((name): [string, PieceEntry] => [name, { command: 11.5, plain: Infinity, classes: ['command'] }])

/** Reads weights as `npm run train:math` writes them; throws when they are not. */
export function loadModel(bytes: Uint8Array): RecoveryModel {
  return new RecoveryModel(readWeights(bytes))
}

/** The weights of `recover`, ready for use. Opaque outside this module. */
export class RecoveryModel {
  readonly threshold: number
  readonly vocabulary: Vocabulary
  readonly structure: StructureTable
  /** Weights of words for fields of science; see `fieldOf`. */
  readonly fields: Int8Array
  readonly #layer: HiddenLayer
  readonly #output: Float32Array
  readonly #outputBias: Float32Array
  readonly #crosses: CrossTable

  constructor({ header, tables }: Weights) {
    const scales = new Map(header.tables.map(({ name, scale }) => [name, scale]))
    const scaled = (name: string): ScaledTable => {
      const bytes = tables.get(name)
      if (!bytes) throw new Error(`the weights lack the table ${name}`)
      return { bytes, scale: scales.get(name) ?? 1 }
    }
    const numbers = (name: string): Float32Array => {
      const { bytes, scale } = scaled(name)
      return Float32Array.from(bytes, (weight) => weight * scale)
    }
    this.threshold = header.threshold
    const filter = new WordFilter(new Uint8Array(scaled('filter').bytes))
    this.vocabulary = new Vocabulary(
      (run) => filter.has(hashOf(run)) || filter.has(hashOf(run.charAt(0).toLowerCase() + run.slice(1))),
    )
    this.#layer = new HiddenLayer({
      words: scaled('words'),
      window: scaled('window'),
      context: scaled('context'),
      bias: numbers('bias'),
    })
    this.#output = numbers('output')
    this.#outputBias = numbers('outputBias')
    this.fields = scaled('fields').bytes
    this.#crosses = new CrossTable(scaled('crosses'))
    const classes = scaled('classes')
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
      weights: classes.bytes,
      scale: classes.scale,
    }
  }

  /** Scores of the transitions into each candidate: text to mathematics, within it, out of it. */
  scores(infos: readonly WordInfo[], { candidates, context, crosses }: Described): Float32Array {
    const out = new Float32Array(candidates.length * 3)
    for (let k = 0; k < candidates.length; k++) {
      const units = this.#layer.unitsOf(infos, candidates[k]!, context, k * CONTEXT_FEATURES)
      this.#readOut(units, out, k * 3)
      this.#crosses.addTo(out, k * 3, crosses, k * CROSS_FEATURES)
    }
    return out
  }

  /** What comes of the hidden layer. */
  #readOut(units: Float64Array, out: Float32Array, at: number): void {
    const output = this.#output
    let enter = this.#outputBias[0]!
    let stay = this.#outputBias[1]!
    let leave = this.#outputBias[2]!
    for (let unit = 0; unit < HIDDEN; unit++) {
      const value = units[unit]!
      if (value <= 0) continue
      enter += value * output[unit * 3]!
      stay += value * output[unit * 3 + 1]!
      leave += value * output[unit * 3 + 2]!
    }
    out[at] = enter
    out[at + 1] = stay
    out[at + 2] = leave
  }
}
