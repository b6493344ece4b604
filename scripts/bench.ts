/** `npm run bench`: runs every tests/bench/*.bench.ts and prints one table. Fails where a value is over its budget. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Measurement } from '../tests/bench/measurement.ts'
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
  const wanted = process.argv[2] ?? ''
  const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))
  const measurements: Measurement[] = []
  for (const name of names) {
    say(`measuring ${name.replace('.bench.ts', '')} …`)
    const { measure }: { readonly measure: () => Promise<readonly Measurement[]> } = await import(
      join(folder, name)
    )
    const found = await measure()
    if (found.length === 0) say('  it cannot be measured here')
    measurements.push(...found)
  }
  const width = Math.max(...measurements.map(({ name }) => name.length))
  say('')
  for (const { name, value, unit, budget, note } of measurements) {
    const limit = budget === undefined ? '' : `  of ${budget} ${unit}`
    const over = budget !== undefined && value > budget ? '  OVER BUDGET' : ''
    say(
      `${name.padEnd(width)}  ${value.toFixed(1).padStart(8)} ${unit}${limit}${over}${note ? `  (${note})` : ''}`,
    )
  }
  return measurements.every(({ value, budget }) => budget === undefined || value <= budget)
}
