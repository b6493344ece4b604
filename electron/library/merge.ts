/** When two spellings are one paper: finding the row of an incoming one, and making two rows one without losing anything. */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Facts } from './facts.ts'
import type { Papers, StoredPaper } from './papers.ts'

export type Merge = ReturnType<typeof createMerge>

export function createMerge(parts: { papers: Papers; join: (from: StoredPaper, into: StoredPaper) => void }) {
  const { papers, join } = parts

  function sameTitle(facts: Facts): StoredPaper[] {
    return [facts.title_feed, facts.title_original].flatMap((title) =>
      title === null ? [] : papers.byTitle(title),
    )
  }

  /** The paper that the reader has made of this one and another. */
  function survivor(row: StoredPaper | undefined): StoredPaper | undefined {
    if (row === undefined || row.merged_into === null) return row
    const id = papers.resolve(row.id)
    return id === null ? undefined : papers.byId(id)
  }

  return {
    /** The row that an incoming paper already has: by arXiv id, else by title. */
    find: (said: Facts): StoredPaper | undefined => {
      if (said.arxiv_id === null) return chosen(said, sameTitle(said))
      return (
        survivor(papers.byArxivId(said.arxiv_id)) ??
        chosen(
          said,
          sameTitle(said).filter((row) => row.arxiv_id === null),
        )
      )
    },

    /**
     * Makes a row without arXiv id part of `id` where the title of `id` has become its title: only a title that has just
     * changed is looked at, so that rows that were told apart when they came stay apart. Returns whether there was one.
     */
    absorbTwin: (before: StoredPaper, after: Facts): boolean => {
      const isSameTitle =
        before.title_feed === after.title_feed && before.title_original === after.title_original
      if (isSameTitle || after.arxiv_id === null) return false
      const twins = sameTitle(after).filter(
        (row) => row.arxiv_id === null && row.is_removed === 0 && row.id !== before.id,
      )
      const twin = chosen(after, twins)
      const now = papers.byId(before.id)
      if (twin === undefined || now === undefined) return false
      join(twin, now)
      return true
    },
  }
}

/**
 * Which of several rows with the same title is meant: the only one, unless its authors contradict; of several the one
 * whose authors agree, and one without arXiv id before others. If that leaves two, none.
 */
function chosen(said: Facts, rows: readonly StoredPaper[]): StoredPaper | undefined {
  const byId = new Map<PaperId, StoredPaper>(rows.map((row) => [row.id, row]))
  const possible = [...byId.values()].filter((row) => !contradicts(said, row))
  if (possible.length < 2) return possible[0]
  const agreeing = possible.filter((row) => agrees(said, row))
  const nameless = agreeing.filter((row) => row.arxiv_id === null)
  if (nameless.length > 0) return nameless[0]
  return agreeing.length === 1 ? agreeing[0] : undefined
}

function firstAuthor(facts: Facts): string {
  return (facts.author_names.split('\n')[0] ?? '')
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}

/** Both number and first name of the authors are known on both sides and differ. */
function contradicts(a: Facts, b: Facts): boolean {
  const [first, second] = [firstAuthor(a), firstAuthor(b)]
  const hasOtherNames = first !== '' && second !== '' && first !== second
  return hasOtherNames && a.author_count !== b.author_count
}

function agrees(a: Facts, b: Facts): boolean {
  const [first, second] = [firstAuthor(a), firstAuthor(b)]
  if (first !== '' && second !== '') return first === second
  return a.author_count !== 0 && a.author_count === b.author_count
}
