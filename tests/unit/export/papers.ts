/** Papers to export: made ones, and those of the real days where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readDay } from '../../../electron/feed/daily-papers.ts'
import type { IncomingPaper, PaperDetail } from '../../../src/shared/domain.ts'

const nothingKnown: PaperDetail = {
  id: 1,
  arxivId: '2606.13677',
  title: { feed: 'A Title', original: null },
  abstract: { feed: 'An abstract.', original: null },
  firstAuthor: null,
  authors: [],
  authorCount: 0,
  organization: null,
  summary: null,
  hasCode: false,
  githubStars: null,
  commentCount: 0,
  upvotes: null,
  verdict: 'unread',
  isStarred: false,
  snoozedUntil: null,
  tags: [],
  noteLine: null,
  isSample: false,
  listedOn: null,
  rank: null,
  publishedOn: '2026-06-11',
  addedAt: 1_781_200_000_000,
  decidedAt: null,
  putOff: 0,
  aiSummary: null,
  keywords: [],
  githubRepo: null,
  projectPage: null,
  thumbnail: null,
  media: [],
  submittedBy: null,
  withdrawnAt: null,
  arxiv: null,
  listings: [],
  note: { text: '', revision: 0, editedAt: null },
  history: [],
  upvoteHistory: [],
}

/** A paper of which nothing but what is given is known. */
export function makePaper(given: Partial<PaperDetail> = {}): PaperDetail {
  return { ...nothingKnown, ...given }
}

/** A paper with this title from arXiv and these authors. */
export function paperBy(title: string, names: readonly string[]): PaperDetail {
  return makePaper({
    title: { feed: null, original: title },
    authors: names.map((name) => ({ name, login: null })),
  })
}

const daysFolder = resolve(import.meta.dirname, '../../../../shared/data/hf/days')

/** The papers of all real days; none where the data are not at hand. */
export function realPapers(): readonly PaperDetail[] {
  if (!existsSync(daysFolder)) return []
  const files = readdirSync(daysFolder).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name))
  const papers = new Map<string, PaperDetail>()
  for (const file of files) {
    const day = file.slice(0, 10)
    const body: unknown = JSON.parse(readFileSync(join(daysFolder, file), 'utf8'))
    for (const [index, paper] of readDay(day, body, day).papers.entries()) {
      if (paper.arxivId !== null) papers.set(paper.arxivId, stored(paper, papers.size + 1, day, index + 1))
    }
  }
  return [...papers.values()]
}

function stored(paper: IncomingPaper, id: number, day: string, rank: number): PaperDetail {
  const { title, abstract, ...facts } = paper
  return makePaper({
    ...facts,
    id,
    title: { feed: title, original: null },
    abstract: { feed: abstract, original: null },
    commentCount: paper.commentCount ?? 0,
    firstAuthor: paper.authors[0]?.name ?? null,
    listedOn: day,
    rank,
    listings: [{ list: `day:${day}`, rank, upvotes: paper.upvotes, firstSeenAt: 1_781_200_000_000 }],
  })
}
