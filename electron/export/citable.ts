/** A paper as something to cite: what every citation format is written from. */
import type { Day } from '../../src/shared/days.ts'
import type { ArxivId, PaperDetail, SourcedText } from '../../src/shared/domain.ts'
import { parse, recover, toPlainText } from '../../src/shared/math/index.ts'
import type { RecoveryModel, Segment } from '../../src/shared/math/index.ts'
import { citedName } from './person-name.ts'
import type { CitedName } from './person-name.ts'

export interface Citable {
  readonly arxivId: ArxivId | null
  /** The title as it came from arXiv or, failing that, from the feed. */
  readonly rawTitle: string
  readonly title: readonly Segment[]
  /** Read only by the formats that have it: most of the time of an export would go there. */
  readonly abstract: SourcedText
  readonly authors: readonly CitedName[]
  /** Day of the first version. */
  readonly issuedOn: Day | null
  /** Year of the latest version that is known of. */
  readonly year: number | null
  /** The publisher's. */
  readonly publisherDoi: string | null
  /** The primary one first. */
  readonly categories: readonly string[]
  readonly keywords: readonly string[]
  readonly version: number | null
  readonly comment: string | null
  readonly journalRef: string | null
}

/** The citation record of a paper. */
export function citableOf(paper: PaperDetail): Citable {
  const facts = paper.arxiv
  const latestDay = facts?.updatedOn ?? paper.publishedOn
  return {
    arxivId: paper.arxivId,
    rawTitle: paper.title.original ?? paper.title.feed ?? '',
    title: segmentsOf(paper.title),
    abstract: paper.abstract,
    authors: paper.authors.flatMap(({ name }) => citedName(name) ?? []),
    issuedOn: paper.publishedOn,
    year: latestDay === null ? yearOfId(paper.arxivId) : Number(latestDay.slice(0, 4)),
    publisherDoi: bareDoi(facts?.doi ?? null),
    categories: facts?.categories ?? [],
    keywords: paper.keywords,
    version: facts?.version ?? null,
    comment: facts?.comment ?? null,
    journalRef: facts?.journalRef ?? null,
  }
}

let model: RecoveryModel | undefined

/** Whether formulas are recovered with weights. */
export function hasModel(): boolean {
  return model !== undefined
}

/** Recovers formulas with these weights from now on. */
export function recoverWith(weights: RecoveryModel): void {
  model = weights
}

/** arXiv's text read as LaTeX; the feed's with its formulas recovered. */
export function segmentsOf({ original, feed }: SourcedText): readonly Segment[] {
  return original === null ? recover(feed ?? '', model) : parse(original)
}

/** A text on one line with Unicode mathematics. */
export function lineOfText(text: SourcedText): string {
  return toPlainText(segmentsOf(text))
}

/** The DOI to cite: the publisher's, or the one that every arXiv paper has. */
export function doiOf({ publisherDoi, arxivId }: Citable): string | null {
  return publisherDoi ?? (arxivId === null ? null : `10.48550/arXiv.${arxivId}`)
}

/** Address of the abstract page of an arXiv id. */
export function abstractUrl(arxivId: ArxivId): string {
  return `https://arxiv.org/abs/${arxivId}`
}

/** Address of the PDF of an arXiv id. */
export function pdfUrl(arxivId: ArxivId): string {
  return `https://arxiv.org/pdf/${arxivId}`
}

function bareDoi(doi: string | null): string | null {
  const bare = (doi ?? '').trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '')
  return /^10\.\d{4,9}\/\S+$/.test(bare) ? bare : null
}

/** Ids carry the year in two digits; arXiv began in 1991. */
function yearOfId(arxivId: ArxivId | null): number | null {
  const digits = /(?:^|\/)(\d{2})\d{2}/.exec(arxivId ?? '')?.[1]
  if (digits === undefined) return null
  return Number(digits) + (Number(digits) >= 91 ? 1900 : 2000)
}
