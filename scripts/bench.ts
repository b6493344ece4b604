/**
 * `npm run bench`: runs every tests/bench/*.bench.ts, or those whose name holds the word given, and prints one table.
 * Fails where a value or its ratio to the baseline is over its budget. `--full` takes as long as the goals say.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isWithin } from '../tests/bench/measurement.ts'
import type { BenchOptions, Measurement } from '../tests/bench/measurement.ts'
import { isOnPath } from './start/browser.ts'
import { buildIfStale, projectRoot } from './start/build.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (process.platform === 'linux' && !process.env['DISPLAY'] && isOnPath('xvfb-run')) {
  const self = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...process.argv.slice(1)]
  const [command = '', ...args] = self
  process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1
} else {
  process.exitCode = (await bench()) ? 0 : 1
}

async function bench(): Promise<boolean> {
  if (!buildIfStale(say)) return false
  const folder = join(projectRoot, 'tests', 'bench')
  const options: BenchOptions = { isFull: process.argv.includes('--full') }
  const wanted = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? ''
  const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))
  const measurements: Measurement[] = []
  for (const name of names) {
    say(`measuring ${name.replace('.bench.ts', '')} …`)
    const { measure }: Bench = await import(join(folder, name))
    const found = await measure(options)
    if (found.length === 0) say('  it cannot be measured here')
    measurements.push(...found)
  }
  printTable(measurements)
  return measurements.every(isWithin)
}

interface Bench {
  readonly measure: (options: BenchOptions) => Promise<readonly Measurement[]>
}

function printTable(measurements: readonly Measurement[]): void {
  const head = ['', 'baseline', 'value', 'ratio', 'goal', '', '']
  const lines = [head, ...measurements.map(lineOf)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  say('')
  for (const [name = '', ...cells] of lines) {
    const [note = '', ...numbers] = cells.toReversed()
    const aligned = numbers.toReversed().map((cell, index) => cell.padStart(widths[index + 1] ?? 0))
    say([name.padEnd(widths[0] ?? 0), ...aligned, note].join('  ').trimEnd())
  }
}

function lineOf(measurement: Measurement): string[] {
  const { name, value, unit, baseline, budget, ratioBudget, note } = measurement
  const goals = [
    budget === undefined ? '' : `${budget} ${unit}`,
    ratioBudget === undefined ? '' : `${ratioBudget.toFixed(2)} times`,
  ]
  return [
    name,
    baseline === undefined ? '' : `${baseline.toFixed(1)} ${unit}`,
    `${value.toFixed(1)} ${unit}`,
    baseline === undefined ? '' : (value / baseline).toFixed(2),
    goals.filter((goal) => goal !== '').join(', '),
    isWithin(measurement) ? '' : 'MISSED',
    note ?? '',
  ]
}
