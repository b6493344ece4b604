/**
 * The copy in words beside the backups: the whole library as JSON lines, for the day on which nothing reads its file any
 * more. Made after each backup; the one of before stays until it is whole.
 */
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../src/shared/errors.ts'
import type { LibraryCopy } from '../../src/shared/storage.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { recordLines } from './record-lines.ts'
import type { Recorded } from './record-lines.ts'

/** The name of the copy, in the folder of the backups. */
export const linesName = 'octavo.jsonl'

/**
 * Makes today's backup and the copy in words beside it; null if there is one of today already and it is not `isForced`.
 * Throws what `backUp` of the library throws: the copy in words fails as the backup does.
 */
export async function backUpWithLines(
  library: Pick<AsyncLibrary, 'backUp'> & Recorded,
  isForced: boolean,
): Promise<LibraryCopy | null> {
  const made = await library.backUp(isForced)
  if (made !== null) await writeLines(library, join(dirname(made.path), linesName))
  return made
}

async function writeLines(library: Recorded, path: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}.part`
  try {
    const file = await open(draft, 'w')
    try {
      for await (const piece of recordLines(library, null)) await file.write(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw unwritten(error, dirname(path))
  }
}

function unwritten(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof AppError) return error
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  const detail = { path, reason: 'folder' }
  return new AppError(isFull ? 'disk-full' : 'backup-unusable', error.message, { cause: error, detail })
}
