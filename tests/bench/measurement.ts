/** What a measurement of `npm run bench` reports: one line of its table. */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'kB' | 'MB'
  /** The value must not be greater; a greater one fails the bench. */
  readonly budget?: number
  /** How it was measured, in a few words. */
  readonly note?: string
}

/** The middle of a list of numbers; the lower of the two middles if it has an even length. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
}
