// One model from a list of abstracts: words, formulas, structure; quantised as the application reads it.
import { checkOf } from '../../src/shared/math/cross-table.ts'
import { writeWeights, type WeightsHeader, type WordFilter } from '../../src/shared/math/weights.ts'
import type { PieceLexicon } from '../../src/shared/math/tex-pieces.ts'
import { exampleOf, type Abstract } from './corpus.ts'
import { KnownWords } from './known-words.ts'
import { seeded } from './random.ts'
import { trainSpans, type SpanTraining } from './train-spans.ts'
import { trainStructure } from './train-structure.ts'

const THRESHOLD = 0.5
const ROUNDS = 4

export function trainModel(abstracts: readonly Abstract[], log: (line: string) => void): Uint8Array {
  const random = seeded(20_261_122)
  const examples = abstracts.map(exampleOf).filter((example) => example !== null)
  const words = new KnownWords(examples)
  log(`${examples.length} abstracts, ${words.size} words`)
  const spans = trainSpans(examples, words, { rounds: ROUNDS, random, log })
  const { table, weights } = trainStructure(examples, seeded(20_261_123))
  log(`${table.lexicon.entries.size} pieces`)
  return pack(spans, words.filter, { lexicon: table.lexicon, weights })
}

interface Structure {
  readonly lexicon: PieceLexicon
  readonly weights: Float32Array
}

function pack({ network, kept, fields }: SpanTraining, filter: WordFilter, structure: Structure): Uint8Array {
  const tables = new Map<string, Int8Array>()
  const scales = new Map<string, number>()
  const put = (name: string, values: Float32Array): void => {
    const { bytes, scale } = quantised(values)
    tables.set(name, bytes)
    scales.set(name, scale)
  }
  put('words', network.words.values)
  put('window', network.window.values)
  put('context', network.context.values)
  put('bias', network.bias.values)
  put('output', network.output.values)
  put('outputBias', network.outputBias.values)
  put('classes', structure.weights)
  const crosses = quantised(network.crosses.values, 7)
  const slots = new Int8Array(kept.length * 2)
  kept.forEach((feature, slot) => {
    if (feature === 0) return
    slots.set(
      [checkOf(feature), ((crosses.bytes[slot * 2] ?? 0) << 4) | ((crosses.bytes[slot * 2 + 1] ?? 0) & 15)],
      slot * 2,
    )
  })
  tables.set('crosses', slots)
  scales.set('crosses', crosses.scale)
  tables.set('fields', fields)
  tables.set('filter', new Int8Array(filter.bits.buffer))
  const classes = [...new Set([...structure.lexicon.entries.values()].flatMap((entry) => entry.classes))]
  const header: WeightsHeader = {
    version: 1,
    tables: [...tables].map(([name, { length }]) => ({
      name,
      length,
      scale: Number((scales.get(name) ?? 1).toPrecision(6)),
    })),
    pieces: [...structure.lexicon.entries].map(([text, entry]) => [
      text,
      entry.command === Infinity ? -1 : Math.round(entry.command * 10),
      entry.plain === Infinity ? -1 : Math.round(entry.plain * 10),
      entry.classes.map((name) => String.fromCharCode(97 + classes.indexOf(name))).join(''),
    ]),
    classes,
    letterCost: structure.lexicon.letter,
    threshold: THRESHOLD,
  }
  return writeWeights(header, tables)
}

/** Whole numbers up to `limit`, which stands for nearly the largest value; what is beyond is cut off. */
function quantised(values: Float32Array, limit = 127): { bytes: Int8Array; scale: number } {
  const sizes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort()
  const top =
    sizes.length === 0
      ? 1
      : sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * (limit > 7 ? 0.9998 : 0.99)))]!
  const scale = top / limit
  return {
    bytes: Int8Array.from(values, (value) => Math.max(-limit, Math.min(limit, Math.round(value / scale)))),
    scale,
  }
}
