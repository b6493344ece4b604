/**
 * Everything about papers, one JSON object a line: made to be read again, by Octavo or by a script. A line holds what the
 * feed and arXiv say, what the reader decided, and when; only what belongs to one library file (row numbers) is left out.
 */
import { z } from 'zod'
import { isDay } from '../../src/shared/days.ts'
import { verdicts } from '../../src/shared/domain.ts'
import type { IncomingPaper, ListName, Original, PaperDetail, RejectedItem } from '../../src/shared/domain.ts'

/** Version of the format. A reader takes every version up to its own. */
const formatVersion = 1
const longestRaw = 65_536

const day = z.string().refine(isDay, 'not a calendar day').nullable().default(null)
const text = z.string().nullable().default(null)
const count = z.int().nonnegative().nullable().default(null)
const instant = z.number().nullable().default(null)
const texts = z.array(z.string()).default([])
const sourced = z.object({ feed: text, original: text })

const arxivFacts = z.object({
  version: count,
  categories: texts,
  comment: text,
  doi: text,
  journalRef: text,
  updatedOn: day,
})

const line = z.object({
  octavo: z.int().min(1).max(formatVersion),
  arxivId: z
    .string()
    .regex(/^(?:\d{4}\.\d{4,5}|[a-z][a-z-]{1,11}\/\d{7})$/)
    .nullable()
    .default(null),
  title: sourced,
  abstract: sourced,
  authors: z.array(z.object({ name: z.string(), login: text })).default([]),
  authorCount: z.int().nonnegative().default(0),
  organization: text,
  publishedOn: day,
  arxiv: arxivFacts.nullable().default(null),
  upvotes: count,
  commentCount: count,
  aiSummary: text,
  keywords: texts,
  githubRepo: text,
  githubStars: count,
  projectPage: text,
  thumbnail: text,
  media: texts,
  submittedBy: text,
  withdrawnAt: day,
  isSample: z.boolean().default(false),
  verdict: z.enum(verdicts).default('unread'),
  decidedAt: instant,
  isStarred: z.boolean().default(false),
  snoozedUntil: day,
  tags: texts,
  note: z.object({ text: z.string().default(''), editedAt: instant }).default({ text: '', editedAt: null }),
  addedAt: instant,
  listings: z
    .array(z.object({ list: z.string(), rank: z.int(), upvotes: count, firstSeenAt: instant }))
    .default([]),
  upvoteHistory: z.array(z.object({ at: z.number(), upvotes: z.int() })).default([]),
  history: z.array(z.object({ at: z.number(), kind: z.string(), before: text, after: text })).default([]),
})
type Line = z.output<typeof line>

/** What the reader made of a paper, as far as an import can give it back. */
export type KeptDecisions = Pick<Line, 'verdict' | 'isStarred' | 'snoozedUntil' | 'tags'> & {
  readonly note: string
}

export interface ReadPaper {
  readonly paper: IncomingPaper
  /** The text and the facts of arXiv, if it had been asked. */
  readonly original: Original | null
  readonly decisions: KeptDecisions
  /** The lists on which it stood, with its ranks there. */
  readonly listings: readonly { readonly list: ListName; readonly rank: number }[]
}

export interface ReadLines {
  readonly papers: readonly ReadPaper[]
  readonly rejected: readonly RejectedItem[]
}

/** One line per paper, each ended by a line feed. */
export function jsonLines(papers: readonly PaperDetail[]): string {
  return papers.map((paper) => `${JSON.stringify(lineOf(paper))}\n`).join('')
}

/** Whether a text is such an export: its first line says so. */
export function isJsonLines(text: string): boolean {
  return /^\ufeff?\s*\{"octavo":\d/.test(text)
}

/** Reads an export, each line alone: one that cannot be read is refused and the others stay. */
export function readJsonLines(text: string): ReadLines {
  const papers: ReadPaper[] = []
  const rejected: RejectedItem[] = []
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    if (raw.trim() === '') continue
    const read = line.safeParse(valueOf(raw))
    if (read.success && titleOf(read.data) !== '') papers.push(incoming(read.data))
    else rejected.push({ reason: 'not a paper exported by Octavo', raw: raw.slice(0, longestRaw) })
  }
  return { papers, rejected }
}

function lineOf(paper: PaperDetail): z.input<typeof line> {
  return {
    octavo: formatVersion,
    arxivId: paper.arxivId,
    title: paper.title,
    abstract: paper.abstract,
    authors: paper.authors.map(({ name, login }) => ({ name, login })),
    authorCount: paper.authorCount,
    organization: paper.organization,
    publishedOn: paper.publishedOn,
    arxiv: paper.arxiv && { ...paper.arxiv, categories: [...paper.arxiv.categories] },
    upvotes: paper.upvotes,
    commentCount: paper.commentCount,
    aiSummary: paper.aiSummary,
    keywords: [...paper.keywords],
    githubRepo: paper.githubRepo,
    githubStars: paper.githubStars,
    projectPage: paper.projectPage,
    thumbnail: paper.thumbnail,
    media: [...paper.media],
    submittedBy: paper.submittedBy,
    withdrawnAt: paper.withdrawnAt,
    isSample: paper.isSample,
    verdict: paper.verdict,
    decidedAt: paper.decidedAt,
    isStarred: paper.isStarred,
    snoozedUntil: paper.snoozedUntil,
    tags: [...paper.tags],
    note: { text: paper.note.text, editedAt: paper.note.editedAt },
    addedAt: paper.addedAt,
    listings: paper.listings.map((listing) => ({ ...listing })),
    upvoteHistory: paper.upvoteHistory.map(({ at, upvotes }) => ({ at, upvotes })),
    history: paper.history.map((entry) => ({ ...entry })),
  }
}

function incoming(read: Line): ReadPaper {
  const { verdict, isStarred, snoozedUntil, tags, note } = read
  const paper: IncomingPaper = {
    arxivId: read.arxivId,
    title: titleOf(read),
    abstract: read.abstract.feed ?? read.abstract.original ?? '',
    authors: read.authors,
    authorCount: read.authorCount,
    publishedOn: read.publishedOn,
    upvotes: read.upvotes,
    // None and unknown are both 0 in what the library tells of a paper.
    commentCount: read.commentCount === 0 ? null : read.commentCount,
    aiSummary: read.aiSummary,
    keywords: read.keywords,
    organization: read.organization,
    githubRepo: read.githubRepo,
    githubStars: read.githubStars,
    projectPage: read.projectPage,
    thumbnail: read.thumbnail,
    media: read.media,
    submittedBy: read.submittedBy,
    withdrawnAt: read.withdrawnAt,
  }
  const decisions = { verdict, isStarred, snoozedUntil, tags, note: note.text }
  return { paper, original: originalOf(read), decisions, listings: read.listings }
}

function originalOf({ arxivId, arxiv, title, abstract, authors, publishedOn }: Line): Original | null {
  if (arxivId === null || arxiv === null || title.original === null) return null
  const names = authors.map(({ name }) => name)
  return {
    arxivId,
    title: title.original,
    abstract: abstract.original ?? '',
    authors: names,
    publishedOn,
    ...arxiv,
  }
}

function titleOf({ title }: Line): string {
  return (title.feed ?? title.original ?? '').trim()
}

function valueOf(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}
