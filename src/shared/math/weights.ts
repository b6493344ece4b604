/**
 * The file of weights: `OCTM`, a 32-bit length, a JSON header of that length, then 8-bit tables back to back.
 * Numbers are little-endian. Each table has one scale: a weight is its byte times the scale.
 */
const MAGIC = 'OCTM'

export interface WeightsHeader {
  readonly version: number
  readonly tables: readonly { readonly name: string; readonly length: number; readonly scale: number }[]
  /** Pieces of formulas: `text`, cost as a command, cost as plain letters (tenths of nats, -1 never), classes. */
  readonly pieces: readonly (readonly [string, number, number, string])[]
  /** Names of the classes, by the letters that `pieces` uses. */
  readonly classes: readonly string[]
  readonly letterCost: number
  /** A candidate is mathematics from this probability on; higher in a text that shows little mathematics. */
  readonly threshold: number
}

export interface Weights {
  readonly header: WeightsHeader
  readonly tables: ReadonlyMap<string, Int8Array>
}

/** A table of bytes, and what one unit of a byte is worth. */
export interface ScaledTable {
  readonly bytes: Int8Array
  readonly scale: number
}

/** Takes a file of weights apart; throws where it is none. */
export function readWeights(bytes: Uint8Array): Weights {
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC)
    throw new Error('these are no weights of the recovery model')
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as WeightsHeader
  const tables = new Map<string, Int8Array>()
  let at = 8 + length
  for (const { name, length: size } of header.tables) {
    if (at + size > bytes.length) throw new Error(`the weights end within the table ${name}`)
    tables.set(name, new Int8Array(bytes.buffer, bytes.byteOffset + at, size))
    at += size
  }
  return { header, tables }
}

/** The same the other way round, for training. */
export function writeWeights(header: WeightsHeader, tables: ReadonlyMap<string, Int8Array>): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(header))
  const total = header.tables.reduce((sum, { length }) => sum + length, 8 + head.length)
  const out = new Uint8Array(total)
  out.set(new TextEncoder().encode(MAGIC))
  new DataView(out.buffer).setUint32(4, head.length, true)
  out.set(head, 8)
  let at = 8 + head.length
  for (const { name, length } of header.tables) {
    const table = tables.get(name)
    if (table) out.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at)
    at += length
  }
  return out
}

/** One bit table that tells words of English from other runs of letters; now and then wrong about the latter. */
export class WordFilter {
  readonly #bits: Uint8Array

  constructor(bits: Uint8Array) {
    this.#bits = bits
  }

  static of(hashes: Iterable<number>, bytes: number): WordFilter {
    const filter = new WordFilter(new Uint8Array(bytes))
    for (const hash of hashes) {
      for (let k = 0; k < HASHES; k++) {
        const bit = position(hash, k, bytes * 8)
        filter.#bits[bit >> 3]! |= 1 << (bit & 7)
      }
    }
    return filter
  }

  get bits(): Uint8Array {
    return this.#bits
  }

  has(hash: number): boolean {
    const bits = this.#bits
    const size = bits.length * 8
    for (let k = 0; k < HASHES; k++) {
      const bit = position(hash, k, size)
      if (((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
    }
    return true
  }
}

/** Bits per word. */
const HASHES = 3

function position(hash: number, which: number, size: number): number {
  if (which === 0) return (hash >>> 0) % size
  const shifted = hash ^ (hash >>> (which === 1 ? 15 : 12))
  const mixed = Math.imul(shifted, which === 1 ? 0x2c1b3c6d : 0x297a2d39)
  return ((mixed ^ (mixed >>> (which === 1 ? 13 : 14))) >>> 0) % size
}
