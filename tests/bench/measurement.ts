/** What a measurement of `npm run bench` reports: one line of its table. */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'kB' | 'MB'
  /** The same thing done by the least that could do it, in the same run; the table shows the ratio to it. */
  readonly baseline?: number
  /** The value must not be greater; a greater one fails the bench. */
  readonly budget?: number
  /** The ratio to the baseline must not be greater. */
  readonly ratioBudget?: number
  /** How it was measured, in a few words. */
  readonly note?: string
}

/** What every bench is asked for. */
export interface BenchOptions {
  /** As long as the goals say, where the default is shorter. */
  readonly isFull: boolean
}

/** Whether a measurement keeps its budgets. */
export function isWithin({ value, baseline, budget, ratioBudget }: Measurement): boolean {
  const isInBudget = budget === undefined || value <= budget
  return (
    isInBudget && (ratioBudget === undefined || baseline === undefined || value / baseline <= ratioBudget)
  )
}

/** The middle of a list of numbers; the lower of the two middles if it has an even length. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
}

/** The number that so many per cent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}
