// Trains the network that finds formulas: samples from examples, rounds, choice of crossed features, averages.
import { checkOf } from '../../src/shared/math/cross-table.ts'
import { describe, type Described } from '../../src/shared/math/features.ts'
import { CROSS_ROWS, WORD_FEATURES } from '../../src/shared/math/model-shape.ts'
import { tokenise, type Tokens } from '../../src/shared/math/tokens.ts'
import { BARRIER } from '../../src/shared/math/word-info.ts'
import type { Example } from './corpus.ts'
import type { KnownWords } from './known-words.ts'
import { Network, type Sample } from './network.ts'
import { shuffled } from './random.ts'
import { trainFields } from './train-fields.ts'

/** Rows for crossed features before the choice of those that are kept. */
const WIDE_ROWS = 1 << 22
/** A crossed feature seen less often is not learnt. */
const RARE = 3

export interface SpanTraining {
  readonly network: Network
  /** Kept feature per slot of the cross table; 0 for none. */
  readonly kept: Int32Array
  /** Weights of words for fields of science; see `fieldOf`. */
  readonly fields: Int8Array
}

export interface SpanOptions {
  readonly rounds: number
  readonly random: () => number
  readonly log: (line: string) => void
}

export function trainSpans(
  examples: readonly Example[],
  words: KnownWords,
  options: SpanOptions,
): SpanTraining {
  const { rounds, random, log } = options
  const texts = examples.map(({ text, closed }, index) => tokenise(text, closed, words.vocabularyFor(index)))
  const fields = trainFields(
    examples.map(({ category }, index) => ({ category, columns: texts[index]!.columns })),
    random,
  )
  const samples = examples.map((example, index) =>
    sampleOf(example, texts[index]!, describe(texts[index]!, fields.weightsFor(index))),
  )
  const features = samples.map((sample) => sample.crosses.slice())
  const counts = countFeatures(features)
  for (const { crosses } of samples) {
    for (let at = 0; at < crosses.length; at++) {
      const feature = crosses[at] ?? 0
      crosses[at] = (counts[hashedCount(feature)] ?? 0) < RARE ? -1 : (feature >>> 0) % WIDE_ROWS
    }
  }
  const network = new Network(random, WIDE_ROWS)
  const averages = network.parameters.map(() => new Float64Array(0))
  let kept: Int32Array = new Int32Array(CROSS_ROWS)
  let taken = 0
  for (let round = 0; round < rounds; round++) {
    if (round === 1) {
      kept = chooseCrosses(features, counts, network)
      samples.forEach((sample, index) => useKept(sample, features[index], kept))
      network.keepCrosses(kept, (feature) => (feature >>> 0) % WIDE_ROWS)
    }
    const isLast = round === rounds - 1
    if (isLast) {
      network.parameters.forEach(
        (parameter, index) => (averages[index] = new Float64Array(parameter.values.length)),
      )
    }
    let loss = 0
    const rate = 0.05 * (1 - (0.85 * round) / rounds)
    for (const [count, sample] of shuffled(samples, random).entries()) {
      loss += network.learn(sample, rate)
      if (isLast && count % 250 === 249) {
        taken++
        network.parameters.forEach(({ values }, index) =>
          values.forEach((value, at) => (averages[index]![at]! += value)),
        )
      }
    }
    log(`round ${round + 1} of ${rounds}: loss ${(loss / samples.length).toFixed(3)}`)
  }
  network.parameters.forEach(({ values }, index) =>
    values.forEach((_, at) => (values[at] = averages[index]![at]! / taken)),
  )
  return { network, kept, fields: fields.weights }
}

function sampleOf(example: Example, tokens: Tokens, { candidates, context, crosses }: Described): Sample {
  const rows = new Int32Array(tokens.infos.length * WORD_FEATURES)
  tokens.infos.forEach((info, at) => rows.set(info.rows, at * WORD_FEATURES))
  const isMath = labelsOf(example, tokens)
  return {
    rows,
    candidates,
    context,
    crosses,
    labels: Uint8Array.from(candidates, (token) => isMath[token] ?? 0),
  }
}

/** A token is mathematics where most of it lies in a formula that is more than a number or a font. */
function labelsOf({ text, gold }: Example, { words, starts, ends }: Tokens): Uint8Array {
  const formulas = gold.filter(
    ({ start, end, typographic }) => !typographic && !isNumber(text.slice(start, end)),
  )
  const labels = new Uint8Array(words.length)
  let next = 0
  for (let at = 0; at < words.length; at++) {
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 0]
    while (next < formulas.length && formulas[next]!.end <= start) next++
    const formula = formulas[next]
    if (!formula || words[at] === BARRIER) continue
    const shared = Math.min(formula.end, end) - Math.max(formula.start, start)
    if (shared * 2 >= end - start) labels[at] = 1
  }
  return labels
}

function isNumber(source: string): boolean {
  return /\d/.test(source) && /^[\d.,%+\-:/(){}~\s]*$/.test(source)
}

function hashedCount(feature: number): number {
  return (feature ^ (feature >>> 8)) & 0xffffff
}

function countFeatures(features: readonly Int32Array[]): Uint16Array {
  const counts = new Uint16Array(1 << 24)
  for (const list of features) {
    for (const feature of list) {
      const at = hashedCount(feature)
      if (counts[at]! < 65_535) counts[at]!++
    }
  }
  return counts
}

/** For each slot the feature that moves most: its weights times the root of how often it is seen. */
function chooseCrosses(features: readonly Int32Array[], counts: Uint16Array, network: Network): Int32Array {
  const kept = new Int32Array(CROSS_ROWS)
  const best = new Float32Array(CROSS_ROWS)
  const weights = network.crosses.values
  for (const list of features) {
    for (const feature of list) {
      const count = counts[hashedCount(feature)]!
      if (count < RARE) continue
      const row = ((feature >>> 0) % WIDE_ROWS) * 2
      const worth = (Math.abs(weights[row]!) + Math.abs(weights[row + 1]!)) * Math.sqrt(count)
      const slot = feature & (CROSS_ROWS - 1)
      if (worth > best[slot]!) {
        best[slot] = worth
        kept[slot] = feature
      }
    }
  }
  return kept
}

/** Rows as the shipped table will answer: the slot, where its check agrees. */
function useKept(sample: Sample, features: Int32Array | undefined, kept: Int32Array): void {
  features?.forEach((feature, at) => {
    const slot = feature & (CROSS_ROWS - 1)
    sample.crosses[at] = kept[slot] !== 0 && checkOf(kept[slot]!) === checkOf(feature) ? slot : -1
  })
}
