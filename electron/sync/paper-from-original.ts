import { unknownFacts } from '../../src/shared/domain.ts'
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
    ...unknownFacts,
  }
}
