/** The journal as it is read: pages of it in words' reach, and what stands in the way of reverting one command. */
import type { Day } from '../../src/shared/days.ts'
import type { PaperId } from '../../src/shared/domain.ts'
import type { JournalEntry, JournalPage, RevertObstacle, ToldCommand } from '../../src/shared/reviews.ts'
import type { Db } from './db.ts'
import type { Journal, KnownCommand } from './journal.ts'

/** Above this many papers nobody looks whether they are all of one day. */
const mostLookedAt = 500

interface Newer {
  readonly effect: 'do' | 'merge'
  readonly command_id: string
}

export type History = ReturnType<typeof createHistory>

export function createHistory(db: Db, journal: Journal) {
  const sql = prepare(db)

  function dayOf({ id, kind, count }: KnownCommand): Day | null {
    if (kind === 'import' || count < 2 || count > mostLookedAt) return null
    const days = sql.days.all({ id })
    return days.length === 1 ? (days[0] ?? null) : null
  }

  function told(command: KnownCommand): ToldCommand {
    return { ...command.summary, day: dayOf(command) }
  }

  function entry(command: KnownCommand): JournalEntry {
    const reverted =
      command.kind === 'revert' && command.value !== null ? journal.command(command.value) : undefined
    return {
      ...told(command),
      number: command.number,
      isUndone: command.state === 'undone',
      reverted: reverted === undefined ? null : told(reverted),
    }
  }

  /** A command and its revert, both newer than another, come to nothing for it. */
  function stillBuilds(newer: KnownCommand, on: KnownCommand): boolean {
    const target = newer.kind === 'revert' && newer.value !== null ? journal.command(newer.value) : undefined
    return (target === undefined || target.number <= on.number) && !isReverted(newer.id)
  }

  /** Whether a revert of it stands that was not itself reverted. */
  function isReverted(id: string): boolean {
    return sql.reverts.all({ id }).some((revert) => !isReverted(revert))
  }

  return {
    page: (before: number | null, limit: number): JournalPage => {
      const commands = journal.newest(before, limit + 1)
      const shown = commands.slice(0, limit)
      return {
        entries: shown.map(entry),
        next: commands.length > limit ? (shown.at(-1)?.number ?? null) : null,
      }
    },

    /** Why a command cannot be taken back by itself, or null. That something came of it is found out by trying. */
    obstacle: (command: KnownCommand): RevertObstacle | null => {
      if (command.state === 'undone') return { kind: 'undone' }
      if (sql.mergedPaper.get({ id: command.id }) !== undefined) return { kind: 'merged' }
      if (sql.elsewhere.get({ id: command.id }) !== undefined) return { kind: 'elsewhere' }
      for (const newer of sql.newer.all({ id: command.id })) {
        const other = newer.effect === 'merge' ? undefined : journal.command(newer.command_id)
        if (other === undefined) return { kind: 'merged' }
        if (stillBuilds(other, command)) return { kind: 'newer', command: told(other) }
      }
      return null
    },
  }
}

/** What a change of a setting is about, as in setting-text.ts. */
function thing(event: string): string {
  const value = `coalesce(${event}.after, ${event}.before)`
  return `coalesce('setting ' || (${value} ->> 'setting'), 'search ' || (${value} ->> 'text'))`
}

function prepare(db: Db) {
  return {
    days: db
      .prepare<{ id: string }, Day>(
        `SELECT DISTINCT t.sort_day FROM triage_events AS e CROSS JOIN triage AS t ON t.paper_id = e.paper_id
         WHERE e.command_id = @id AND e.effect = 'do' AND e.kind <> 'listing' LIMIT 2`,
      )
      .pluck(),
    mergedPaper: db.prepare<{ id: string }, { id: PaperId }>(`
      SELECT p.id FROM triage_events AS e CROSS JOIN papers AS p ON p.id = e.paper_id
      WHERE e.command_id = @id AND e.effect = 'do' AND e.kind <> 'merge' AND p.merged_into IS NOT NULL LIMIT 1`),
    elsewhere: db.prepare<{ id: string }, { number: number }>(`
      SELECT number FROM triage_events
      WHERE command_id = @id AND effect = 'do' AND kind = 'merge' AND before IS NULL AND after IS NULL LIMIT 1`),
    // What builds on a change: a later one of the same thing; whatever was done with a paper after it was brought or
    // taken away; and a snooze after a verdict, because one of a queued paper counts as putting it off.
    newer: db.prepare<{ id: string }, Newer>(`
      SELECT e.effect, e.command_id
      FROM triage_events AS mine CROSS JOIN commands AS own ON own.id = mine.command_id
      CROSS JOIN triage_events AS e ON e.paper_id IS mine.paper_id AND e.number > mine.number
      LEFT JOIN commands AS c ON c.id = e.command_id
      WHERE mine.command_id = @id AND mine.effect = 'do' AND e.command_id <> @id
        -- What an import tells of is written down after it, and is older.
        AND (e.effect = 'merge' OR (e.effect = 'do' AND c.state = 'done' AND c.number > own.number))
        AND (
          mine.kind = 'delete'
          OR (mine.kind = 'verdict' AND e.kind = 'snooze')
          OR (mine.kind = e.kind AND (
            CASE
              WHEN mine.kind = 'setting'
              THEN ${thing('mine')} = ${thing('e')}
              WHEN mine.kind IN ('tag', 'listing')
              THEN coalesce(mine.after, mine.before) = coalesce(e.after, e.before) COLLATE NOCASE
              ELSE true
            END
          ))
        )
      GROUP BY e.effect, e.command_id ORDER BY max(e.number) DESC`),
    reverts: db
      .prepare<{ id: string }, string>(
        "SELECT id FROM commands WHERE kind = 'revert' AND value = @id AND state = 'done'",
      )
      .pluck(),
  }
}
