/** Adds papers that the reader names: ids and addresses, pasted or dropped, several at once. */
import type { ArxivId, IncomingPaper, StoredList } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { papersIn } from '../../src/shared/paper-address.ts'
import type { Arxiv } from '../feed/arxiv.ts'
import { fetchPaper } from '../feed/daily-papers.ts'
import type { Client } from '../feed/request.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { paperFrom } from './paper-from-original.ts'

export interface AddPapersOptions {
  readonly library: Pick<AsyncLibrary, 'importList' | 'storeOriginals'>
  readonly client: Client
  readonly arxiv: Arxiv
  readonly feedUrl: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export interface AddedPapers {
  readonly stored: StoredList
  /** Neither Hugging Face nor arXiv has them. */
  readonly missing: readonly ArxivId[]
}

/** As many as are asked for at once: within a fifth of what Hugging Face answers in five minutes. */
const mostPapers = 100

/**
 * Fetches every paper named in `text` and stores them as one undoable import. Hugging Face is asked first and arXiv for
 * what it does not know. Throws `invalid-input` if no paper is named (or more than a hundred), and what the clients
 * throw, in which case nothing was stored.
 */
export async function addPapers(text: string, options: AddPapersOptions): Promise<AddedPapers> {
  const ids = papersIn(text).map(({ id }) => id)
  if (ids.length === 0 || ids.length > mostPapers) {
    throw new AppError('invalid-input', 'no paper is named, or too many', { detail: { papers: ids.length } })
  }
  const papers = new Map<ArxivId, IncomingPaper>()
  for (const id of ids) {
    const paper = await fetchPaper({
      client: options.client,
      feedUrl: options.feedUrl,
      id,
      now: options.now(),
    })
    if (paper !== null) papers.set(id, paper)
  }
  const unknown = ids.filter((id) => !papers.has(id))
  const originals = unknown.length === 0 ? [] : await options.arxiv.originals(unknown)
  for (const original of originals) papers.set(original.arxivId, paperFrom(original))
  const found = ids.flatMap((id) => papers.get(id) ?? [])
  const stored = await options.library.importList({ list: 'import:named', papers: found, rejected: [] })
  if (originals.length > 0) {
    const asked = originals.map(({ arxivId }) => arxivId)
    await options.library.storeOriginals(asked, originals, options.now())
  }
  return { stored, missing: ids.filter((id) => !papers.has(id)) }
}
