/** `papers.export`: papers from the library, written by electron/export in the format asked for, with a name for the file. */
import type { ExportedFile, ExportFormat } from '../../src/shared/export-formats.ts'
import type { Day } from '../../src/shared/days.ts'
import type { PaperDetail, PaperId } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { bibtex } from '../export/bibtex.ts'
import { citableOf } from '../export/citable.ts'
import type { Citable } from '../export/citable.ts'
import { apa, chicago, ieee, shareText } from '../export/citation-style.ts'
import { cslJson } from '../export/csl-json.ts'
import { csv } from '../export/csv.ts'
import { digest } from '../export/digest.ts'
import { ris } from '../export/ris.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { recordLines } from './record-lines.ts'

export interface ExportRequest {
  readonly library: AsyncLibrary
  /** Null for the whole library. */
  readonly ids: readonly PaperId[] | null
  readonly format: ExportFormat
  readonly today: Day
  /** The shell's printer. */
  readonly printPdf: (html: string) => Promise<Uint8Array>
}

interface Format {
  readonly ending: string
  readonly mediaType: string
  readonly write: (papers: readonly PaperDetail[]) => string
}

const formats: Readonly<Record<Exclude<ExportFormat, 'jsonl' | 'pdf'>, Format>> = {
  bibtex: { ending: 'bib', mediaType: 'application/x-bibtex', write: (papers) => bibtex(cited(papers)) },
  ris: {
    ending: 'ris',
    mediaType: 'application/x-research-info-systems',
    write: (papers) => ris(cited(papers)),
  },
  csl: {
    ending: 'json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    write: (papers) => cslJson(cited(papers)),
  },
  csv: { ending: 'csv', mediaType: 'text/csv', write: csv },
  digest: { ending: 'html', mediaType: 'text/html', write: digestOf },
  apa: asLine(apa),
  ieee: asLine(ieee),
  chicago: asLine(chicago),
  text: asText((paper) => shareText(citableOf(paper), paper.noteLine), '\n\n'),
}

/** Papers fetched at once: enough that the library's thread never waits. */
const batch = 100

/** The papers as a file. Throws `not-found` if none of them is there. */
export async function exportPapers(request: ExportRequest): Promise<ExportedFile> {
  const { library, format, today } = request
  if (format === 'jsonl') return exportRecords(request)
  if (format === 'pdf') return printed(request)
  const papers = await papersOf(library, request.ids ?? (await everything(library)))
  const { ending, mediaType, write } = formats[format]
  if (papers.length === 0) throw nothingThere()
  return {
    name: `${nameOf(papers, today)}.${ending}`,
    mediaType,
    text: write(papers),
    encoding: 'utf8',
    count: papers.length,
  }
}

function nothingThere(): AppError {
  return new AppError('not-found', 'none of these papers is in the library')
}

async function printed(request: ExportRequest): Promise<ExportedFile> {
  const page = await exportPapers({ ...request, format: 'digest' })
  const bytes = await request.printPdf(page.text)
  return {
    name: page.name.replace(/html$/, 'pdf'),
    mediaType: 'application/pdf',
    text: Buffer.from(bytes).toString('base64'),
    encoding: 'base64',
    count: page.count,
  }
}

async function exportRecords({ library, ids, today }: ExportRequest): Promise<ExportedFile> {
  let [text, count] = ['', 0]
  const pieces = recordLines(library, ids, (more) => {
    count += more
  })
  for await (const piece of pieces) text += piece
  if (count === 0) throw nothingThere()
  const name = ids === null ? `octavo-library-${today}` : `octavo-${today}`
  return { name: `${name}.jsonl`, mediaType: 'application/jsonl', text, encoding: 'utf8', count }
}

/** Ids of all papers, newest first. */
export async function everything(library: AsyncLibrary): Promise<readonly PaperId[]> {
  const query = { place: 'everything', day: null, order: 'newest', tag: null } as const
  return (await library.list(query, 0)).ids
}

/** The papers of `ids` in their order, without those that are gone. */
export async function papersOf(
  library: AsyncLibrary,
  ids: readonly PaperId[],
): Promise<readonly PaperDetail[]> {
  const papers: PaperDetail[] = []
  for (let from = 0; from < ids.length; from += batch) {
    const found = await Promise.all(ids.slice(from, from + batch).map((id) => paperOrNull(library, id)))
    papers.push(...found.filter((paper) => paper !== null))
  }
  return papers
}

/** A paper of the list may have been deleted meanwhile, in another window. */
async function paperOrNull(library: AsyncLibrary, id: PaperId): Promise<PaperDetail | null> {
  try {
    return await library.paper(id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

/** Ids of old papers have a slash, which no file name may have. */
function nameOf(papers: readonly PaperDetail[], today: Day): string {
  const [first] = papers
  const id = papers.length === 1 ? first?.arxivId?.replace('/', '-') : undefined
  return id ?? `octavo-${today}`
}

function cited(papers: readonly PaperDetail[]): readonly Citable[] {
  return papers.map((paper) => citableOf(paper))
}

/** A text for each paper, parted by `between`. */
function asText(write: (paper: PaperDetail) => string, between: string): Format {
  const textOf = (papers: readonly PaperDetail[]): string => `${papers.map(write).join(between)}\n`
  return { ending: 'txt', mediaType: 'text/plain', write: textOf }
}

function asLine(write: (paper: Citable) => string): Format {
  return asText((paper) => write(citableOf(paper)), '\n')
}

function digestOf(papers: readonly PaperDetail[]): string {
  const days = papers.flatMap(({ listedOn }) => listedOn ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const title =
    first === undefined || last === undefined
      ? 'Papers'
      : first === last
        ? `Papers of ${dayInWords(first)}`
        : `Papers of ${dayInWords(first)} to ${dayInWords(last)}`
  return digest(papers, { title, language: 'en' })
}

/** `23 June 2026` */
function dayInWords(day: Day): string {
  return longDate.format(new Date(`${day}T00:00:00Z`))
}

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
