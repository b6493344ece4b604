/** Going on with a large file where a download broke off: the part lies on the disk, and the server's mark tells what of. */
import { AppError } from '../../src/shared/errors.ts'
import type { KeptFile } from '../../src/shared/kept.ts'
import { feedFailure } from '../feed/failures.ts'
import type { Streamed } from '../feed/request.ts'
import type { KeptFiles } from './files.ts'

export interface Resumable extends Pick<KeptFile, 'arxivId' | 'kind' | 'name'> {
  /** The mark of what the part is the beginning of; null for none. */
  readonly etag: string | null
}

export interface Resuming {
  readonly files: KeptFiles
  /** The download's mark is known: storing it lets another process go on with the part. */
  readonly onEtag: (etag: string | null) => Promise<void>
  readonly onBytes: (bytes: number, total: number | null) => void
  /** Bytes that this file may have. */
  readonly room: number
}

/** How much of a file is here, and what asks for the rest of it. */
export async function beginning(
  files: KeptFiles,
  file: Resumable,
): Promise<{ readonly have: number; readonly headers: Readonly<Record<string, string>> }> {
  const have = file.etag === null ? 0 : await files.partSize(file)
  if (have === 0) await files.discardPart(file)
  return { have, headers: have > 0 ? { range: `bytes=${have}-`, 'if-range': file.etag ?? '' } : {} }
}

/**
 * Writes what comes after the `have` bytes that are here, or from the beginning if the server has another file now. Throws
 * `no-room`, `feed-changed` for an answer that does not fit, and `feed-unavailable` for one that broke off.
 */
export async function writeRest(
  file: Resumable,
  { status, headers, pieces }: Streamed,
  have: number,
  { files, onEtag, onBytes, room }: Resuming,
): Promise<{ readonly etag: string | null }> {
  const rest = status === 206 ? /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') : null
  if (status === 206 && Number(rest?.[1]) !== have) throw feedFailure('feed-changed', 'shape')
  // What comes compressed has another length than its file, and cannot be gone on with.
  const isPlain = ['', 'identity'].includes(headers.get('content-encoding') ?? '')
  const length = headers.get('content-length')
  const whole = rest === null ? (isPlain && length !== null ? Number(length) : null) : Number(rest[2])
  if (whole !== null && whole > room) throw noRoom(whole)
  const etag = isPlain ? strong(headers.get('etag')) : null
  await onEtag(etag)
  const from = rest === null ? 0 : have
  const size = await files.writePart(file, pieces, from, (bytes) => onBytes(bytes, whole))
  if (size > room) throw noRoom(size)
  if (whole !== null && size < whole) throw feedFailure('feed-unavailable', 'connection-lost')
  if (whole !== null && size > whole) throw feedFailure('feed-changed', 'shape')
  return { etag }
}

/** Whether a part is no beginning of what the server has: the next try is of the whole. */
export function isFalseStart(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  return error.detail?.['status'] === 416 || error.detail?.['reason'] === 'shape'
}

/** What this file takes is more than there is; with its size it need not be fetched again to find out. */
export function noRoom(bytes: number): AppError {
  return new AppError('no-room', 'the space for kept papers is full', { detail: { bytes } })
}

/** A mark that stands for these very bytes; a weak one (`W/`) does not. */
function strong(etag: string | null): string | null {
  return etag?.startsWith('"') === true ? etag : null
}
