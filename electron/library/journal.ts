/**
 * The journal: everything the reader did, in order, for ever. A command is one step of undo; its events say what it
 * changed. Nothing here touches what the events are about: triage.ts, notes.ts and listings.ts do that.
 */
import type { CommandSummary, PaperId } from '../../src/shared/domain.ts'
import type { paperKinds } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import { createClock } from './hlc.ts'
import { thingOf } from './setting-text.ts'
import { createJournalRecords } from './journal-records.ts'

interface Values {
  readonly before: string | null
  readonly after: string | null
  readonly beforeFact: number | null
  readonly afterFact: number | null
}

/** One change of one thing, as the journal holds it. The facts are what goes with the values, see the first migration. */
export interface Change extends Values {
  readonly kind: (typeof paperKinds)[number]
  readonly paperId: PaperId
}

/** A change of what is no paper's: the values as setting-text.ts has them; of a saved search, the facts are its place. */
export interface SettingChange extends Values {
  readonly kind: 'setting'
  readonly paperId: null
}

export type AnyChange = Change | SettingChange

export type Effect = 'do' | 'undo' | 'redo' | 'merge'

export interface CommandRow {
  readonly number: number
  readonly id: string
  readonly kind: CommandSummary['kind']
  readonly value: string | null
  readonly session: string | null
  readonly count: number
  readonly at: number
}

export interface KnownCommand extends CommandRow {
  readonly state: 'done' | 'undone' | 'dropped'
  readonly summary: CommandSummary
}

type StoredCommand = Omit<KnownCommand, 'summary'>

type Head = Pick<CommandRow, 'kind' | 'value' | 'session'>

/** A command while it is being carried out. It is in the journal from its first change on; without one it never was. */
export interface Recording {
  add(change: AnyChange): void
  addAll(changes: readonly AnyChange[]): void
  /** What was done, or null if nothing was. */
  finish(): CommandSummary | null
}

export interface JournalOptions {
  readonly now: () => number
  readonly newId: () => string
  readonly machineId: string
}

export type Journal = ReturnType<typeof createJournal>

export function createJournal(db: Db, options: JournalOptions) {
  const log = openLog(db, options)
  const { sql } = log

  return {
    ...createJournalRecords(db, log.see),

    /**
     * A new command, or more of the newest one if that is the same session's. From its first change on, what had been
     * undone can no longer be redone.
     */
    record: (
      kind: CommandSummary['kind'],
      value: string | null,
      session: string | null = null,
    ): Recording => {
      const newest = session === null ? undefined : sql.newest.get()
      const isSame = newest?.state === 'done' && newest.session === session
      return record(log, isSame ? newest : null, { kind, value, session })
    },

    /** A save of a note: part of the newest command if that is the same session's on the same paper, else a new one. */
    recordNote: (paperId: PaperId, session: string): Recording => {
      const newest = sql.newest.get()
      const isSame =
        newest !== undefined &&
        newest.state === 'done' &&
        newest.session === session &&
        sql.paperIds.get({ id: newest.id })?.paper_id === paperId
      return record(log, isSame ? newest : null, { kind: 'note', value: null, session })
    },

    /** Records what happened to the row of a paper when it turned out to be another's too; it belongs to no command. */
    recordMerge: (changes: readonly Change[]): void => {
      const id = options.newId()
      log.append(id, 'merge', changes)
    },

    /** Marks the newest command as if it had never been given: its changes have come to nothing. */
    forget: (commandId: string): void => {
      sql.setState.run({ id: commandId, state: 'dropped' })
    },

    /** What a command changed: one entry per thing, from what it was at first to what it was at last. */
    changesOf: (commandId: string): AnyChange[] => collapse(sql.events.all({ id: commandId })),

    /** The changes that take a command back. */
    inverseOf: (commandId: string): AnyChange[] => collapse(sql.events.all({ id: commandId })).map(reversed),

    /** A command by its id. */
    command: (commandId: string): KnownCommand | undefined => {
      const command = sql.byId.get({ id: commandId })
      return command && { ...command, summary: log.summary(command) }
    },

    /** The newest commands with numbers below `before`, without those that were undone and overtaken. */
    newest: (before: number | null, limit: number): KnownCommand[] =>
      sql.page
        .all({ before: before ?? Number.MAX_SAFE_INTEGER, limit })
        .map((command) => ({ ...command, summary: log.summary(command) })),

    /**
     * Takes back (`undo`) or gives again (`redo`) the next command by `apply`.
     * Commands that no longer have anything to change are passed over. To be called in a transaction.
     */
    step: (effect: 'undo' | 'redo', apply: Apply): CommandSummary | null => {
      for (;;) {
        const command = (effect === 'undo' ? sql.lastDone : sql.firstUndone).get()
        if (command === undefined) return null
        const changes = collapse(sql.events.all({ id: command.id }))
        const steps = effect === 'undo' ? changes.map(reversed) : changes
        const done = apply(steps, command)
        log.append(command.id, effect, done)
        sql.setState.run({ id: command.id, state: effect === 'undo' ? 'undone' : 'done' })
        if (done.length > 0) return { ...log.summary(command), stayed: settingsIn(steps) - settingsIn(done) }
      }
    },
  }
}

/** Carries out the changes of a command; gives those that changed anything. */
type Apply = (changes: readonly AnyChange[], command: CommandRow) => readonly AnyChange[]

type Log = ReturnType<typeof openLog>

function openLog(db: Db, { now, newId, machineId }: JournalOptions) {
  const sql = prepare(db)
  const clock = createClock(now, machineId, sql.lastClock.get()?.hlc ?? null)
  return {
    sql,
    see: clock.see,

    /** One statement for all of them, see `applyAll` in triage.ts. */
    append: (commandId: string, effect: Effect, changes: readonly AnyChange[]): void => {
      if (changes.length === 0) return
      const rows = changes.map((each) => [
        newId(),
        clock.next(),
        each.kind,
        each.paperId,
        each.before,
        each.after,
        each.beforeFact,
        each.afterFact,
      ])
      sql.insertEvents.run({ commandId, effect, at: now(), machineId, rows: JSON.stringify(rows) })
    },

    begin: (head: Head): CommandRow => {
      sql.dropUndone.run()
      const command = { ...head, id: newId(), count: 0, at: now() }
      return { ...command, number: Number(sql.insertCommand.run(command).lastInsertRowid) }
    },

    summary: (command: CommandRow): CommandSummary => {
      const paperIds = sql.paperIds.all({ id: command.id }).map((row) => row.paper_id)
      const only = command.count === 1 ? paperIds[0] : undefined
      return {
        commandId: command.id,
        kind: command.kind,
        value: command.value,
        isRemoval: command.kind === 'tag' && sql.firstAfter.get({ id: command.id }) === null,
        count: command.count,
        title: only === undefined ? null : (sql.title.get({ id: only })?.title ?? null),
        paperIds,
        at: command.at,
      }
    },
  }
}

/** A recording that goes on with `command`, or begins a new one with its first change. */
function record(log: Log, command: CommandRow | null, head: Head): Recording {
  let current = command
  const papers = new Set<PaperId>()
  const listed = new Set<PaperId>()
  const addAll = (changes: readonly AnyChange[]): void => {
    if (changes.length === 0) return
    current ??= log.begin(head)
    log.append(current.id, 'do', changes)
    for (const { kind, paperId } of changes) {
      if (paperId !== null) (kind === 'listing' ? listed : papers).add(paperId)
    }
  }
  return {
    add: (change) => addAll([change]),
    addAll,
    finish: () => {
      if (current === null) return null
      const all =
        command === null ? { papers: papers.size, listed: listed.size } : log.sql.counts.get(current)
      const count = all?.papers || (all?.listed ?? 0)
      log.sql.setCount.run({ id: current.id, count })
      return log.summary({ ...current, count })
    },
  }
}

function prepare(db: Db) {
  const command = 'SELECT number, id, kind, value, session, count, at, state FROM commands'
  return {
    insertCommand: db.prepare<Omit<CommandRow, 'number'>>(`
      INSERT INTO commands (id, kind, value, session, count, at)
      VALUES (@id, @kind, @value, @session, @count, @at)`),
    insertEvents: db.prepare<{
      commandId: string
      effect: Effect
      at: number
      machineId: string
      rows: string
    }>(`
      INSERT INTO triage_events
        (id, hlc, kind, paper_id, before, after, before_fact, after_fact, command_id, effect, at, machine_id)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
        @commandId, @effect, @at, @machineId
      FROM json_each(@rows) ORDER BY key`),
    lastClock: db.prepare<[], { hlc: string | null }>('SELECT max(hlc) AS hlc FROM triage_events'),
    counts: db.prepare<{ id: string }, { papers: number; listed: number }>(`
      SELECT count(DISTINCT paper_id) FILTER (WHERE kind <> 'listing') AS papers,
        count(DISTINCT paper_id) FILTER (WHERE kind = 'listing') AS listed
      FROM triage_events WHERE command_id = @id`),
    setCount: db.prepare<{ id: string; count: number }>('UPDATE commands SET count = @count WHERE id = @id'),
    setState: db.prepare<{ id: string; state: string }>('UPDATE commands SET state = @state WHERE id = @id'),
    dropUndone: db.prepare(`UPDATE commands SET state = 'dropped' WHERE state = 'undone'`),
    lastDone: db.prepare<[], CommandRow>(`${command} WHERE state = 'done' ORDER BY number DESC LIMIT 1`),
    firstUndone: db.prepare<[], CommandRow>(`${command} WHERE state = 'undone' ORDER BY number LIMIT 1`),
    byId: db.prepare<{ id: string }, StoredCommand>(`${command} WHERE id = @id`),
    page: db.prepare<{ before: number; limit: number }, StoredCommand>(
      `${command} WHERE number < @before AND state <> 'dropped' ORDER BY number DESC LIMIT @limit`,
    ),
    newest: db.prepare<[], StoredCommand>(`${command} ORDER BY number DESC LIMIT 1`),
    events: db.prepare<{ id: string }, AnyChange>(`
      SELECT kind, paper_id AS paperId, before, after, before_fact AS beforeFact, after_fact AS afterFact
      FROM triage_events
      WHERE command_id = @id AND effect = 'do' ORDER BY number`),
    paperIds: db.prepare<{ id: string }, { paper_id: PaperId }>(`
      SELECT paper_id FROM triage_events WHERE command_id = @id AND effect = 'do' AND paper_id IS NOT NULL
      GROUP BY paper_id ORDER BY min(number) LIMIT 500`),
    firstAfter: db
      .prepare<{ id: string }, string | null>(
        `SELECT after FROM triage_events WHERE command_id = @id AND effect = 'do' ORDER BY number LIMIT 1`,
      )
      .pluck(),
    title: db.prepare<{ id: PaperId }, { title: string }>(
      'SELECT coalesce(title_original, title_feed) AS title FROM papers WHERE id = @id',
    ),
  }
}

function settingsIn(changes: readonly AnyChange[]): number {
  return changes.filter(({ kind }) => kind === 'setting').length
}

/** Kinds of which a paper has several, each known by its value. */
const named: ReadonlySet<AnyChange['kind']> = new Set(['tag', 'listing', 'apart'])

/** One change per thing: of several saves of a note in one command only the first `before` and the last `after` count. */
function collapse(events: readonly AnyChange[]): AnyChange[] {
  const byThing = new Map<string, AnyChange>()
  for (const event of events) {
    const isNamed = named.has(event.kind)
    const name = event.kind === 'setting' ? thingOf(event) : isNamed ? (event.after ?? event.before) : ''
    const thing = `${event.kind} ${event.paperId} ${name}`
    const { before, beforeFact } = byThing.get(thing) ?? event
    byThing.set(thing, { ...event, before, beforeFact })
  }
  return [...byThing.values()]
}

function reversed(change: AnyChange): AnyChange {
  return {
    ...change,
    before: change.after,
    after: change.before,
    beforeFact: change.afterFact,
    afterFact: change.beforeFact,
  }
}
