/** The feed's days, told honestly: what is on them, when the feed was asked and what came late. */
import { addDays, feedDayAt, firstFeedDay, isWeekend } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { NearDays } from '../../src/shared/contract.ts'
import { dayList } from '../../src/shared/domain.ts'
import type { DayFacts, ListName, PaperId, Verdict } from '../../src/shared/domain.ts'
import type { FrameRecord } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import { unlistedRank } from './papers.ts'

interface DayRow {
  readonly day: Day
  readonly checked_at: number
  readonly changed_at: number
}

interface ListedRow {
  readonly id: PaperId
  readonly verdict: Verdict
  readonly decided_at: number | null
  readonly first_seen_at: number
}

export type Days = ReturnType<typeof createDays>

export function createDays(db: Db, now: () => number) {
  const sql = prepare(db)
  // An unchanged day writes nothing: that it was looked at again is remembered here and written with the next real
  // change, or on closing. A crash only makes the next sync ask once more.
  const pending = new Map<Day, number>()

  return {
    /** Notes that the feed answered for a day's list. */
    checked: (list: ListName, at: number, isChanged: boolean): void => {
      if (!list.startsWith('day:')) return
      const day = list.slice('day:'.length)
      if (isChanged || sql.day.get({ day }) === undefined) {
        sql.change.run({ day, at })
        pending.delete(day)
      } else {
        pending.set(day, at)
      }
    },

    /** Takes in days that another library asked the feed for, where this one never has; its clock may be ahead of ours. */
    adopt: (days: FrameRecord['days']): void => {
      const latest = now()
      for (const { day, checkedAt, changedAt } of days) {
        sql.adopt.run({ day, checkedAt: Math.min(checkedAt, latest), changedAt: Math.min(changedAt, latest) })
      }
    },

    /** Forgets days asked for up to `until` (ms) of which no paper is here: they are asked for again. */
    forgetEmpty: (until: number): void => {
      for (const { day } of sql.forgetEmpty.all({ until })) pending.delete(day)
    },

    /** Writes down what `checked` still holds back. Called inside a transaction that writes anyway. */
    flush: (): void => {
      for (const [day, at] of pending) sql.check.run({ day, at })
      pending.clear()
    },

    facts: (day: Day): DayFacts => {
      const list = dayList(day)
      const papers = sql.papers.all({ list })
      const rejected = sql.countRejected.get({ list })?.count ?? 0
      const row = sql.day.get({ day })
      const checkedAt = pending.get(day) ?? row?.checked_at ?? null
      return {
        day,
        state: stateOf({ day, checkedAt, now: now(), papers: papers.length, rejected }),
        rejected,
        checkedAt,
        changedAt: row?.changed_at ?? null,
        newSince: newSince(papers),
        papers: papers.map(({ id, verdict }) => ({ id, verdict })),
      }
    },

    near: (day: Day, today: Day): NearDays => ({
      previous: earlierDay(sql, day),
      next: laterDay(sql, day, feedDayAt(now())),
      previousUndecided: earlierOpenDay(sql, day, today),
    }),

    latest: (): Day | null => dayOf(sql.previous.get({ list: 'day:9999-99-99' })),

    checkedBetween: (from: Day, to: Day): { readonly day: Day; readonly checkedAt: number }[] =>
      sql.between
        .all({ from, to })
        .map((row) => ({ day: row.day, checkedAt: pending.get(row.day) ?? row.checked_at })),
  }
}

/** The nearest earlier day with a list, or a weekday since that was never asked for. */
function earlierDay(sql: Statements, day: Day): Day | null {
  const listed = dayOf(sql.previous.get({ list: dayList(day) }))
  const from = listed === null ? firstFeedDay : addDays(listed, 1)
  return unknownDays(sql, from, addDays(day, -1)).at(-1) ?? listed
}

/** The nearest earlier day with undecided papers, and how many. */
function earlierOpenDay(sql: Statements, before: Day, today: Day): NearDays['previousUndecided'] {
  const given = { today, unlistedRank }
  const day = sql.previousUndecided.get({ ...given, day: before })?.day
  return day === undefined ? null : { day, count: sql.countUndecided.get({ ...given, day })?.count ?? 0 }
}

/** The nearest later day with a list, or a weekday up to `today` before it that was never asked for. */
function laterDay(sql: Statements, day: Day, today: Day): Day | null {
  const listed = dayOf(sql.next.get({ list: dayList(day) }))
  const to = listed === null ? today : addDays(listed, -1)
  return unknownDays(sql, addDays(day, 1), to)[0] ?? listed
}

/** Weekdays from `from` to `to` that the feed was never asked for, earliest first. */
function unknownDays(sql: Statements, from: Day, to: Day): Day[] {
  const known = new Set(sql.between.all({ from, to }).map((row) => row.day))
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1))
    if (!known.has(day) && !isWeekend(day)) days.push(day)
  return days
}

interface Known {
  readonly day: Day
  readonly checkedAt: number | null
  readonly now: number
  readonly papers: number
  readonly rejected: number
}

function stateOf({ day, checkedAt, now, papers, rejected }: Known): DayFacts['state'] {
  if (checkedAt === null) return 'unknown'
  if (rejected > 0) return 'partial'
  // A list grows while its day is the feed's today, so only an answer from later days is the last word.
  if (papers > 0) return feedDayAt(checkedAt) > day ? 'settled' : 'filling'
  return isWeekend(day) || feedDayAt(now) > day ? 'empty' : 'filling'
}

/**
 * What arrived after everything there had been decided. The undecided papers are newcomers if all that came before them
 * had its verdict before they came.
 */
function newSince(papers: readonly ListedRow[]): DayFacts['newSince'] {
  const firstOpen = Math.min(
    ...papers.filter((paper) => paper.verdict === 'unread').map((paper) => paper.first_seen_at),
  )
  const earlier = papers.filter((paper) => paper.first_seen_at < firstOpen)
  if (firstOpen === Infinity || earlier.length === 0) return null
  const at = Math.max(...earlier.map((paper) => paper.decided_at ?? Infinity))
  if (at >= firstOpen) return null
  return { at, count: papers.filter((paper) => paper.first_seen_at > at).length }
}

function dayOf(row: { list: ListName } | undefined): Day | null {
  return row === undefined ? null : row.list.slice('day:'.length)
}

type Statements = ReturnType<typeof prepare>

function prepare(db: Db) {
  const listed = `
    FROM listings AS l JOIN triage AS t ON t.paper_id = l.paper_id
    WHERE l.is_removed = 0 AND t.is_removed = 0`
  const open = `
    FROM triage
    WHERE is_removed = 0 AND verdict = 'unread' AND sort_rank < @unlistedRank
      AND (snoozed_until IS NULL OR snoozed_until <= @today)`
  return {
    day: db.prepare<{ day: Day }, DayRow>('SELECT day, checked_at, changed_at FROM days WHERE day = @day'),
    change: db.prepare<{ day: Day; at: number }>(`
      INSERT INTO days (day, checked_at, changed_at) VALUES (@day, @at, @at)
      ON CONFLICT DO UPDATE SET checked_at = excluded.checked_at, changed_at = excluded.changed_at`),
    adopt: db.prepare<FrameRecord['days'][number]>(`
      INSERT INTO days (day, checked_at, changed_at) VALUES (@day, @checkedAt, @changedAt) ON CONFLICT DO NOTHING`),
    forgetEmpty: db.prepare<{ until: number }, { day: Day }>(`
      DELETE FROM days WHERE checked_at <= @until AND NOT EXISTS (
        SELECT 1 ${listed} AND l.list = 'day:' || days.day)
      RETURNING day`),
    check: db.prepare<{ day: Day; at: number }>('UPDATE days SET checked_at = @at WHERE day = @day'),
    between: db.prepare<{ from: Day; to: Day }, DayRow>(
      'SELECT day, checked_at, changed_at FROM days WHERE day BETWEEN @from AND @to ORDER BY day',
    ),
    countRejected: db.prepare<{ list: ListName }, { count: number }>(
      'SELECT count(*) AS count FROM rejected_items WHERE list = @list',
    ),
    papers: db.prepare<{ list: ListName }, ListedRow>(`
      SELECT l.paper_id AS id, t.verdict, t.decided_at, l.first_seen_at ${listed}
      AND l.list = @list ORDER BY l.rank, l.paper_id`),
    previous: db.prepare<{ list: ListName }, { list: ListName }>(`
      SELECT l.list ${listed} AND l.list >= 'day:' AND l.list < @list ORDER BY l.list DESC LIMIT 1`),
    next: db.prepare<{ list: ListName }, { list: ListName }>(`
      SELECT l.list ${listed} AND l.list > @list AND l.list < 'day;' ORDER BY l.list LIMIT 1`),
    previousUndecided: db.prepare<{ day: Day; today: Day; unlistedRank: number }, { day: Day }>(`
      SELECT sort_day AS day ${open} AND sort_day < @day ORDER BY sort_day DESC LIMIT 1`),
    countUndecided: db.prepare<{ day: Day; today: Day; unlistedRank: number }, { count: number }>(`
      SELECT count(*) AS count ${open} AND sort_day = @day`),
  }
}
