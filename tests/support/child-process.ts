/** Starting the library child and hearing what it says. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Line } from './library-child.ts'

export interface LibraryChild {
  readonly process: ChildProcess
  /** Whole lines it has written so far. */
  lines(): Line[]
  /** Until it is about to open the library. */
  started(): Promise<void>
  /** Until it has opened the library. Throws with what it wrote on standard error if it ends before. */
  opened(): Promise<void>
  /** Kills it (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>
}

/** Runs tests/support/library-child.ts on the library at `path`. */
export function startChild(path: string, task: 'hold' | 'work' | 'restore'): LibraryChild {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'library-child.ts'), path, task], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let said = ''
  let complaint = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()))

  function lines(): Line[] {
    // What follows the last line end was cut off in the middle.
    return said
      .split('\n')
      .slice(0, -1)
      .map((line): Line => JSON.parse(line))
  }

  async function hasSaid(count: number): Promise<void> {
    while (lines().length < count) {
      if (child.exitCode !== null) throw new Error(`the child ended: ${complaint}`)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }

  return {
    process: child,
    lines,
    started: async () => hasSaid(1),
    opened: async () => hasSaid(2),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
