/** What each place shows and in which order: ids only, from covering indexes, so that a list of 100,000 opens at once. */
import { dayList } from '../../src/shared/domain.ts'
import type { Counts, ListName, Order, PaperId, Place } from '../../src/shared/domain.ts'
import type { Day } from '../../src/shared/days.ts'
import type { ListQuery, TagCount } from '../../src/shared/contract.ts'
import type { Db, Query } from './db.ts'
import { announcedRank } from './papers.ts'

interface Given {
  readonly today: Day
  readonly list: ListName | null
  readonly tag: string | null
}

const isAwake = '(t.snoozed_until IS NULL OR t.snoozed_until <= @today)'
const isAsleep = 't.snoozed_until > @today'
/** Hundreds a day, of those that the reader asked for beside the feed: they wait on their own lists. */
const isNoAnnouncement = `t.sort_rank < ${announcedRank}`

/** The parts of a place, one after the other: only the queue has a second one, for what is snoozed. */
const placeParts: { readonly [P in Exclude<Place, 'notes'>]: readonly string[] } = {
  triage: [`t.verdict = 'unread' AND ${isNoAnnouncement} AND ${isAwake}`],
  queue: [`t.verdict = 'later' AND ${isAwake}`, `t.verdict = 'later' AND ${isAsleep}`],
  starred: ['t.is_starred = 1'],
  read: [`t.verdict = 'read'`],
  skipped: [`t.verdict = 'skipped'`],
  everything: ['true'],
}

/** A place's own order, called `feed` in the queries. */
const ownOrder: { readonly [P in Exclude<Place, 'notes'>]: string } = {
  triage: 't.sort_day DESC, t.sort_rank, t.paper_id',
  queue: 't.decided_at, t.paper_id',
  starred: 't.starred_at DESC, t.paper_id DESC',
  read: 't.decided_at DESC, t.paper_id DESC',
  skipped: 't.decided_at DESC, t.paper_id DESC',
  everything: 't.sort_day DESC, t.sort_rank, t.paper_id',
}

/** Orders that are the same in all places. The oldest first are exactly the newest first, backwards. */
const otherOrders: { readonly [O in Exclude<Order, 'feed'>]: string } = {
  upvotes: 't.sort_upvotes DESC, t.sort_day DESC, t.paper_id',
  newest: 't.sort_day DESC, t.sort_rank, t.paper_id',
  oldest: 't.sort_day, t.sort_rank DESC, t.paper_id DESC',
}

/** On one list the feed's order is its ranks. */
const dayOrders: { readonly [O in Order]: string } = {
  feed: 'l.rank, t.paper_id',
  upvotes: 't.sort_upvotes DESC, l.rank, t.paper_id',
  newest: 'l.rank, t.paper_id',
  oldest: 'l.rank DESC, t.paper_id DESC',
}

const noteOrders: { readonly [O in Order]: string } = {
  feed: 'n.edited_at DESC, t.paper_id DESC',
  upvotes: otherOrders.upvotes,
  newest: otherOrders.newest,
  oldest: otherOrders.oldest,
}

const taggedOnly = 'AND t.paper_id IN (SELECT paper_id FROM tags WHERE name = @tag)'

/** The statements, one per part, that give the ids of a list. */
export function listSql(
  query: Pick<ListQuery, 'place' | 'order'> & { hasList: boolean; hasTag: boolean },
): string[] {
  const { place, order, hasList, hasTag } = query
  const tag = hasTag ? taggedOnly : ''
  const day = hasList
    ? 'JOIN listings AS l ON l.paper_id = t.paper_id AND l.list = @list AND l.is_removed = 0'
    : ''
  if (place === 'notes') {
    return [
      `SELECT t.paper_id FROM notes AS n CROSS JOIN triage AS t ON t.paper_id = n.paper_id ${day}
       WHERE n.line IS NOT NULL AND t.is_removed = 0 ${tag} ORDER BY ${noteOrders[order]}`,
    ]
  }
  // Left alone, SQLite would rather sort all papers of a verdict by their upvotes than read them in that order.
  const indexed = order === 'upvotes' && place !== 'starred' ? 'INDEXED BY triage_by_upvotes' : ''
  const isRanked = hasList && (place === 'triage' || place === 'everything')
  const sorted = isRanked ? dayOrders[order] : order === 'feed' ? ownOrder[place] : otherOrders[order]
  return placeParts[place].map((part) =>
    hasList
      ? `SELECT t.paper_id FROM listings AS l CROSS JOIN triage AS t ON t.paper_id = l.paper_id
         WHERE l.list = @list AND l.is_removed = 0 AND t.is_removed = 0 AND ${part} ${tag} ORDER BY ${sorted}`
      : `SELECT t.paper_id FROM triage AS t ${indexed} WHERE t.is_removed = 0 AND ${part} ${tag} ORDER BY ${sorted}`,
  )
}

export type Lists = ReturnType<typeof createLists>

export function createLists(db: Db) {
  const prepared = new Map<string, Query<Given, PaperId>>()
  const counts = prepareCounts(db)
  const tags = db.prepare<[], TagCount>(`
    SELECT g.name, count(*) AS count FROM tags AS g JOIN triage AS t ON t.paper_id = g.paper_id
    WHERE t.is_removed = 0 GROUP BY g.name ORDER BY g.name`)

  function statement(sql: string): Query<Given, PaperId> {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const made = db.prepare<Given, PaperId>(sql).pluck()
    prepared.set(sql, made)
    return made
  }

  return {
    ids: (query: ListQuery, today: Day): PaperId[] => {
      const { place, order, day, tag } = query
      const list = query.list ?? (day === null ? null : dayList(day))
      const given = { today, list, tag }
      return listSql({ place, order, hasList: list !== null, hasTag: tag !== null }).flatMap((sql) =>
        statement(sql).all(given),
      )
    },

    counts: (today: Day): Counts => {
      const verdict = new Map(counts.verdicts.all().map((row) => [row.verdict, row.count]))
      const asleep = new Map(counts.asleep.all({ today }).map((row) => [row.verdict, row.count]))
      const of = (name: string): number => verdict.get(name) ?? 0
      return {
        triage: of('unread') - (asleep.get('unread') ?? 0) - (counts.announced.get({ today })?.count ?? 0),
        queue: of('later') - (asleep.get('later') ?? 0),
        starred: counts.starred.get()?.count ?? 0,
        read: of('read'),
        skipped: of('skipped'),
        everything: of('unread') + of('later') + of('read') + of('skipped'),
        notes: counts.notes.get()?.count ?? 0,
        sample: counts.sample.get()?.count ?? 0,
      }
    },

    tags: (): TagCount[] => tags.all(),
  }
}

function prepareCounts(db: Db) {
  interface VerdictCount {
    readonly verdict: string
    readonly count: number
  }
  interface Count {
    readonly count: number
  }
  return {
    verdicts: db.prepare<[], VerdictCount>('SELECT verdict, count FROM verdict_counts'),
    asleep: db.prepare<{ today: Day }, VerdictCount>(`
      SELECT verdict, count(*) AS count FROM triage INDEXED BY triage_snoozed
      WHERE snoozed_until > @today AND is_removed = 0 GROUP BY verdict`),
    announced: db.prepare<{ today: Day }, Count>(`
      SELECT count(*) AS count FROM triage INDEXED BY triage_announced
      WHERE sort_rank = ${announcedRank} AND is_removed = 0 AND verdict = 'unread'
        AND (snoozed_until IS NULL OR snoozed_until <= @today)`),
    starred: db.prepare<[], Count>(
      'SELECT count(*) AS count FROM triage WHERE is_starred = 1 AND is_removed = 0',
    ),
    notes: db.prepare<[], Count>(`
      SELECT count(*) AS count FROM notes AS n CROSS JOIN triage AS t ON t.paper_id = n.paper_id
      WHERE n.line IS NOT NULL AND t.is_removed = 0`),
    sample: db.prepare<[], Count>(`
      SELECT count(*) AS count FROM papers AS p CROSS JOIN triage AS t ON t.paper_id = p.id
      WHERE p.origin = 'sample' AND t.is_removed = 0`),
  }
}
