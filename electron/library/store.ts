/**
 * Storing a list: every incoming paper finds its row or gets one, and a write happens only where something is
 * different. What the reader made of a paper is never touched here.
 */
import type { IncomingList, IncomingPaper, ListName, PaperId, StoredList } from '../../src/shared/domain.ts'
import { localDayAt } from '../../src/shared/days.ts'
import type { Origin } from '../../src/shared/library-records.ts'
import type { Days } from './days.ts'
import { asKnown, combine, factsOf, isOfPart, isSame } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Recording } from './journal.ts'
import type { Listings } from './listings.ts'
import type { Merge } from './merge.ts'
import { announcedRank, unlistedRank } from './papers.ts'
import type { Rejected } from './rejected.ts'
import type { Papers, Standing, StoredPaper } from './papers.ts'

export interface Storing {
  readonly origin: Origin
  /** When the list was fetched or read, ms. */
  readonly at: number
  /** Where an import writes down what it did; null for a sync, which cannot be undone. */
  readonly recording: Recording | null
  /** Papers of the list before these, where it comes in pieces. */
  readonly from?: number
}

type Outcome = 'added' | 'updated' | 'unchanged' | 'merged'

interface Place {
  readonly list: ListName
  readonly rank: number
  readonly storing: Storing
}

interface StoreParts {
  readonly papers: Papers
  readonly listings: Listings
  readonly days: Days
  readonly rejected: Rejected
  readonly merge: Merge
}

export type Store = ReturnType<typeof createStore>

export function createStore(parts: StoreParts) {
  const { papers, listings, days, rejected, merge } = parts

  function add(facts: Facts, place: Place): PaperId {
    const { at } = place.storing
    const id = papers.insert(facts, standingOf(null, facts, place), at)
    if (facts.upvotes !== null) listings.snapshot(id, at, facts.upvotes)
    listings.add({ list: place.list, id, rank: place.rank, upvotes: facts.upvotes, at })
    place.storing.recording?.add(presence(id))
    place.storing.recording?.add(listed(id, place))
    return id
  }

  function update(before: StoredPaper, said: Facts, place: Place): Outcome {
    const { at, recording } = place.storing
    const facts = combine(before, said)
    const id = before.id
    const isChanged = !isSame(before, facts)
    if (isChanged) papers.update(before, facts)
    const isAdopted = before.arxiv_id === null && facts.arxiv_id !== null
    if (facts.upvotes !== null && facts.upvotes !== before.upvotes) listings.snapshot(id, at, facts.upvotes)
    const standing = standingOf(before, facts, place)
    if (!stands(before, standing)) papers.stand(id, standing)
    const placed = listings.place({ list: place.list, id, rank: place.rank, upvotes: said.upvotes, at })
    if (placed === 'new') recording?.add(listed(id, place))
    if (before.is_removed === 1) {
      papers.restore(id)
      recording?.add(presence(id))
    }
    const isJoined = isChanged && merge.absorbTwin(before, facts)
    if (before.is_removed === 1) return 'added'
    if (isAdopted || isJoined || (recording !== null && placed === 'new')) return 'merged'
    return isChanged || placed !== 'same' ? 'updated' : 'unchanged'
  }

  /**
   * Stores one paper; `seen` holds the rows that this list has named already, for feeds that name one twice. Null for what is
   * part of a paper, unless `takesParts`: the paper's own place and facts are taken before those of a part.
   */
  function storePaper(
    paper: IncomingPaper,
    place: Place,
    { seen, takesParts }: { seen: Set<PaperId>; takesParts: boolean },
  ): Outcome | null {
    const said = factsOf(paper, place.storing.origin, isAnnouncement(place))
    const before = merge.find(said)
    if (before === undefined) {
      seen.add(add(said, place))
      return 'added'
    }
    if (!takesParts && isOfPart(before, said)) return null
    if (seen.has(before.id)) return 'unchanged'
    seen.add(before.id)
    return update(before, asKnown(before, said), place)
  }

  return (list: IncomingList, storing: Storing): StoredList => {
    const seen = new Set<PaperId>()
    const counted = storeInTurn(list.papers, (paper, index, takesParts) => {
      const rank = (storing.from ?? 0) + index + 1
      return storePaper(paper, { list: list.list, rank, storing }, { seen, takesParts })
    })
    const isRejectionNew = rejected.store(list, storing.at)
    const isChanged = counted.unchanged < list.papers.length || isRejectionNew
    if (storing.origin === 'feed') days.checked(list.list, storing.at, isChanged)
    return { ...counted, rejected: list.rejected.length }
  }
}

/** Stores papers one after the other, then those that turned out to be parts of others. */
function storeInTurn(
  papers: readonly IncomingPaper[],
  store: (paper: IncomingPaper, index: number, takesParts: boolean) => Outcome | null,
): Record<Outcome, number> {
  const counted = { added: 0, updated: 0, unchanged: 0, merged: 0 }
  const parts: [IncomingPaper, number][] = []
  papers.forEach((paper, index) => {
    const outcome = store(paper, index, false)
    if (outcome === null) parts.push([paper, index])
    else counted[outcome] += 1
  })
  for (const [paper, index] of parts) counted[store(paper, index, true) ?? 'unchanged'] += 1
  return counted
}

/** Where a paper stands over all days: by its newest feed day, or by its own date while no day lists it. */
function standingOf(before: Standing | null, facts: Facts, place: Place): Standing {
  const upvotes = { sort_upvotes: facts.upvotes ?? 0 }
  const isListed = before !== null && before.sort_rank < unlistedRank
  const day = place.list.startsWith('day:') ? place.list.slice('day:'.length) : null
  if (day !== null && !(isListed && before.sort_day > day)) {
    return { ...upvotes, sort_day: day, sort_rank: place.rank }
  }
  if (isListed) return { ...upvotes, sort_day: before.sort_day, sort_rank: before.sort_rank }
  const ownDay = facts.published_on ?? before?.sort_day ?? localDayAt(place.storing.at)
  const isAnnounced = isAnnouncement(place) && (before?.sort_rank ?? announcedRank) === announcedRank
  return { ...upvotes, sort_day: ownDay, sort_rank: isAnnounced ? announcedRank : unlistedRank }
}

function isAnnouncement({ list }: Place): boolean {
  return list.startsWith('arxiv:')
}

function stands(a: Standing, b: Standing): boolean {
  return a.sort_day === b.sort_day && a.sort_rank === b.sort_rank && a.sort_upvotes === b.sort_upvotes
}

function presence(paperId: PaperId) {
  return {
    kind: 'delete',
    paperId,
    before: 'removed',
    after: 'present',
    beforeFact: null,
    afterFact: null,
  } as const
}

function listed(paperId: PaperId, place: Place) {
  return {
    kind: 'listing',
    paperId,
    before: null,
    after: place.list,
    beforeFact: null,
    afterFact: place.rank,
  } as const
}
