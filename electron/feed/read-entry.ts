/**
 * One entry of a Hugging Face list, read leniently: every shape served since May 2024 (feed.md §1.3), and anything a
 * hostile or broken server may put in its place. An entry needs an arXiv id, a title and an abstract; every other field
 * is kept if it is what it should be and is absent otherwise.
 */
import { z } from 'zod'
import { addDays, isDay, type Day } from '../../src/shared/days.ts'
import type { Author, IncomingPaper, RejectedItem } from '../../src/shared/domain.ts'
import { parseArxivId } from '../../src/shared/paper-address.ts'
import { brokenProseOf, httpsUrl, lineOf } from './clean-text.ts'

const site = 'https://huggingface.co'
const limits = {
  title: 1000,
  abstract: 20_000,
  name: 200,
  summary: 2000,
  keyword: 120,
  keywords: 60,
  authors: 3000,
  media: 24,
  raw: 65_536,
}

/** A field that may be anything: what does not fit is absent. */
function lenient<T extends z.ZodType>(schema: T): z.ZodCatch<z.ZodOptional<T>> {
  return schema.optional().catch(undefined)
}

const text = lenient(z.string())
const count = lenient(
  z
    .union([z.number(), z.string().regex(/^\d{1,9}$/)])
    .transform(Number)
    .pipe(z.int().min(0).max(1_000_000_000)),
)
const person = lenient(z.object({ user: text, name: text, fullname: text }))
const organization = lenient(z.union([z.object({ name: text, fullname: text }), z.string()]))
const texts = lenient(z.array(z.unknown()))

const author = z.union([
  z.string().transform((name) => ({ name, hidden: false, user: undefined })),
  z.object({ name: z.string(), hidden: lenient(z.boolean()), user: person }),
])

const paper = z.object({
  id: text,
  title: text,
  summary: text,
  authors: lenient(z.array(z.unknown())),
  publishedAt: text,
  submittedOnDailyAt: text,
  submittedOnDailyBy: person,
  withdrawnAt: text,
  upvotes: count,
  ai_summary: text,
  ai_keywords: texts,
  organization,
  githubRepo: text,
  githubStars: count,
  projectPage: text,
  mediaUrls: texts,
})

const entry = z.object({
  paper,
  title: text,
  summary: text,
  thumbnail: text,
  numComments: count,
  submittedBy: person,
  organization,
  submitterOrganization: organization,
  mediaUrls: texts,
  mediaUrl: text,
})
type Entry = z.output<typeof entry>

export type ReadEntry =
  | { readonly paper: IncomingPaper; readonly feedDay: Day | null; readonly rejected: null }
  | { readonly paper: null; readonly feedDay: null; readonly rejected: RejectedItem }

/**
 * Reads one entry. `latest` is the latest feed day there can be: an entry of a later day is refused, because no list can
 * hold it yet. The feed day is `submittedOnDailyAt`; the entry's own `publishedAt` is wrong by hours and is not read.
 */
export function readEntry(raw: unknown, latest: Day): ReadEntry {
  const parsed = entry.safeParse(raw)
  if (!parsed.success) return refused('not an entry with a paper', raw)
  const { paper } = parsed.data
  const arxivId = parseArxivId(paper.id ?? '')?.id ?? null
  if (arxivId === null) return refused('no arXiv id', raw)
  const title = lineOf(parsed.data.title ?? '', limits.title) || lineOf(paper.title ?? '', limits.title)
  if (title === '') return refused('no title', raw)
  const abstract =
    brokenProseOf(paper.summary ?? '', limits.abstract) ||
    brokenProseOf(parsed.data.summary ?? '', limits.abstract)
  // Without one a paper read before would lose the abstract that it has.
  if (abstract === '') return refused('no abstract', raw)
  const feedDay = dayIn(paper.submittedOnDailyAt)
  if (feedDay !== null && feedDay > latest) return refused('a day in the future', raw)
  return {
    paper: { arxivId, title, abstract, ...factsOf(parsed.data, latest) },
    feedDay,
    rejected: null,
  }
}

/** What could not be read, kept as it came but cut. */
export function refused(
  reason: string,
  raw: unknown,
): { readonly paper: null; readonly feedDay: null; readonly rejected: RejectedItem } {
  let text: string
  try {
    text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw))
  } catch {
    // Nested more deeply than it can be written out again.
    text = ''
  }
  return { paper: null, feedDay: null, rejected: { reason, raw: text.slice(0, limits.raw) } }
}

function factsOf(item: Entry, latest: Day): Omit<IncomingPaper, 'arxivId' | 'title' | 'abstract'> {
  const { paper } = item
  const authors = authorsOf(paper.authors)
  const publishedOn = dayIn(paper.publishedAt)
  const media = [...(paper.mediaUrls ?? item.mediaUrls ?? []), item.mediaUrl]
  return {
    authors,
    authorCount: authors.length,
    // arXiv is ahead of New York by up to a day; a later date is nonsense.
    publishedOn: publishedOn !== null && publishedOn <= addDays(latest, 2) ? publishedOn : null,
    upvotes: paper.upvotes ?? null,
    commentCount: item.numComments ?? null,
    aiSummary: lineOrNull(paper.ai_summary, limits.summary),
    keywords: unique(linesOf(paper.ai_keywords, limits.keyword)).slice(0, limits.keywords),
    organization:
      nameOf(paper.organization) ?? nameOf(item.organization) ?? nameOf(item.submitterOrganization),
    githubRepo: httpsUrl(paper.githubRepo ?? ''),
    githubStars: paper.githubStars ?? null,
    projectPage: httpsUrl(paper.projectPage ?? ''),
    thumbnail: thumbnailOf(item),
    media: unique(media.flatMap(mediumOf)).slice(0, limits.media),
    submittedBy: nameOf(item.submittedBy) ?? nameOf(paper.submittedOnDailyBy),
    withdrawnAt: dayIn(paper.withdrawnAt),
  }
}

/** The authors in order. A hidden author keeps the name, and the link to the account is not taken over. */
function authorsOf(raw: readonly unknown[] | undefined): readonly Author[] {
  return (raw ?? []).slice(0, limits.authors).flatMap((item) => {
    const parsed = author.safeParse(item)
    const name = parsed.success ? lineOf(parsed.data.name, limits.name) : ''
    if (!parsed.success || name === '') return []
    const { hidden, user } = parsed.data
    const login = hidden === true ? '' : lineOf(user?.user ?? user?.name ?? '', 96)
    return [{ name, login: /^[\w.-]+$/.test(login) ? login : null }]
  })
}

function nameOf(who: z.output<typeof organization> | z.output<typeof person>): string | null {
  if (who === undefined) return null
  if (typeof who === 'string') return lineOrNull(who, limits.name)
  return lineOrNull(who.fullname, limits.name) ?? lineOrNull(who.name, limits.name)
}

/** Until June 2024 the thumbnail came as `mediaUrl`. Host in every list seen: cdn-thumbnails.huggingface.co. */
function thumbnailOf(item: Entry): string | null {
  if (item.thumbnail !== undefined) return httpsUrl(item.thumbnail, site)
  const medium = httpsUrl(item.mediaUrl ?? '', site)
  return medium !== null && isThumbnail(medium) ? medium : null
}

/** Host in every list seen: cdn-uploads.huggingface.co. */
function mediumOf(raw: unknown): readonly string[] {
  const url = typeof raw === 'string' && raw !== '' ? httpsUrl(raw, site) : null
  return url === null || isThumbnail(url) ? [] : [url]
}

function isThumbnail(url: string): boolean {
  return url.startsWith('https://cdn-thumbnails.huggingface.co/')
}

/** The day of a time stamp, if it is one; its time and offset carry no truth (feed.md §1.4). */
function dayIn(stamp: string | undefined): Day | null {
  const day = (stamp ?? '').slice(0, 10)
  return isDay(day) ? day : null
}

function lineOrNull(raw: string | undefined, limit: number): string | null {
  return lineOf(raw ?? '', limit) || null
}

function linesOf(raw: readonly unknown[] | undefined, limit: number): readonly string[] {
  return (raw ?? [])
    .flatMap((item) => (typeof item === 'string' ? [lineOf(item, limit)] : []))
    .filter(Boolean)
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)]
}
