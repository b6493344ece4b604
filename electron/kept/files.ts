/**
 * The files of the pack: `<data folder>/kept/<arXiv id>/`, named by arXiv id so that they are of use without Octavo. A
 * file is written beside its place as `.part`, and takes its name only when it is whole.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArxivId } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { KeptFile } from '../../src/shared/kept.ts'
import { fileName, folderName, type Named } from './names.ts'

/** A file as it lies on the disk. */
export interface Written {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

export type KeptFiles = ReturnType<typeof keptFiles>

/** The files below `root`, which is made when the first is written. Throws `disk-full` or `read-only`. */
export function keptFiles(root: string) {
  const pathOf = (file: Named): string => join(root, folderName(file.arxivId), fileName(file))
  const partOf = (file: Named): string => `${pathOf(file)}.part`

  /** Makes the part the file, once its bytes are on the disk. */
  async function finish(file: Named): Promise<Written> {
    const written = { bytes: (await stat(partOf(file))).size, sha256: await hashOf(partOf(file)) }
    await rename(partOf(file), pathOf(file))
    return written
  }

  return {
    /** Bytes of the part that is here; 0 for none. */
    partSize: async (file: Named): Promise<number> => (await stat(partOf(file)).catch(() => null))?.size ?? 0,

    discardPart: (file: Named): Promise<void> => rm(partOf(file), { force: true }),

    /** Writes pieces into the part from byte `from` on. `onBytes` hears how many there are. Gives their number at the end. */
    writePart: async (
      file: Named,
      pieces: AsyncIterable<Uint8Array>,
      from: number,
      onBytes: (bytes: number) => void,
    ): Promise<number> => {
      const handle = await onDisk(async () => {
        await mkdir(join(root, folderName(file.arxivId)), { recursive: true })
        return open(partOf(file), from > 0 ? 'r+' : 'w')
      })
      let at = from
      try {
        for await (const piece of pieces) {
          await onDisk(() => handle.write(piece, 0, piece.byteLength, at))
          at += piece.byteLength
          onBytes(at)
        }
        await onDisk(() => handle.datasync())
      } finally {
        await handle.close()
      }
      return at
    },

    /** The first and the last bytes of the part. */
    endsOfPart: (file: Named, length: number) => endsOf(partOf(file), length),

    finish: (file: Named): Promise<Written> => onDisk(() => finish(file)),

    /** The bytes of a file, or null if it is not there or no longer what was fetched. */
    read: async (file: KeptFile): Promise<Buffer | null> => {
      const bytes = await readFile(pathOf(file)).catch(() => null)
      if (bytes === null) return null
      return createHash('sha256').update(bytes).digest('hex') === file.sha256 ? bytes : null
    },

    /** Whether a file is there and still what was fetched, without holding it in memory. */
    isWhole: async (file: Named & Pick<KeptFile, 'sha256'>): Promise<boolean> =>
      (await hashOf(pathOf(file)).catch(() => null)) === file.sha256,

    /** Deletes all files of a paper. */
    remove: (arxivId: ArxivId): Promise<void> =>
      rm(join(root, folderName(arxivId)), { recursive: true, force: true }),

    /** Deletes parts, but those that `isWanted` (folder, name of the file to be). */
    sweep: async (isWanted: (folder: string, file: string) => boolean): Promise<void> => {
      for (const folder of await readdir(root).catch(() => [])) {
        for (const name of await readdir(join(root, folder)).catch(() => [])) {
          const isStale = name.endsWith('.part') && !isWanted(folder, name.slice(0, -'.part'.length))
          if (isStale) await rm(join(root, folder, name), { force: true })
        }
      }
    },
  }
}

async function endsOf(path: string, length: number): Promise<readonly [Buffer, Buffer]> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const head = await handle.read(Buffer.alloc(length), 0, length, 0)
    const tail = await handle.read(Buffer.alloc(length), 0, length, Math.max(0, size - length))
    return [head.buffer.subarray(0, head.bytesRead), tail.buffer.subarray(0, tail.bytesRead)]
  } finally {
    await handle.close()
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}

/** The file system's failures that a reader can do something about, as ours. */
async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['ENOSPC', 'EDQUOT'].includes(code)) throw new AppError('disk-full', code, { cause: error })
    if (['EROFS', 'EACCES', 'EPERM'].includes(code)) throw new AppError('read-only', code, { cause: error })
    throw error
  }
}
