/**
 * Where the library is: in the data folder, or where the reader put it. The latter is written down in the data folder, so
 * that the next start finds it.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { AppError } from '../../src/shared/errors.ts'
import { homeOf, locationNote } from './file-names.ts'
import { flush } from './library-files.ts'

export interface Location {
  readonly path: string
  /** The folder of its backups and of what was set aside. */
  readonly keepDir: string
}

const locationSchema = z.object({ library: z.string().check(z.minLength(1)) })

/** The location of the library at `path`: one outside the data folder keeps its backups beside itself. */
export function locationOf(dataDir: string, path: string): Location {
  return { path, keepDir: path === homeOf(dataDir) ? dataDir : dirname(path) }
}

/** Throws `library-away` where the library is not where it was put: a new one there would only hide it. */
export function readLocation(dataDir: string): Location {
  const note = join(dataDir, locationNote)
  if (!existsSync(note)) return locationOf(dataDir, homeOf(dataDir))
  const { library: path } = locationSchema.parse(JSON.parse(readFileSync(note, 'utf8')))
  if (existsSync(path)) return locationOf(dataDir, path)
  throw new AppError('library-away', `there is no library at ${path}`, { detail: { path, note } })
}

/** From now on the library at `path` is used. On the disk when this returns. */
export function writeLocation(dataDir: string, path: string): void {
  const note = join(dataDir, locationNote)
  if (path === homeOf(dataDir)) return rmSync(note, { force: true })
  const draft = `${note}.part`
  writeFileSync(draft, JSON.stringify({ library: path }))
  flush(draft)
  renameSync(draft, note)
  flush(dataDir)
}
