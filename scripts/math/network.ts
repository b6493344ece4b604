// The recovery network and its training: word vectors in a window, one hidden layer, crossed features,
// a chain of two labels. Plain loops over typed arrays; Adagrad, one abstract at a time.
import { chainGradient } from './chain.ts'
import {
  HIDDEN,
  WIDTH,
  CONTEXT_FEATURES,
  CONTEXT_ROWS,
  CROSS_FEATURES,
  REACH,
  WORD_FEATURES,
  WORD_ROWS,
} from '../../src/shared/math/model-shape.ts'

const WINDOW = 2 * REACH + 1
const INPUTS = WINDOW * WIDTH
/** Shares of hidden units, word rows and crossed features that a step leaves out. */
const UNITS_DROPPED = 0.2
const WORDS_DROPPED = 0.3
const CROSSES_DROPPED = 0.2
/** What is so nearly right is not learnt from. */
const NEGLIGIBLE = 0.003

/** An abstract ready for the network. */
export interface Sample {
  /** `WORD_FEATURES` rows per token. */
  readonly rows: Int32Array
  readonly candidates: Int32Array
  readonly context: Int32Array
  readonly crosses: Int32Array
  /** 1 where the candidate is mathematics. */
  readonly labels: Uint8Array
}

export class Parameters {
  readonly values: Float32Array
  readonly squares: Float32Array

  constructor(size: number, scale: number, random: () => number) {
    this.values = new Float32Array(size)
    this.squares = new Float32Array(size).fill(1e-4)
    if (scale > 0) for (let at = 0; at < size; at++) this.values[at] = (random() * 2 - 1) * scale
  }

  step(at: number, gradient: number, rate: number): void {
    const square = this.squares[at]! + gradient * gradient
    this.squares[at] = square
    this.values[at]! -= (rate * gradient) / Math.sqrt(square)
  }

  stepAll(gradients: Float32Array, rate: number): void {
    for (let at = 0; at < gradients.length; at++) if (gradients[at] !== 0) this.step(at, gradients[at]!, rate)
  }
}

export class Network {
  readonly words: Parameters
  readonly window: Parameters
  readonly context: Parameters
  readonly bias: Parameters
  readonly output: Parameters
  readonly outputBias: Parameters
  crosses: Parameters
  readonly #random: () => number
  readonly #windowGradient = new Float32Array(INPUTS * HIDDEN)
  readonly #outputGradient = new Float32Array(HIDDEN * 3)
  readonly #biasGradient = new Float32Array(HIDDEN)
  readonly #unitGradient = new Float32Array(HIDDEN)
  readonly #mask = new Float32Array(HIDDEN)
  /** Of the sample at hand: word vectors and their gradients, which words and crosses are left out, hidden units. */
  #embedded = new Float32Array(0)
  #embeddedGradient = new Float32Array(0)
  #isWordDropped = new Uint8Array(0)
  #isCrossDropped = new Uint8Array(0)
  #hidden = new Float32Array(0)

  constructor(random: () => number, crossRows: number) {
    this.#random = random
    this.words = new Parameters(WORD_ROWS * WIDTH, 0.1, random)
    this.window = new Parameters(INPUTS * HIDDEN, 0.2, random)
    this.context = new Parameters(CONTEXT_ROWS * HIDDEN, 0.02, random)
    this.bias = new Parameters(HIDDEN, 0, random)
    this.output = new Parameters(HIDDEN * 3, 0.2, random)
    this.outputBias = new Parameters(3, 0, random)
    this.crosses = new Parameters(crossRows * 2, 0, random)
  }

  get parameters(): Parameters[] {
    return [this.words, this.window, this.context, this.bias, this.output, this.outputBias, this.crosses]
  }

  /** Replaces the wide cross table by one with a row per slot. */
  keepCrosses(kept: Int32Array, rowOf: (feature: number) => number): void {
    const wide = this.crosses
    this.crosses = new Parameters(kept.length * 2, 0, () => 0)
    kept.forEach((feature, slot) => {
      if (feature === 0) return
      for (const k of [0, 1]) {
        this.crosses.values[slot * 2 + k] = wide.values[rowOf(feature) * 2 + k]!
        this.crosses.squares[slot * 2 + k] = wide.squares[rowOf(feature) * 2 + k]!
      }
    })
  }

  /** One step on one abstract; returns its loss. */
  learn(sample: Sample, rate: number): number {
    if (sample.candidates.length === 0) return 0
    this.#dropSome(sample)
    this.#embed(sample)
    const { loss, gradient } = chainGradient(sample.candidates, this.#scores(sample), sample.labels)
    this.#back(sample, gradient, rate)
    return loss
  }

  #dropSome({ rows, candidates }: Sample): void {
    const random = this.#random
    const tokens = rows.length / WORD_FEATURES
    const crosses = candidates.length * CROSS_FEATURES
    if (this.#isWordDropped.length < tokens) {
      this.#isWordDropped = new Uint8Array(tokens)
      this.#embedded = new Float32Array(tokens * WIDTH)
      this.#embeddedGradient = new Float32Array(tokens * WIDTH)
    }
    if (this.#isCrossDropped.length < crosses) {
      this.#isCrossDropped = new Uint8Array(crosses)
      this.#hidden = new Float32Array(candidates.length * HIDDEN)
    }
    for (let j = 0; j < HIDDEN; j++) this.#mask[j] = random() < UNITS_DROPPED ? 0 : 1 / (1 - UNITS_DROPPED)
    for (let u = 0; u < tokens; u++) this.#isWordDropped[u] = random() < WORDS_DROPPED ? 1 : 0
    for (let c = 0; c < crosses; c++) this.#isCrossDropped[c] = random() < CROSSES_DROPPED ? 1 : 0
  }

  /** The sum of each token's rows; a word that is left out is known by its shape alone. */
  #embed({ rows }: Sample): void {
    const E = this.#embedded
    const V = this.words.values
    const tokens = rows.length / WORD_FEATURES
    E.fill(0, 0, tokens * WIDTH)
    for (let u = 0; u < tokens; u++) {
      const isDropped = this.#isWordDropped[u] === 1
      const last = isDropped ? 2 : WORD_FEATURES
      for (let r = isDropped ? 1 : 0; r < last; r++) {
        const from = rows[u * WORD_FEATURES + r]! * WIDTH
        for (let d = 0; d < WIDTH; d++) E[u * WIDTH + d]! += V[from + d]!
      }
    }
  }

  /** Scores of the transitions into each candidate: outside to mathematics, within it, out of it. */
  #scores({ rows, candidates, context, crosses }: Sample): Float32Array {
    const tokens = rows.length / WORD_FEATURES
    const [E, H] = [this.#embedded, this.#hidden]
    const [W, C, O, X] = [this.window.values, this.context.values, this.output.values, this.crosses.values]
    const bias = this.bias.values
    const outputBias = this.outputBias.values
    const out = new Float32Array(candidates.length * 3)
    const h = new Float32Array(HIDDEN)
    const scale = 1 / (1 - CROSSES_DROPPED)
    for (let k = 0; k < candidates.length; k++) {
      h.set(bias)
      const first = candidates[k]! - REACH
      for (let p = Math.max(0, -first); p < WINDOW && first + p < tokens; p++) {
        for (let d = 0; d < WIDTH; d++) {
          const e = E[(first + p) * WIDTH + d]!
          const from = (p * WIDTH + d) * HIDDEN
          for (let j = 0; j < HIDDEN; j++) h[j]! += e * W[from + j]!
        }
      }
      for (let c = 0; c < CONTEXT_FEATURES; c++) {
        const from = context[k * CONTEXT_FEATURES + c]! * HIDDEN
        for (let j = 0; j < HIDDEN; j++) h[j]! += C[from + j]!
      }
      let enter = outputBias[0]!
      let stay = outputBias[1]!
      let leave = outputBias[2]!
      for (let j = 0; j < HIDDEN; j++) {
        const value = h[j]! > 0 ? h[j]! * this.#mask[j]! : 0
        H[k * HIDDEN + j] = value
        enter += value * O[j * 3]!
        stay += value * O[j * 3 + 1]!
        leave += value * O[j * 3 + 2]!
      }
      for (let c = k * CROSS_FEATURES; c < (k + 1) * CROSS_FEATURES; c++) {
        const row = crosses[c]! * 2
        if (row < 0 || this.#isCrossDropped[c] === 1) continue
        const likely = X[row]! * scale
        const change = X[row + 1]! * scale
        enter += likely + change
        stay += likely
        leave += change
      }
      out[k * 3] = enter
      out[k * 3 + 1] = stay
      out[k * 3 + 2] = leave
    }
    return out
  }

  #back(sample: Sample, gradient: Float32Array, rate: number): void {
    const { candidates, rows } = sample
    const tokens = rows.length / WORD_FEATURES
    this.#embeddedGradient.fill(0, 0, tokens * WIDTH)
    this.#windowGradient.fill(0)
    this.#outputGradient.fill(0)
    this.#biasGradient.fill(0)
    const total = [0, 0, 0]
    for (let k = 0; k < candidates.length; k++) {
      const enter = gradient[k * 3]!
      const stay = gradient[k * 3 + 1]!
      const leave = gradient[k * 3 + 2]!
      if (Math.abs(enter) + Math.abs(stay) + Math.abs(leave) < NEGLIGIBLE) continue
      total[0]! += enter
      total[1]! += stay
      total[2]! += leave
      this.#backThroughUnits(k, [enter, stay, leave])
      this.#backThroughWindow(candidates[k]! - REACH, tokens)
      this.#stepRows(sample, k, [enter, stay, leave], rate)
    }
    this.#stepWords(rows, rate)
    this.window.stepAll(this.#windowGradient, rate)
    this.output.stepAll(this.#outputGradient, rate)
    this.bias.stepAll(this.#biasGradient, rate)
    this.outputBias.stepAll(Float32Array.from(total), rate)
  }

  #backThroughUnits(k: number, [enter, stay, leave]: readonly [number, number, number]): void {
    const O = this.output.values
    const [dO, dh] = [this.#outputGradient, this.#unitGradient]
    for (let j = 0; j < HIDDEN; j++) {
      const value = this.#hidden[k * HIDDEN + j]!
      dh[j] = 0
      if (value <= 0) continue
      dO[j * 3]! += enter * value
      dO[j * 3 + 1]! += stay * value
      dO[j * 3 + 2]! += leave * value
      dh[j] = (enter * O[j * 3]! + stay * O[j * 3 + 1]! + leave * O[j * 3 + 2]!) * this.#mask[j]!
      this.#biasGradient[j]! += dh[j]!
    }
  }

  #backThroughWindow(first: number, tokens: number): void {
    const [E, dE, dh] = [this.#embedded, this.#embeddedGradient, this.#unitGradient]
    const W = this.window.values
    const dW = this.#windowGradient
    for (let p = Math.max(0, -first); p < WINDOW && first + p < tokens; p++) {
      for (let d = 0; d < WIDTH; d++) {
        const at = (first + p) * WIDTH + d
        const e = E[at]!
        const from = (p * WIDTH + d) * HIDDEN
        let sum = 0
        for (let j = 0; j < HIDDEN; j++) {
          const x = dh[j]!
          dW[from + j]! += e * x
          sum += x * W[from + j]!
        }
        dE[at]! += sum
      }
    }
  }

  #stepRows(
    { context, crosses }: Sample,
    k: number,
    [enter, stay, leave]: readonly [number, number, number],
    rate: number,
  ): void {
    const dh = this.#unitGradient
    for (let c = 0; c < CONTEXT_FEATURES; c++) {
      const from = context[k * CONTEXT_FEATURES + c]! * HIDDEN
      for (let j = 0; j < HIDDEN; j++) if (dh[j] !== 0) this.context.step(from + j, dh[j]!, rate)
    }
    for (let c = k * CROSS_FEATURES; c < (k + 1) * CROSS_FEATURES; c++) {
      const row = crosses[c]! * 2
      if (row < 0 || this.#isCrossDropped[c] === 1) continue
      this.crosses.step(row, enter + stay, rate * 0.5)
      this.crosses.step(row + 1, enter + leave, rate * 0.5)
    }
  }

  #stepWords(rows: Int32Array, rate: number): void {
    const dE = this.#embeddedGradient
    const tokens = rows.length / WORD_FEATURES
    for (let u = 0; u < tokens; u++) {
      const isDropped = this.#isWordDropped[u] === 1
      const last = isDropped ? 2 : WORD_FEATURES
      for (let d = 0; d < WIDTH; d++) {
        const slope = dE[u * WIDTH + d]!
        if (slope === 0) continue
        for (let r = isDropped ? 1 : 0; r < last; r++)
          this.words.step(rows[u * WORD_FEATURES + r]! * WIDTH + d, slope, rate)
      }
    }
  }
}
