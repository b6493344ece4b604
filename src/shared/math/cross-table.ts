import { CROSS_FEATURES } from './model-shape.ts'
import type { ScaledTable } from './weights.ts'

/**
 * Crossed features that training found worth keeping, one per slot of two bytes: eight bits that tell it from
 * others of its slot, and two weights of four bits, for being mathematics and for a change.
 */
export class CrossTable {
  readonly #bytes: Int8Array
  readonly #mask: number
  readonly #scale: number

  constructor({ bytes, scale }: ScaledTable) {
    this.#bytes = bytes
    this.#mask = bytes.length / 2 - 1
    this.#scale = scale
  }

  /** Adds what is known of a candidate's features, which begin at `from`, to its three scores at `at`. */
  addTo(out: Float32Array, at: number, features: Int32Array, from: number): void {
    const bytes = this.#bytes
    const mask = this.#mask
    let likely = 0
    let change = 0
    for (let k = from; k < from + CROSS_FEATURES; k++) {
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

/** What tells a crossed feature from others of its slot. */
export function checkOf(feature: number): number {
  return feature >> 24
}
