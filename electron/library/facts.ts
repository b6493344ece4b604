/** What is known of a paper from outside, as the columns of `papers`, and what becomes of it when something new is said. */
import type { IncomingPaper } from '../../src/shared/domain.ts'
import { origins } from '../../src/shared/library-records.ts'
import type { Origin, PaperRecord } from '../../src/shared/library-records.ts'
import { wellFormed } from './text.ts'

/** The columns of `papers` that come from outside. Lists are JSON text. */
export interface Facts {
  readonly arxiv_id: string | null
  readonly origin: Origin
  readonly title_feed: string | null
  readonly title_original: string | null
  readonly abstract_feed: string | null
  readonly abstract_original: string | null
  readonly author_names: string
  readonly authors: string
  readonly author_count: number
  readonly published_on: string | null
  readonly upvotes: number | null
  readonly comment_count: number | null
  readonly ai_summary: string | null
  readonly keywords: string
  readonly organization: string | null
  readonly github_repo: string | null
  readonly github_stars: number | null
  readonly project_page: string | null
  readonly thumbnail: string | null
  readonly media: string
  readonly submitted_by: string | null
  readonly withdrawn_at: string | null
}

export const factColumns = [
  'arxiv_id',
  'origin',
  'title_feed',
  'title_original',
  'abstract_feed',
  'abstract_original',
  'author_names',
  'authors',
  'author_count',
  'published_on',
  'upvotes',
  'comment_count',
  'ai_summary',
  'keywords',
  'organization',
  'github_repo',
  'github_stars',
  'project_page',
  'thumbnail',
  'media',
  'submitted_by',
  'withdrawn_at',
] as const satisfies readonly (keyof Facts)[]

/** The facts that `paper` states. arXiv's own text still has its TeX and goes to the `_original` columns. */
export function factsOf(paper: IncomingPaper, origin: Origin, isOriginalText: boolean): Facts {
  const title = wellFormed(paper.title)
  const abstract = orNull(paper.abstract)
  return {
    arxiv_id: paper.arxivId,
    origin,
    title_feed: isOriginalText ? null : title,
    title_original: isOriginalText ? title : null,
    abstract_feed: isOriginalText ? null : abstract,
    abstract_original: isOriginalText ? abstract : null,
    author_names: wellFormed(paper.authors.map((author) => author.name.replace(/\s+/g, ' ')).join('\n')),
    authors: paper.authors.length === 0 ? '[]' : JSON.stringify(paper.authors),
    author_count: Math.max(paper.authorCount, paper.authors.length),
    published_on: paper.publishedOn,
    upvotes: paper.upvotes,
    comment_count: paper.commentCount,
    ai_summary: orNull(paper.aiSummary),
    keywords: paper.keywords.length === 0 ? '[]' : JSON.stringify(paper.keywords),
    organization: orNull(paper.organization),
    github_repo: orNull(paper.githubRepo),
    github_stars: paper.githubStars,
    project_page: orNull(paper.projectPage),
    thumbnail: orNull(paper.thumbnail),
    media: paper.media.length === 0 ? '[]' : JSON.stringify(paper.media),
    submitted_by: orNull(paper.submittedBy),
    withdrawn_at: paper.withdrawnAt,
  }
}

/** The facts of a record, in both sources' texts. */
export function factsOfRecord(record: PaperRecord): Facts {
  const { title, abstract } = record
  const fromFeed = { ...record, title: title.feed ?? '', abstract: abstract.feed ?? '' }
  return {
    ...factsOf(fromFeed, record.origin, false),
    title_feed: orNull(title.feed),
    title_original: orNull(title.original),
    abstract_original: orNull(abstract.original),
  }
}

/**
 * What is known after `said` was added to `known`. The feed's word replaces what it contradicts, but an absent fact
 * never erases a known one: summaries come and go. A reader's file only fills gaps, and so does an announcement of
 * arXiv, which has no text of the feed. Real facts replace a sample's altogether, and a sample adds nothing to a real
 * paper.
 */
export function combine(known: Facts, said: Facts): Facts {
  if (said.origin === 'sample' && known.origin !== 'sample') return known
  if (known.origin === 'sample' && said.origin !== 'sample') {
    return { ...said, arxiv_id: said.arxiv_id ?? known.arxiv_id }
  }
  const onlyFills = said.origin === 'import' || said.title_feed === null
  const [first, second] = onlyFills ? [known, said] : [said, known]
  return {
    ...mergeFacts(first, second),
    origin: origins.indexOf(known.origin) > origins.indexOf(said.origin) ? known.origin : said.origin,
  }
}

/** Whether a paper is told of under another arXiv id than it goes by: the reader has made one of two. */
export function isOfPart(known: Facts, said: Facts): boolean {
  return said.arxiv_id !== null && known.arxiv_id !== null && said.arxiv_id !== known.arxiv_id
}

/**
 * What is said of a part fills gaps only, and none of a sample, which real facts replace altogether: those are for what is
 * said of the paper itself.
 */
export function asKnown(known: Facts, said: Facts): Facts {
  if (!isOfPart(known, said)) return said
  return known.origin === 'sample' ? known : { ...said, arxiv_id: known.arxiv_id, origin: 'import' }
}

/** `first`, with its gaps filled from `second`. */
export function mergeFacts(first: Facts, second: Facts): Facts {
  const gaps: [string, string | number | null][] = []
  for (const column of factColumns) {
    if (isBlank(column, first[column]) && !isBlank(column, second[column]))
      gaps.push([column, second[column]])
  }
  return gaps.length === 0 ? first : { ...first, ...Object.fromEntries(gaps) }
}

export function isSame(a: Facts, b: Facts): boolean {
  return factColumns.every((column) => a[column] === b[column])
}

function isBlank(column: keyof Facts, value: string | number | null): boolean {
  return value === null || value === '' || value === '[]' || (column === 'author_count' && value === 0)
}

function orNull(text: string | null): string | null {
  return text === null || text === '' ? null : wellFormed(text)
}
