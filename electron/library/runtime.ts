/** Whether this process can load SQLite at all. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../../src/shared/errors.ts'

/** The Node-API version that better-sqlite3's own prebuilt binaries ask for; older runtimes crash on loading them. */
const neededNodeApi = 10

/**
 * Throws `unsupported-runtime` where loading better-sqlite3 would end the process. One compiled for this runtime is fine, and
 * only looked for where it matters.
 */
export function assertRuntime(nodeApi: string | undefined, hasOwnBuild: () => boolean): void {
  if (Number(nodeApi) >= neededNodeApi || hasOwnBuild()) return
  throw new AppError(
    'unsupported-runtime',
    `Octavo needs Node 22.14 or newer; this is ${process.version} (Node-API ${nodeApi ?? 'unknown'})`,
    { detail: { node: process.version, nodeApi: nodeApi ?? null } },
  )
}

/** Whether better-sqlite3 was compiled in place, so that it will not load a prebuilt binary. */
export function hasOwnBuild(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
  return existsSync(join(folder, 'build', 'Release', 'better_sqlite3.node'))
}
