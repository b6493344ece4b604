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
    this.values[at] = this.values[at]! - (rate * gradient) / Math.sqrt(square)
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
  useCross = true
  dropout = 0
  wordDropout = 0

  constructor(random: () => number, crossRows: number) {
    this.words = new Parameters(WORD_ROWS * WIDTH, 0.1, random)
    this.window = new Parameters(INPUTS * HIDDEN, 0.15, random)
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

  /** Scores of the transitions into each candidate: outside to mathematics, within it, out of it. */
  scores(s: Sample, trace?: Trace): Float32Array {
    const n = s.candidates.length
    const tokens = s.rows.length / WORD_FEATURES
    const E = trace?.embedded ?? new Float32Array(tokens * WIDTH)
    const done = new Uint8Array(tokens)
    const hidden = trace?.hidden ?? new Float32Array(n * HIDDEN)
    const out = new Float32Array(n * 3)
    const V = this.words.values,
      W = this.window.values,
      C = this.context.values,
      O = this.output.values,
      X = this.crosses.values
    const h = new Float32Array(HIDDEN)
    for (let k = 0; k < n; k++) {
      const t = s.candidates[k]!
      h.set(this.bias.values)
      for (let p = 0; p < WINDOW; p++) {
        const u = t + p - REACH
        if (u < 0 || u >= tokens) continue
        const eo = u * WIDTH
        if (done[u] === 0) {
          done[u] = 1
          for (let r = trace?.dropped?.[u] === 1 ? 1 : 0; r < WORD_FEATURES; r++) {
            if (r > 1 && trace?.dropped?.[u] === 1) break
            const ro = s.rows[u * WORD_FEATURES + r]! * WIDTH
            for (let d = 0; d < WIDTH; d++) E[eo + d] = E[eo + d]! + V[ro + d]!
          }
        }
        for (let d = 0; d < WIDTH; d++) {
          const e = E[eo + d]!
          const wo = (p * WIDTH + d) * HIDDEN
          for (let j = 0; j < HIDDEN; j++) h[j] = h[j]! + e * W[wo + j]!
        }
      }
      for (let c = 0; c < CONTEXT_FEATURES; c++) {
        const co = s.context[k * CONTEXT_FEATURES + c]! * HIDDEN
        for (let j = 0; j < HIDDEN; j++) h[j] = h[j]! + C[co + j]!
      }
      let a = this.outputBias.values[0]!,
        b = this.outputBias.values[1]!,
        g = this.outputBias.values[2]!
      for (let j = 0; j < HIDDEN; j++) {
        let v = h[j]! > 0 ? h[j]! : 0
        if (trace?.mask) v *= trace.mask[j]!
        hidden[k * HIDDEN + j] = v
        a += v * O[j * 3]!
        b += v * O[j * 3 + 1]!
        g += v * O[j * 3 + 2]!
      }
      if (this.useCross) {
        for (let c = 0; c < CROSS_FEATURES; c++) {
          const x = s.crosses[k * CROSS_FEATURES + c]! * 2
          if (x < 0) continue
          const u = X[x]!,
            v = X[x + 1]!
          a += u + v
          b += u
          g += v
        }
      }
      out[k * 3] = a
      out[k * 3 + 1] = b
      out[k * 3 + 2] = g
    }
    return out
  }

  /** One step on one abstract; returns its loss. */
  learn(s: Sample, rate: number, random: () => number): number {
    const n = s.candidates.length
    if (n === 0) return 0
    const tokens = s.rows.length / WORD_FEATURES
    const trace: Trace = {
      embedded: new Float32Array(tokens * WIDTH),
      hidden: new Float32Array(n * HIDDEN),
      mask: null,
    }
    if (this.dropout > 0) {
      trace.mask = new Float32Array(HIDDEN)
      for (let j = 0; j < HIDDEN; j++) trace.mask[j] = random() < this.dropout ? 0 : 1 / (1 - this.dropout)
    }
    if (this.wordDropout > 0)
      trace.dropped = Uint8Array.from({ length: tokens }, () => (random() < this.wordDropout ? 1 : 0))
    const scores = this.scores(s, trace)
    const { loss, gradient } = chainGradient(s.candidates, scores, s.labels)
    this.#back(s, trace, gradient, rate)
    return loss
  }

  #back(s: Sample, trace: Trace, G: Float32Array, rate: number): void {
    const n = s.candidates.length
    const tokens = s.rows.length / WORD_FEATURES
    const { embedded: E, hidden } = trace
    const dE = new Float32Array(tokens * WIDTH)
    const touched = new Uint8Array(tokens)
    const W = this.window.values,
      O = this.output.values
    const dW = windowGradient
    dW.fill(0)
    const dO = new Float32Array(HIDDEN * 3),
      dB = new Float32Array(HIDDEN),
      dOB = new Float32Array(3)
    const dh = new Float32Array(HIDDEN)
    for (let k = 0; k < n; k++) {
      const a = G[k * 3]!,
        b = G[k * 3 + 1]!,
        g = G[k * 3 + 2]!
      if (Math.abs(a) + Math.abs(b) + Math.abs(g) < 1e-4) continue
      dOB[0] = dOB[0]! + a
      dOB[1] = dOB[1]! + b
      dOB[2] = dOB[2]! + g
      for (let j = 0; j < HIDDEN; j++) {
        const v = hidden[k * HIDDEN + j]!
        if (v <= 0) {
          dh[j] = 0
          continue
        }
        dO[j * 3] = dO[j * 3]! + a * v
        dO[j * 3 + 1] = dO[j * 3 + 1]! + b * v
        dO[j * 3 + 2] = dO[j * 3 + 2]! + g * v
        dh[j] = (a * O[j * 3]! + b * O[j * 3 + 1]! + g * O[j * 3 + 2]!) * (trace.mask ? trace.mask[j]! : 1)
        dB[j] = dB[j]! + dh[j]!
      }
      const t = s.candidates[k]!
      for (let p = 0; p < WINDOW; p++) {
        const u = t + p - REACH
        if (u < 0 || u >= tokens) continue
        touched[u] = 1
        const eo = u * WIDTH
        for (let d = 0; d < WIDTH; d++) {
          const e = E[eo + d]!
          const wo = (p * WIDTH + d) * HIDDEN
          let sum = 0
          for (let j = 0; j < HIDDEN; j++) {
            const x = dh[j]!
            dW[wo + j] = dW[wo + j]! + e * x
            sum += x * W[wo + j]!
          }
          dE[eo + d] = dE[eo + d]! + sum
        }
      }
      for (let c = 0; c < CONTEXT_FEATURES; c++) {
        const co = s.context[k * CONTEXT_FEATURES + c]! * HIDDEN
        for (let j = 0; j < HIDDEN; j++) if (dh[j] !== 0) this.context.step(co + j, dh[j]!, rate)
      }
      if (this.useCross) {
        for (let c = 0; c < CROSS_FEATURES; c++) {
          const x = s.crosses[k * CROSS_FEATURES + c]! * 2
          if (x < 0) continue
          this.crosses.step(x, a + b, rate * 0.5)
          this.crosses.step(x + 1, a + g, rate * 0.5)
        }
      }
    }
    for (let u = 0; u < tokens; u++) {
      if (touched[u] === 0) continue
      for (let r = trace.dropped?.[u] === 1 ? 1 : 0; r < WORD_FEATURES; r++) {
        if (r > 1 && trace.dropped?.[u] === 1) break
        const ro = s.rows[u * WORD_FEATURES + r]! * WIDTH
        for (let d = 0; d < WIDTH; d++) this.words.step(ro + d, dE[u * WIDTH + d]!, rate)
      }
    }
    for (let at = 0; at < dW.length; at++) if (dW[at] !== 0) this.window.step(at, dW[at]!, rate)
    for (let at = 0; at < dO.length; at++) this.output.step(at, dO[at]!, rate)
    for (let at = 0; at < HIDDEN; at++) this.bias.step(at, dB[at]!, rate)
    for (let at = 0; at < 3; at++) this.outputBias.step(at, dOB[at]!, rate)
  }
}

const windowGradient = new Float32Array(INPUTS * HIDDEN)

interface Trace {
  readonly embedded: Float32Array
  readonly hidden: Float32Array
  mask: Float32Array | null
  dropped?: Uint8Array
}
