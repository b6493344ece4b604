/** Taking in what another library's journal tells, and what this one tells of a paper that is told of there. */
import type { CommandSummary, PaperId } from '../../src/shared/domain.ts'
import type { CommandRecord, EventRecord } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'

export type PaperEvent = EventRecord & { readonly paperId: PaperId }
export type SettingEvent = EventRecord & { readonly paperId: null }
type ToldEvent = EventRecord & { readonly paperId: PaperId | null }

/** `see` tells this machine's clock of an instant of another. */
export function createJournalRecords(db: Db, see: (clock: string) => void) {
  const sql = prepare(db)
  return {
    /**
     * Takes in events of another journal with the commands they belong to, which come before all that were given here. An
     * event of a command that is not told of, or that does not stand here, is left out.
     */
    takeIn: (commands: readonly CommandRecord[], events: readonly ToldEvent[]): void => {
      const wanted = new Set(events.map((event) => event.command))
      const told = commands.filter(({ id }) => wanted.has(id))
      const first = (sql.firstNumber.get()?.number ?? 1) - told.length
      told.forEach((command, index) => sql.command.run({ ...command, number: first + index }))
      for (const event of events) {
        if (sql.state.get({ id: event.command })?.state !== 'done') continue
        sql.event.run(event)
        see(event.clock)
      }
      for (const { id } of told) sql.recount.run({ id })
    },

    /** Whether a command that stands has changed this of a paper; of a tag, this very tag. */
    hasChanged: (paperId: PaperId, kind: string, name: string | null): boolean =>
      sql.hasChanged.get({ paperId, kind, name }) !== undefined,
  }
}

function prepare(db: Db) {
  const count = "count(DISTINCT CASE WHEN kind <> 'listing' THEN paper_id END)"
  return {
    firstNumber: db.prepare<[], { number: number | null }>('SELECT min(number) AS number FROM commands'),
    state: db.prepare<{ id: string }, { state: string }>('SELECT state FROM commands WHERE id = @id'),
    command: db.prepare<CommandRecord & { number: number; kind: CommandSummary['kind'] }>(`
      INSERT INTO commands (number, id, kind, value, session, at) VALUES (@number, @id, @kind, @value, @session, @at)
      ON CONFLICT DO NOTHING`),
    event: db.prepare<ToldEvent>(`
      INSERT INTO triage_events
        (id, command_id, effect, kind, paper_id, before, after, before_fact, after_fact, at, machine_id, hlc)
      VALUES (@id, @command, 'do', @kind, @paperId, @before, @after, @beforeFact, @afterFact, @at, @machine, @clock)
      ON CONFLICT DO NOTHING`),
    recount: db.prepare<{ id: string }>(`
      UPDATE commands SET count = (
        SELECT CASE ${count} WHEN 0 THEN count(DISTINCT paper_id) ELSE ${count} END
        FROM triage_events WHERE command_id = @id AND effect = 'do')
      WHERE id = @id`),
    hasChanged: db.prepare<{ paperId: PaperId; kind: string; name: string | null }, { number: number }>(`
      SELECT e.number FROM triage_events AS e JOIN commands AS c ON c.id = e.command_id
      WHERE e.paper_id = @paperId AND e.kind = @kind AND e.effect = 'do' AND c.state = 'done'
        AND (@name IS NULL OR coalesce(e.after, e.before) = @name COLLATE NOCASE)
      LIMIT 1`),
  }
}
