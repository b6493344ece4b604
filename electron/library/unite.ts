/**
 * Making one of two papers because the reader says so, and two again when that is taken back. The row of one goes out of
 * sight and leads to the other; what was known, decided and written of it, the other one has as well.
 */
import type { PaperId } from '../../src/shared/domain.ts'
import { origins } from '../../src/shared/library-records.ts'
import { factColumns, mergeFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Join } from './join.ts'
import type { Change, Recording } from './journal.ts'
import type { Listings } from './listings.ts'
import { unlistedRank } from './papers.ts'
import type { Papers, StoredPaper } from './papers.ts'
import type { Triage } from './triage.ts'

type Fact = Facts[keyof Facts]

/** What a union changed in the row that stays, as its event in the journal holds it (JSON). */
interface Union {
  readonly into: PaperId
  /** Facts that were missing, each before and after. */
  readonly facts: readonly (readonly [column: keyof Facts, before: Fact, after: Fact])[]
}

export type Unite = ReturnType<typeof createUnite>

export function createUnite(parts: { papers: Papers; listings: Listings; triage: Triage; join: Join }) {
  const { papers, listings, triage, join } = parts

  function carryOut(from: StoredPaper, { into, facts }: Union): boolean {
    const other = papers.byId(into)
    if (other === undefined || !isHere(other) || !isHere(from)) return false
    papers.retire(from.id, into)
    triage.apply(leaving(from.id, 'present', 'removed'), from.id)
    const news = facts.filter(([column, before]) => other[column] === before)
    change(other, Object.fromEntries(news.map(([column, , after]) => [column, after])))
    papers.restand(into)
    return true
  }

  function takeBack(from: StoredPaper, { into, facts }: Union): boolean {
    const other = papers.byId(into)
    if (other === undefined || from.merged_into !== into) return false
    papers.retire(from.id, null)
    triage.apply(leaving(from.id, 'removed', 'present'), from.id)
    // What a sync has changed since is not the union's any more.
    const own = facts.filter(([column, , after]) => other[column] === after)
    change(other, Object.fromEntries(own.map(([column, before]) => [column, before])))
    papers.restand(into)
    return true
  }

  function change(paper: StoredPaper, facts: Partial<Facts>): void {
    if (Object.keys(facts).length > 0) papers.update(paper, { ...paper, ...facts })
  }

  return {
    /** Makes one of papers, and writes down in `recording` all that this changes. */
    unite: (ids: readonly PaperId[], recording: Recording, at: number): void => {
      const [into, ...others] = ids
        .flatMap((id) => papers.byId(id) ?? [])
        .filter(isHere)
        .toSorted(byStanding)
      if (into === undefined) return
      for (const { id } of others) {
        const [from, now] = [papers.byId(id), papers.byId(into.id)]
        if (from === undefined || now === undefined) continue
        for (const change of join.decisions(from, now, at)) recording.add(change)
        for (const listing of listings.onlyOf(from.id, now.id)) {
          listings.place({ ...listing, id: now.id })
          recording.add(listed(now.id, listing.list, listing.rank))
        }
        const union = unionOf(from, now)
        carryOut(from, union)
        recording.add({ ...nothing, kind: 'merge', paperId: from.id, after: JSON.stringify(union) })
      }
    },

    /** Carries out a change of the kind `merge`, or its reverse; says whether it could. */
    apply: ({ paperId, before, after }: Change): boolean => {
      const from = papers.byId(paperId)
      const union: Union | null = JSON.parse(after ?? before ?? 'null')
      // Made in another library, where both papers were.
      if (from === undefined || union === null) return false
      return after === null ? takeBack(from, union) : carryOut(from, union)
    },
  }
}

const nothing = { before: null, beforeFact: null, afterFact: null } as const

function listed(paperId: PaperId, list: string, rank: number): Change {
  return { ...nothing, kind: 'listing', paperId, after: list, afterFact: rank }
}

function leaving(paperId: PaperId, before: string, after: string): Change {
  return { kind: 'delete', paperId, before, after, beforeFact: null, afterFact: null }
}

function isHere(row: StoredPaper): boolean {
  return row.merged_into === null && row.is_removed === 0
}

/** The paper that others become part of comes first: one with an arXiv id, of the feed, on a day's list, the older row. */
function byStanding(one: StoredPaper, other: StoredPaper): number {
  return (
    Number(one.arxiv_id === null) - Number(other.arxiv_id === null) ||
    origins.indexOf(other.origin) - origins.indexOf(one.origin) ||
    Number(one.sort_rank >= unlistedRank) - Number(other.sort_rank >= unlistedRank) ||
    one.id - other.id
  )
}

function unionOf(from: StoredPaper, into: StoredPaper): Union {
  const merged = mergeFacts(into, from)
  // A title or an abstract beside the one that is there would be that of another text.
  const isKept = (column: keyof Facts): boolean =>
    column.startsWith('title_') ||
    (column.startsWith('abstract_') && (into.abstract_feed ?? into.abstract_original) !== null)
  const facts = factColumns.flatMap((column) =>
    merged[column] === into[column] || isKept(column)
      ? []
      : [[column, into[column], merged[column]] as const],
  )
  return { into: into.id, facts }
}
