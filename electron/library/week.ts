/** The review of a week: what was kept, what was left undecided, what waits too long, and what was skipped too soon. */
import { addDays, localStartOf } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import { dayList } from '../../src/shared/domain.ts'
import type { PaperId } from '../../src/shared/domain.ts'
import type { RisenPaper, WeekNote, WeekReview } from '../../src/shared/reviews.ts'
import { daysOfWeek, mondayOf } from '../../src/shared/weeks.ts'
import type { Week } from '../../src/shared/weeks.ts'
import type { Days } from './days.ts'
import type { Db } from './db.ts'
import type { Rows } from './rows.ts'

/** At most this many stars or notes; a week has fewer, an import may have more. */
const mostKept = 200
/** At most this many papers of each list that is there to be decided on. */
const mostOffered = 10
/** Skipped papers are looked at again for this many days. */
const secondLookDays = 28
/** A paper has risen if it has this many more upvotes than when it was skipped, and twice as many. */
const leastRise = 10
/** Of the skipped papers, only so many with the most upvotes can have risen most. */
const mostSkipped = 1000

interface NoteRow {
  readonly id: PaperId
  readonly title_feed: string | null
  readonly title_original: string | null
  readonly text: string
  readonly edited_at: number
}

export function createWeek(db: Db, parts: { days: Days; rows: Rows['rows'] }) {
  const sql = prepare(db)

  return (week: Week, today: Day): WeekReview => {
    const days = daysOfWeek(week)
    const monday = mondayOf(week)
    const [from, to] = [localStartOf(monday), localStartOf(addDays(monday, 7))]
    const starred = sql.starred.all({ from, to, limit: mostKept })
    const shown = new Set(starred)
    // What stands further up already is not repeated: `offered` is called in the order of the lists.
    const offered = (ids: readonly PaperId[]): PaperId[] => {
      const fresh = ids.filter((id) => !shown.has(id))
      for (const id of fresh.slice(0, mostOffered)) shown.add(id)
      return fresh
    }
    const undecided = offered(sql.undecided.all({ lists: JSON.stringify(days.map(dayList)), today }))
    const waiting = offered(sql.waiting.all({ from, today }))
    const skipped = sql.skipped.all({ from: localStartOf(addDays(monday, -secondLookDays)), to })
    const risen = skipped.filter(({ id }) => !shown.has(id)).slice(0, mostOffered)
    return {
      week,
      days: days.map((day) => parts.days.facts(day)),
      starred,
      undecided: undecided.slice(0, mostOffered),
      undecidedCount: undecided.length,
      waiting: waiting.slice(0, mostOffered),
      waitingCount: waiting.length,
      risen,
      notes: sql.notes.all({ from, to, limit: mostKept }).map(weekNote),
      rows: parts.rows([...shown, ...risen.map(({ id }) => id)]),
    }
  }
}

function weekNote(row: NoteRow): WeekNote {
  return {
    paperId: row.id,
    title: { feed: row.title_feed, original: row.title_original },
    text: row.text,
    editedAt: row.edited_at,
  }
}

function prepare(db: Db) {
  const isAwake = '(t.snoozed_until IS NULL OR t.snoozed_until <= @today)'
  const within = { from: '>= @from', to: '< @to' }
  return {
    starred: db
      .prepare<{ from: number; to: number; limit: number }, PaperId>(
        `SELECT paper_id FROM triage
         WHERE is_starred = 1 AND is_removed = 0 AND starred_at ${within.from} AND starred_at ${within.to}
         ORDER BY starred_at, paper_id LIMIT @limit`,
      )
      .pluck(),
    undecided: db
      .prepare<{ lists: string; today: Day }, PaperId>(
        `SELECT DISTINCT t.paper_id
         FROM json_each(@lists) AS wanted CROSS JOIN listings AS l ON l.list = wanted.value AND l.is_removed = 0
         CROSS JOIN triage AS t ON t.paper_id = l.paper_id
         WHERE t.verdict = 'unread' AND t.is_removed = 0 AND ${isAwake}
         ORDER BY t.sort_upvotes DESC, t.paper_id`,
      )
      .pluck(),
    waiting: db
      .prepare<{ from: number; today: Day }, PaperId>(
        `SELECT t.paper_id FROM triage AS t INDEXED BY triage_by_decision
         WHERE t.verdict = 'later' AND t.is_removed = 0 AND t.decided_at < @from AND ${isAwake}
         ORDER BY t.decided_at, t.paper_id`,
      )
      .pluck(),
    skipped: db.prepare<{ from: number; to: number }, RisenPaper>(
      // The last number seen before the verdict; a paper that was skipped before any was seen has none.
      `WITH skipped AS MATERIALIZED (
         SELECT t.paper_id AS id, t.decided_at, t.sort_upvotes AS now
         FROM triage AS t INDEXED BY triage_by_decision
         WHERE t.verdict = 'skipped' AND t.is_removed = 0 AND t.decided_at ${within.from} AND t.decided_at ${within.to}
           AND t.sort_upvotes >= ${leastRise}
         ORDER BY t.sort_upvotes DESC LIMIT ${mostSkipped}
       ), compared AS (
         SELECT id, now, (
           SELECT s.upvotes FROM upvote_snapshots AS s
           WHERE s.paper_id = id AND s.at <= decided_at ORDER BY s.at DESC LIMIT 1
         ) AS then_seen FROM skipped
       )
       SELECT id, then_seen AS "before", now FROM compared
       WHERE now - then_seen >= ${leastRise} AND now >= 2 * then_seen
       ORDER BY now - then_seen DESC, id`,
    ),
    notes: db.prepare<{ from: number; to: number; limit: number }, NoteRow>(
      `SELECT p.id, p.title_feed, p.title_original, n.text, n.edited_at
       FROM notes AS n CROSS JOIN papers AS p ON p.id = n.paper_id CROSS JOIN triage AS t ON t.paper_id = n.paper_id
       WHERE n.line IS NOT NULL AND t.is_removed = 0 AND n.edited_at ${within.from} AND n.edited_at ${within.to}
       ORDER BY n.edited_at, n.paper_id LIMIT @limit`,
    ),
  }
}
