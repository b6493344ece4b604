/**
 * Fetching one picture of a listed paper, from Hugging Face and from nowhere else. What stands still is made small and is
 * our own file from then on; what moves is kept as it came, if it is what its name says.
 */
import { AppError } from '../../src/shared/errors.ts'
import { mebibyte } from '../../src/shared/kept.ts'
import type { Picture } from '../../src/shared/pictures.ts'
import { feedFailure } from '../feed/failures.ts'
import type { Streamed } from '../feed/request.ts'
import type { DuePicture } from '../library/pictures.ts'
import { once, type Source } from './fetch-file.ts'
import { figureAddress } from './figures.ts'
import type { KeptFiles } from './files.ts'
import { beginning, isFalseStart, writeRest } from './resume.ts'
import type { Shrinker } from './shrinker.ts'

export interface PictureFetching {
  readonly source: Source
  readonly files: KeptFiles
  readonly shrinker: Shrinker
  readonly signal: AbortSignal
  /** The mark of a video on its way is known: storing it lets another process go on with what has come. */
  readonly onEtag: (etag: string | null) => Promise<void>
}

const stillLimit = 16 * mebibyte
/** A third of the videos that papers come with are larger than the first, few than the second. */
const unaskedLimit = 8 * mebibyte
const askedLimit = 100 * mebibyte

/** Fetches a picture and puts it in its place; gives what became of it. Throws an AppError if it should be tried again. */
export async function fetchPicture(due: DuePicture, fetching: PictureFetching): Promise<Picture> {
  const { isAsked: _isAsked, isDear, ...picture } = due
  const { source } = fetching
  const hub = await source.feedUrl()
  const address = figureAddress(picture.source, picture.arxivId, { site: source.arxiv.site, hub })
  if (address === null || address.isArxiv) return { ...picture, state: 'absent' }
  return picture.kind === 'motion'
    ? fetchMotion(picture, { ...fetching, url: address.url, limit: isDear ? askedLimit : unaskedLimit })
    : fetchStill(picture, { ...fetching, url: address.url })
}

interface At extends PictureFetching {
  readonly url: string
}

async function fetchStill(picture: Picture, { source, files, shrinker, signal, url }: At): Promise<Picture> {
  const wanted = { url, types: ['image/'], maxBytes: stillLimit, tries: 1, signal }
  const small = await shrinker.shrink((await source.client.get(wanted)).bytes)
  if (small === null) throw feedFailure('feed-changed', 'shape')
  const named = fileOf(picture, `${picture.kind}.jpg`)
  await files.writePart(named, once(small.bytes), 0, () => undefined)
  const written = await files.finish(named)
  return {
    ...picture,
    ...written,
    state: 'kept',
    file: named.name,
    width: small.width,
    height: small.height,
  }
}

async function fetchMotion(picture: Picture, fetching: At & { readonly limit: number }): Promise<Picture> {
  const { source, files, signal, url, limit } = fetching
  const extension = extensionOf(picture)
  const file = { ...motionFile(picture), etag: picture.etag }
  const isGif = extension === 'gif'
  const types = isGif ? ['image/gif'] : ['video/', 'application/octet-stream', 'binary/octet-stream']
  const { have, headers } = await beginning(files, file)
  const wanted = { url, types, maxBytes: limit, headers, signal }
  const resuming = { files, onEtag: fetching.onEtag, onBytes: () => undefined, room: limit }
  try {
    await source.client.stream(wanted, (answer: Streamed) => writeRest(file, answer, have, resuming))
    const [head] = await files.endsOfPart(file, 16)
    if (!isMotion(extension, head)) throw feedFailure('feed-changed', 'shape')
    return { ...picture, ...(await files.finish(file)), state: 'kept', file: file.name, etag: null }
  } catch (error) {
    const isTooLarge =
      error instanceof AppError && (error.code === 'no-room' || error.detail?.['reason'] === 'too-large')
    if (isTooLarge || isFalseStart(error)) await files.discardPart(file)
    if (!isTooLarge) throw error
    const bytes = Number(error.detail?.['bytes'] ?? 0)
    const state = limit < askedLimit && bytes <= askedLimit ? 'large' : 'absent'
    return { ...picture, state, bytes, etag: null }
  }
}

function extensionOf({ source }: Pick<Picture, 'source'>): 'gif' | 'webm' | 'mp4' {
  const isOf = (extension: string): boolean => new RegExp(`\\.${extension}(?:[?#]|$)`, 'i').test(source)
  return isOf('gif') ? 'gif' : isOf('webm') ? 'webm' : 'mp4'
}

/** Where what moves of a paper lies. */
export function motionFile(picture: Pick<Picture, 'arxivId' | 'source'>) {
  return fileOf(picture, `motion.${extensionOf(picture)}`)
}

/** MP4 and QuickTime begin with a box of their type, WebM with the mark of EBML, GIF with its name. */
function isMotion(extension: string, head: Buffer): boolean {
  if (extension === 'gif') return /^GIF8[79]a/.test(head.toString('latin1'))
  if (extension === 'webm') return head.readUInt32BE(0) === 0x1a45dfa3
  return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(head.toString('latin1', 4, 8))
}

/** A picture among the kept files: its paper's folder, and a name. */
export function fileOf({ arxivId }: Pick<Picture, 'arxivId'>, name: string) {
  return { arxivId, kind: 'figure', name } as const
}
