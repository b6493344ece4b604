import type { IncomingPaper, Original } from '../../src/shared/domain.ts'

/** A paper of which only arXiv knows. */
export function paperFrom(original: Original): IncomingPaper {
  return {
    arxivId: original.arxivId,
    title: original.title,
    abstract: original.abstract,
    authors: original.authors.map((name) => ({ name, login: null })),
    authorCount: original.authors.length,
    publishedOn: original.publishedOn,
    upvotes: null,
    commentCount: null,
    aiSummary: null,
    keywords: [],
    organization: null,
    githubRepo: null,
    githubStars: null,
    projectPage: null,
    thumbnail: null,
    media: [],
    submittedBy: null,
    withdrawnAt: null,
  }
}
