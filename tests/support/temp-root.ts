/**
 * One folder for all that a run of the tests writes outside the project. Tests clean up after themselves, but one that is
 * stopped, or waits too long, does not: its folder goes with the run, and what a killed run left goes with the next.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const owned = /^octavo-tests-(\d+)$/
let root: string | null = null

/** Points the system's temporary folder, for this process and those it starts, into one of the run's own. */
export function setup(): void {
  const parent = tmpdir()
  for (const name of readdirSync(parent)) {
    const owner = owned.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) remove(join(parent, name))
  }
  root = join(parent, `octavo-tests-${process.pid}`)
  mkdirSync(root, { recursive: true })
  for (const variable of ['TMPDIR', 'TEMP', 'TMP']) process.env[variable] = root
}

/** Removes that folder with whatever is left in it. */
export function teardown(): void {
  if (root !== null) remove(root)
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // One that is somebody else's runs, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
