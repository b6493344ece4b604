/** The library in numbers, counted from the reader's own verdicts. Nothing is stored: every number is read off the tables. */
import { addDays, daysBetween, isoWeekOf, localStartOf } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { Verdict } from '../../src/shared/domain.ts'
import type { Stats, StatsRange, Topic, TriagePeriod } from '../../src/shared/reviews.ts'
import { daysOfWeek, mondayOf } from '../../src/shared/weeks.ts'
import type { Db } from './db.ts'
import { unlistedRank } from './papers.ts'

const dayMs = 86_400_000
/** A topic is told if at least this many starred papers have it, and at most so many topics are. */
const fewestStarred = 2
const mostTopics = 8
/** Above this many papers, topics are counted on evenly spread ones: their shares then differ by less than 1 %. */
const mostSampled = 10_000
const longWaitDays = 30
/** What the times from Later to Read are counted in: longer spans the longer it took. */
const waitSpans = [
  { from: 0, before: 1 },
  { from: 1, before: 3 },
  { from: 3, before: 7 },
  { from: 7, before: 14 },
  { from: 14, before: 30 },
  { from: 30, before: null },
] as const

interface VerdictRow {
  readonly day: Day
  readonly verdict: Verdict
  readonly count: number
}

interface Span {
  readonly from: Day
  readonly to: Day
}

interface Instants {
  readonly start: number
  readonly end: number
}

interface EventCounts {
  readonly verdicts: number
  readonly broughtBack: number
  readonly undone: number
}

export function createStats(db: Db, localToday: () => Day) {
  const sql = prepare(db)

  function topics({ from, to }: Span, listed: number): Pick<Stats, 'topics' | 'sampled'> {
    const found = sql.starredTopics.all({ from, to, unlistedRank, fewestStarred, mostTopics })
    if (found.length === 0) return { topics: [], sampled: 0 }
    const every = Math.max(1, Math.ceil(listed / mostSampled))
    const names = JSON.stringify(found.map(({ name }) => name))
    const counted = new Map(
      sql.listedTopics.all({ from, to, unlistedRank, every, names }).map((row) => [row.name, row.count]),
    )
    const sampled = every === 1 ? listed : (sql.sampled.get({ from, to, unlistedRank, every })?.count ?? 0)
    return {
      sampled,
      topics: found.map(({ name, count }): Topic => ({
        name,
        starred: count,
        listed: counted.get(name) ?? 0,
      })),
    }
  }

  return (range: StatsRange): Stats => {
    const today = localToday()
    const span = spanOf(range, today)
    const rows = sql.verdicts.all({ ...span, unlistedRank })
    const days = [...new Set(rows.map(({ day }) => day))].sort()
    const [first, last] = [days[0] ?? null, days.at(-1) ?? null]
    const unit = unitOf(range, first, last)
    const having = (wanted?: Verdict): number =>
      rows.reduce(
        (sum, { verdict, count }) => sum + (wanted === undefined || verdict === wanted ? count : 0),
        0,
      )
    const listed = having()
    // Days are local ones, by the clock of today: around its changes an hour can fall on the day beside.
    const offset = -new Date(localStartOf(today)).getTimezoneOffset() * 60_000
    const instants = { start: localStartOf(span.from), end: localStartOf(addDays(span.to, 1)) }
    return {
      range,
      from: first,
      to: last,
      days: days.length,
      listed,
      decided: listed - having('unread'),
      ...waits(sql, span, instants, offset),
      starred: sql.starred.get({ ...span, unlistedRank })?.count ?? 0,
      notes: sql.notes.get(instants)?.count ?? 0,
      unit,
      periods: periodsOf(rows, unit),
      ...topics(span, listed),
      longInQueue:
        sql.longInQueue.get({ before: localStartOf(addDays(today, -longWaitDays)), today })?.count ?? 0,
      ...(sql.events.get(instants) ?? { verdicts: 0, broughtBack: 0, undone: 0 }),
    }
  }
}

/** Eight whole weeks, the last one being the present one; the days of this year; all days. */
function spanOf(range: StatsRange, today: Day): Span {
  switch (range) {
    case 'weeks':
      return { from: addDays(mondayOf(isoWeekOf(today)), -49), to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'all':
      return { from: '0001-01-01', to: '9999-12-30' }
  }
}

/** What a bar stands for, so that there are at most some sixty of them. */
function unitOf(range: StatsRange, first: Day | null, last: Day | null): Stats['unit'] {
  if (range === 'weeks' || first === null || last === null) return 'day'
  const days = daysBetween(first, last)
  return days <= 63 ? 'day' : days <= 7 * 60 ? 'week' : 'month'
}

function periodsOf(rows: readonly VerdictRow[], unit: Stats['unit']): TriagePeriod[] {
  const periods = new Map<Day, TriagePeriod>()
  for (const { day, verdict, count } of rows) {
    const { from, to } = periodOf(day, unit)
    const period = periods.get(from) ?? { from, to, later: 0, read: 0, skipped: 0, unread: 0 }
    periods.set(from, { ...period, [verdict]: period[verdict] + count })
  }
  return [...periods.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}

function periodOf(day: Day, unit: Stats['unit']): Span {
  if (unit === 'day') return { from: day, to: day }
  if (unit === 'week') {
    const days = daysOfWeek(isoWeekOf(day))
    return { from: days[0] ?? day, to: days[6] ?? day }
  }
  const from = `${day.slice(0, 7)}-01`
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) }
}

function waits(
  sql: ReturnType<typeof prepare>,
  span: Span,
  instants: Instants,
  offset: number,
): Pick<Stats, 'daysToDecide' | 'daysToRead' | 'waits' | 'later' | 'laterRead'> {
  const decisions = sql.decisions.all({ ...span, unlistedRank, offset }).map(({ day, decided, count }) => ({
    value: Math.max(0, decided - Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs)),
    count,
  }))
  const reads = sql.reads.all(instants)
  const waited = reads.map(({ laterAt, readAt }) => (readAt - laterAt) / dayMs)
  const laterRead = reads.filter(({ laterAt }) => laterAt >= instants.start).length
  return {
    daysToDecide: middle(decisions),
    daysToRead: middle(waited.map((value) => ({ value, count: 1 }))),
    waits: waitSpans.map(({ from, before }) => ({
      from,
      before,
      count: waited.filter((days) => days >= from && (before === null || days < before)).length,
    })),
    later: laterRead + (sql.waiting.get(instants)?.count ?? 0),
    laterRead,
  }
}

/** The median: the value that half of all are at most. */
function middle(values: readonly { readonly value: number; readonly count: number }[]): number | null {
  const sorted = values.toSorted((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2
  let passed = 0
  for (const { value, count } of sorted) {
    passed += count
    if (passed >= half) return value
  }
  return null
}

type Listed = Span & { unlistedRank: number }

interface Count {
  readonly count: number
}

interface NamedCount extends Count {
  readonly name: string
}

function prepare(db: Db) {
  const listed = 't.is_removed = 0 AND t.sort_rank < @unlistedRank AND t.sort_day BETWEEN @from AND @to'
  // The feed's keywords of the chosen papers, each once for a paper. Own tags are no topics: one tags what one stars.
  const topics = `topics AS (
      SELECT DISTINCT c.paper_id, lower(k.value) AS name
      FROM chosen AS c CROSS JOIN papers AS p ON p.id = c.paper_id CROSS JOIN json_each(p.keywords) AS k
    )`
  return {
    verdicts: db.prepare<Listed, VerdictRow>(`
      SELECT t.sort_day AS day, t.verdict, count(*) AS count FROM triage AS t INDEXED BY triage_by_day
      WHERE t.verdict IN ('unread', 'later', 'read', 'skipped') AND ${listed} GROUP BY t.verdict, t.sort_day`),
    decisions: db.prepare<Listed & { offset: number }, { day: Day; decided: number; count: number }>(`
      SELECT t.sort_day AS day, CAST((t.decided_at + @offset) / ${dayMs} AS INTEGER) AS decided, count(*) AS count
      FROM triage AS t WHERE t.verdict IN ('later', 'read', 'skipped') AND t.decided_at IS NOT NULL AND ${listed}
      GROUP BY 1, 2`),
    starred: db.prepare<Listed, Count>(`
      SELECT count(*) AS count FROM triage AS t INDEXED BY triage_starred WHERE t.is_starred = 1 AND ${listed}`),
    notes: db.prepare<Instants, Count>(`
      SELECT count(*) AS count FROM notes AS n CROSS JOIN triage AS t ON t.paper_id = n.paper_id
      WHERE n.line IS NOT NULL AND t.is_removed = 0 AND n.edited_at >= @start AND n.edited_at < @end`),
    starredTopics: db.prepare<Listed & { fewestStarred: number; mostTopics: number }, NamedCount>(`
      WITH chosen AS MATERIALIZED (
        SELECT t.paper_id FROM triage AS t INDEXED BY triage_starred WHERE t.is_starred = 1 AND ${listed}
      ), ${topics}
      SELECT name, count(*) AS count FROM topics
      GROUP BY name HAVING count(*) >= @fewestStarred ORDER BY count(*) DESC, name LIMIT @mostTopics`),
    listedTopics: db.prepare<Listed & { every: number; names: string }, NamedCount>(`
      WITH chosen AS MATERIALIZED (
        SELECT t.paper_id FROM triage AS t INDEXED BY triage_everything WHERE ${listed} AND t.paper_id % @every = 0
      ), ${topics}
      SELECT name, count(*) AS count FROM topics
      WHERE name IN (SELECT value FROM json_each(@names)) GROUP BY name`),
    sampled: db.prepare<Listed & { every: number }, Count>(`
      SELECT count(*) AS count FROM triage AS t INDEXED BY triage_everything
      WHERE ${listed} AND t.paper_id % @every = 0`),
    ...prepareWaits(db),
  }
}

function prepareWaits(db: Db) {
  return {
    /** Papers read in the time out of the queue, and when they had been put there. */
    reads: db.prepare<Instants, { laterAt: number; readAt: number }>(`
      WITH reads AS (
        SELECT t.decided_at AS readAt, (
          SELECT e.before_fact FROM triage_events AS e
          WHERE e.paper_id = t.paper_id AND e.kind = 'verdict' AND e.before = 'later' AND e.after = 'read'
            AND e.after_fact = t.decided_at
          ORDER BY e.number DESC LIMIT 1
        ) AS laterAt
        FROM triage AS t INDEXED BY triage_by_decision
        WHERE t.verdict = 'read' AND t.is_removed = 0 AND t.decided_at >= @start AND t.decided_at < @end
      )
      SELECT laterAt, readAt FROM reads WHERE laterAt IS NOT NULL`),
    waiting: db.prepare<Instants, Count>(`
      SELECT count(*) AS count FROM triage
      WHERE verdict = 'later' AND is_removed = 0 AND decided_at >= @start AND decided_at < @end`),
    longInQueue: db.prepare<{ before: number; today: Day }, Count>(`
      SELECT count(*) AS count FROM triage INDEXED BY triage_by_decision
      WHERE verdict = 'later' AND is_removed = 0 AND decided_at < @before
        AND (snoozed_until IS NULL OR snoozed_until <= @today)`),
    /** The journal's clock begins with the instant in 15 digits, and is indexed. */
    events: db.prepare<Instants, EventCounts>(`
      SELECT count(*) FILTER (WHERE e.effect = 'do') AS verdicts,
        count(*) FILTER (WHERE e.effect = 'do' AND e.before = 'skipped') AS broughtBack,
        count(*) FILTER (WHERE e.effect = 'undo') AS undone
      FROM triage_events AS e INDEXED BY triage_events_by_clock
      WHERE e.hlc >= printf('%015d', @start) AND e.hlc < printf('%015d', @end) AND e.kind = 'verdict'`),
  }
}
