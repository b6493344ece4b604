/** Papers for tests of the window: real ids and titles, everything else made up. */
import { dayList, type PaperDetail } from '../../src/shared/domain.ts'

export const day = '2026-06-23'

const titles = [
  'PlanBench-XL: Evaluating Long-Horizon Planning of LLM Tool-Use Agents in Large-Scale Tool Ecosystems',
  'EnterpriseClawBench: Benchmarking Agents from Real Workplace Sessions',
  'DataClaw0: Agentic Tailoring Multimodal Data from Raw Streams',
  'World Action Models: A Survey',
  'EvoEmbedding: Evolvable Representations for Long-Context Retrieval and Agentic Memory',
]

/** A paper of the day, unread, with this rank. */
export function makePaper(id: number, patch: Partial<PaperDetail> = {}): PaperDetail {
  const feed = titles[id - 1] ?? `Paper ${id}`
  const abstract = `What paper ${id} says, at some length.`
  return {
    id,
    arxivId: `2606.1${String(id).padStart(4, '0')}`,
    title: { feed, original: null },
    firstAuthor: 'Jiayu Liu',
    authorCount: 2,
    organization: 'Nanjing University',
    summary: abstract,
    hasCode: false,
    githubStars: null,
    commentCount: 0,
    upvotes: 50 - id,
    verdict: 'unread',
    isStarred: false,
    snoozedUntil: null,
    tags: [],
    noteLine: null,
    isSample: false,
    listedOn: day,
    rank: id,
    publishedOn: '2026-06-19',
    addedAt: 0,
    decidedAt: null,
    putOff: 0,
    abstract: { feed: abstract, original: null },
    authors: [
      { name: 'Jiayu Liu', login: null },
      { name: 'Chang Nie', login: null },
    ],
    aiSummary: null,
    keywords: [],
    githubRepo: null,
    projectPage: null,
    thumbnail: null,
    media: [],
    submittedBy: null,
    withdrawnAt: null,
    arxiv: null,
    listings: [{ list: dayList(day), rank: id, upvotes: 50 - id, firstSeenAt: 0 }],
    note: { text: '', revision: 0, editedAt: null },
    history: [],
    upvoteHistory: [],
    ...patch,
  }
}

/** Papers 1 to `count` of the day. */
export function makeDay(count: number): readonly PaperDetail[] {
  return Array.from({ length: count }, (_, index) => makePaper(index + 1))
}
