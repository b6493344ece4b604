/** A real file system of a few kB, for what a full or a read-only disk does: a tmpfs, where the tests may mount one. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly path: string
  /** Writes a file of zeros until no page is left. */
  fill(): void
  /** Takes that file away again. */
  free(): void
  readOnly(isReadOnly: boolean): void
  unmount(): void
}

/** Throws where mounting is not allowed. */
export function smallDisk(kilobytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'octavo-disk-'))
  const filler = join(path, 'filler')
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { stdio: 'ignore' })
  } catch (error) {
    rmSync(path, { recursive: true })
    throw error
  }
  return {
    path,
    fill() {
      try {
        for (;;) appendFileSync(filler, Buffer.alloc(4096))
      } catch {
        // Full.
      }
    },
    free: () => rmSync(filler),
    readOnly: (isReadOnly) => void execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, path]),
    unmount() {
      execFileSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Whether this machine lets the tests mount one. */
export function hasSmallDisks(): boolean {
  try {
    smallDisk(64).unmount()
    return true
  } catch {
    return false
  }
}
