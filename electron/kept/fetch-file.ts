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
import { beginning, isFalseStart, noRoom, writeRest, type Resuming } from './resume.ts'

export interface Source {
  readonly client: Client
  readonly arxiv: Pick<Arxiv, 'inTurn' | 'site'>
  readonly feedUrl: () => Promise<string>
}

/** The room is what lets the pack stay within its space. */
export interface Fetching extends Resuming {
  readonly source: Source
  readonly signal: AbortSignal
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
  const { have, headers } = await beginning(files, file)
  const url = new URL(`/pdf/${file.arxivId}`, source.arxiv.site).href
  const wanted = { url, types: ['application/pdf'], maxBytes: pdfLimit, headers, signal }
  try {
    const facts = await source.arxiv.inTurn(
      () => source.client.stream(wanted, (answer) => store(file, answer, have, fetching)),
      signal,
    )
    return { ...file, ...facts, state: 'kept', ...(await files.finish(file)) }
  } catch (error) {
    if (isFalseStart(error)) await files.discardPart(file)
    throw error
  }
}

async function store(
  file: KeptFile,
  answer: Streamed,
  have: number,
  fetching: Fetching,
): Promise<Pick<KeptFile, 'etag' | 'version'>> {
  const { etag } = await writeRest(file, answer, have, fetching)
  const [head, tail] = await fetching.files.endsOfPart(file, 2048)
  const isPdf = head.includes('%PDF-') && tail.includes('%%EOF')
  if (!isPdf) throw feedFailure('feed-changed', 'shape')
  const version = /v(\d{1,3})\.pdf/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  return { etag, version: version === undefined ? file.version : Number(version) }
}

/** Bytes that are here already, as a body. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
