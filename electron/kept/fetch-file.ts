/**
 * Fetching one file of the pack. The full text comes from Hugging Face, the PDF and the pictures from arXiv, in turn with
 * everything else that is asked of arXiv (feed.md §1.1, §3.6). What comes is looked at before it is kept: a text must be
 * text, a picture a picture, and a PDF must have its beginning and its end.
 */
import type { Arxiv } from '../feed/arxiv.ts'
import { addressOf } from '../feed/daily-papers.ts'
import { feedFailure } from '../feed/failures.ts'
import type { Client, Streamed } from '../feed/request.ts'
import { mebibyte, type KeptFile } from '../../src/shared/kept.ts'
import { figureAddress } from './figures.ts'
import { pictureFacts } from './picture-facts.ts'
import type { KeptFiles } from './files.ts'
import { AppError } from '../../src/shared/errors.ts'

export interface Source {
  readonly client: Client
  readonly arxiv: Pick<Arxiv, 'inTurn' | 'site'>
  readonly feedUrl: () => Promise<string>
}

export interface Fetching {
  readonly source: Source
  readonly files: KeptFiles
  readonly signal: AbortSignal
  /** The download's mark is known: storing it lets another process go on with the part. */
  readonly onEtag: (etag: string | null) => Promise<void>
  readonly onBytes: (bytes: number, total: number | null) => void
  /** Bytes that this file may have, so that the pack stays within its space. */
  readonly room: number
}

const textLimit = 10 * mebibyte
const figureLimit = 10 * mebibyte
const pdfLimit = 100 * mebibyte

/** Fetches a file and puts it in its place. Throws an AppError; a part that can be gone on with stays. */
export async function fetchFile(file: KeptFile, fetching: Fetching): Promise<KeptFile> {
  if (file.kind === 'pdf') return fetchPdf(file, fetching)
  const bytes = await (file.kind === 'text' ? textOf(file, fetching) : figureOf(file, fetching))
  const { files, room } = fetching
  if (bytes.byteLength > room) throw noRoom(bytes.byteLength)
  await files.discardPart(file)
  await files.writePart(file, once(bytes), 0, () => undefined)
  return { ...file, state: 'kept', ...(await files.finish(file)) }
}

async function textOf(file: KeptFile, { source, signal }: Fetching): Promise<Uint8Array> {
  const url = addressOf(await source.feedUrl(), `papers/${file.arxivId}.md`).href
  const types = ['text/markdown', 'text/x-markdown', 'text/plain']
  const { bytes } = await source.client.get({ url, types, maxBytes: textLimit, signal })
  const start = new TextDecoder().decode(bytes.subarray(0, 400)).trimStart().toLowerCase()
  if (start === '' || start.startsWith('<!doctype') || start.startsWith('<html')) {
    throw feedFailure('feed-changed', 'shape')
  }
  return bytes
}

async function figureOf(file: KeptFile, { source, signal }: Fetching): Promise<Uint8Array> {
  const { client, arxiv } = source
  const address = figureAddress(file.source, file.arxivId, { site: arxiv.site, hub: await source.feedUrl() })
  if (address === null) throw feedFailure('feed-changed', 'status', { status: 404 })
  const wanted = { url: address.url, types: ['image/'], maxBytes: figureLimit, tries: 1, signal }
  const get = async (): Promise<Uint8Array> => (await client.get(wanted)).bytes
  const bytes = address.isArxiv ? await arxiv.inTurn(get, signal) : await get()
  if (pictureFacts(bytes) === null) throw feedFailure('feed-changed', 'shape')
  return bytes
}

async function fetchPdf(file: KeptFile, fetching: Fetching): Promise<KeptFile> {
  const { source, files, signal } = fetching
  const have = file.etag === null ? 0 : await files.partSize(file)
  if (have === 0) await files.discardPart(file)
  const headers = have > 0 ? { range: `bytes=${have}-`, 'if-range': file.etag ?? '' } : {}
  const url = new URL(`/pdf/${file.arxivId}`, source.arxiv.site).href
  const wanted = { url, types: ['application/pdf'], maxBytes: pdfLimit, headers, signal }
  try {
    const facts = await source.arxiv.inTurn(
      () => source.client.stream(wanted, (answer) => store(file, answer, have, fetching)),
      signal,
    )
    return { ...file, ...facts, state: 'kept', ...(await files.finish(file)) }
  } catch (error) {
    // The part is no beginning of what the server has: the next try is of the whole.
    if (statusOf(error) === 416 || reasonOf(error) === 'shape') await files.discardPart(file)
    throw error
  }
}

/** Writes what comes after what is here, or from the beginning if the server has another file now. */
async function store(
  file: KeptFile,
  { status, headers, pieces }: Streamed,
  have: number,
  { files, onEtag, onBytes, room }: Fetching,
): Promise<Pick<KeptFile, 'etag' | 'version'>> {
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
  const [head, tail] = await files.endsOfPart(file, 2048)
  const isPdf = head.includes('%PDF-') && tail.includes('%%EOF')
  if ((whole !== null && size > whole) || !isPdf) throw feedFailure('feed-changed', 'shape')
  const version = /v(\d{1,3})\.pdf/.exec(headers.get('content-disposition') ?? '')?.[1]
  return { etag, version: version === undefined ? file.version : Number(version) }
}

/** What this file takes is more than there is; with its size it need not be fetched again to find out. */
function noRoom(bytes: number): AppError {
  return new AppError('no-room', 'the space for kept papers is full', { detail: { bytes } })
}

/** A mark that stands for these very bytes; a weak one (`W/`) does not. */
function strong(etag: string | null): string | null {
  return etag?.startsWith('"') === true ? etag : null
}

function statusOf(error: unknown): unknown {
  return detailOf(error, 'status')
}

function reasonOf(error: unknown): unknown {
  return detailOf(error, 'reason')
}

function detailOf(error: unknown, key: string): unknown {
  if (!(error instanceof AppError)) return undefined
  return error.detail?.[key]
}

/** Bytes that are here already, as a body. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
