/** The journal as records tell it: what stands of it, by the names that other libraries know papers and settings by. */
import type { PaperId } from '../../src/shared/domain.ts'
import type { EventRecord } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import { mayBeTold, thingsIn } from './setting-changes.ts'
import { thingOf } from './setting-text.ts'

/**
 * How the value of an import of records begins. That they came from a file is not part of what the next export tells:
 * they bring their own history along.
 */
export const copyPrefix = 'copy:'

type EventRow = EventRecord & { readonly paperId: PaperId }
type SettingRow = EventRecord & { readonly paperId: null }

/** One event for each thing that a command changed, however often: a note is saved many times in one writing. */
export function collapsed(events: readonly (EventRow | SettingRow)[]): EventRecord[] {
  const byThing = new Map<string, EventRecord>()
  for (const { paperId: _paperId, ...event } of events) {
    const thing = `${event.command} ${event.kind} ${nameIn(event)}`
    const first = byThing.get(thing) ?? event
    byThing.set(thing, { ...event, before: first.before, beforeFact: first.beforeFact })
  }
  return [...byThing.values()]
}

function nameIn(event: EventRecord): string | null {
  if (event.kind === 'setting') return thingOf(event)
  return ['tag', 'listing', 'apart'].includes(event.kind) ? (event.after ?? event.before) : ''
}

/** What a merge changed are rows of this file. */
export function named(event: EventRecord): EventRecord {
  return event.kind === 'merge' ? { ...event, before: null, after: null } : event
}

/** Of what was set, all since it was last without: what was put back or removed since is no part of the story. */
export function standing(
  events: readonly EventRecord[],
  settings: Readonly<Record<string, unknown>>,
): EventRecord[] {
  const set = new Set(thingsIn(settings))
  const first = new Map<string, number>()
  events.forEach((event, index) => {
    if (event.before === null) first.set(thingOf(event), index)
  })
  return events.filter((event, index) => {
    const thing = thingOf(event)
    return set.has(thing) && index >= (first.get(thing) ?? 0) && mayBeTold(event)
  })
}

/** Papers and those that became part of them. */
export const family = `
  WITH RECURSIVE family (root, id) AS (
    SELECT value, value FROM json_each(@ids)
    UNION SELECT f.root, p.id FROM papers AS p JOIN family AS f ON p.merged_into = f.id)`

export function presentOther(id: string): string {
  return `CROSS JOIN papers AS p ON p.id = ${id} AND p.merged_into IS NULL
    CROSS JOIN triage AS t ON t.paper_id = p.id AND t.is_removed = 0`
}

/** The name of the paper whose number a value is, as JSON; null for one that is not here. */
function nameOf(value: string): string {
  return `(SELECT json_object('arxivId', p.arxiv_id, 'title', coalesce(p.title_feed, p.title_original),
      'addedAt', p.added_at)
    FROM (SELECT 1) ${presentOther(`CAST(${value} AS INTEGER)`)})`
}

export function prepareEvents(db: Db) {
  return {
    // Of papers that became part of another, what was decided and said: their notes and rows are theirs alone.
    events: db.prepare<{ ids: string }, EventRow>(`${family}
      SELECT f.root AS paperId, e.id, e.command_id AS command, e.kind,
        CASE e.kind WHEN 'apart' THEN ${nameOf('e.before')} ELSE e.before END AS before,
        CASE e.kind WHEN 'apart' THEN ${nameOf('e.after')} ELSE e.after END AS after,
        e.before_fact AS beforeFact, e.after_fact AS afterFact, e.at, e.machine_id AS machine, e.hlc AS clock
      FROM family AS f CROSS JOIN triage_events AS e ON e.paper_id = f.id
      CROSS JOIN commands AS c ON c.id = e.command_id
      WHERE e.effect = 'do' AND c.state = 'done'
        AND (f.id = f.root OR e.kind IN ('verdict', 'star', 'tag', 'snooze', 'merge', 'apart'))
        AND NOT (e.kind IN ('delete', 'apart') AND c.kind = 'import' AND c.value LIKE '${copyPrefix}%')
      ORDER BY e.number`),
    settingEvents: db.prepare<[], SettingRow>(`
      SELECT e.paper_id AS paperId, e.id, e.command_id AS command, e.kind, e.before, e.after,
        e.before_fact AS beforeFact, e.after_fact AS afterFact, e.at, e.machine_id AS machine, e.hlc AS clock
      FROM triage_events AS e CROSS JOIN commands AS c ON c.id = e.command_id
      WHERE e.kind = 'setting' AND e.effect = 'do' AND c.state = 'done'
        AND NOT (c.kind = 'import' AND c.value LIKE '${copyPrefix}%')
      ORDER BY e.number`),
  }
}
