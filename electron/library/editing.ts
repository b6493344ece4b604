/** The reader's commands: each is one transaction, one entry in the journal and one step of undo. */
import type {
  Change,
  CommandSummary,
  IncomingList,
  Note,
  PaperId,
  StoredList,
} from '../../src/shared/domain.ts'
import type { LibraryRecords } from '../../src/shared/library-records.ts'
import type { RevertResult } from '../../src/shared/reviews.ts'
import type { Settings } from '../../src/shared/settings.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'
import type { Days } from './days.ts'
import type { AnyChange, Change as Recorded, CommandRow, Journal, Recording } from './journal.ts'
import type { History } from './history.ts'
import type { ImportPiece } from './library.ts'
import type { Listings } from './listings.ts'
import type { Notes } from './notes.ts'
import type { Papers } from './papers.ts'
import type { SavedSearches } from './saved-searches.ts'
import type { SettingChanges } from './setting-changes.ts'
import { thingsSet } from './setting-changes.ts'
import type { Store } from './store.ts'
import { wellFormed } from './text.ts'
import type { TakeIn } from './take-in.ts'
import type { Twins } from './twins.ts'
import type { Unite } from './unite.ts'
import { isDecision } from './triage.ts'
import type { Triage } from './triage.ts'

interface Parts {
  readonly db: Db
  readonly now: () => number
  readonly papers: Papers
  readonly listings: Listings
  readonly days: Days
  readonly notes: Notes
  readonly triage: Triage
  readonly journal: Journal
  readonly history: History
  readonly store: Store
  readonly takeIn: TakeIn
  readonly unite: Unite
  readonly twins: Twins
  readonly savedSearches: SavedSearches
  readonly settingChanges: SettingChanges
}

export function createEditing(parts: Parts) {
  const { db, now, papers, triage, journal } = parts
  const samples = db.prepare<[], { id: PaperId }>(`
    SELECT p.id FROM papers AS p CROSS JOIN triage AS t ON t.paper_id = p.id
    WHERE p.origin = 'sample' AND t.is_removed = 0 ORDER BY p.id`)

  function carryOut(recording: Recording, changes: readonly Recorded[]): CommandSummary | null {
    for (const run of runsOf(changes)) recording.addAll(triage.applyAll(run))
    return written(parts.days, recording.finish())
  }

  return {
    change: (ids: readonly PaperId[], change: Change): CommandSummary | null =>
      tx(db, () => {
        const changes = triage.plan(papers.resolveAll(ids), change, now())
        return carryOut(journal.record(change.field, valueOf(change)), changes)
      }),

    saveNote: (edit: { paperId: PaperId; text: string; baseRevision: number; session: string }): Note =>
      tx(db, () => saveNote(parts, edit)),

    undo: (): CommandSummary | null => tx(db, () => replay(parts, 'undo')),

    redo: (): CommandSummary | null => tx(db, () => replay(parts, 'redo')),

    revert: (commandId: string): RevertResult => tx(db, () => revert(parts, commandId)),

    importList: (list: IncomingList, piece: ImportPiece | null = null): StoredList =>
      tx(db, () => {
        const recording = journal.record('import', list.list, piece?.session ?? null)
        const origin = list.isSample === true ? 'sample' : 'import'
        const from = piece?.from ?? 0
        const stored = parts.store(list, { origin, at: now(), recording, from })
        written(parts.days, recording.finish())
        return stored
      }),

    takeIn: (records: LibraryRecords, name: string): StoredList =>
      tx(db, () => {
        const stored = parts.takeIn(records, name)
        parts.days.flush()
        return stored
      }),

    merge: (ids: readonly PaperId[]): CommandSummary | null =>
      tx(db, () => {
        const recording = journal.record('merge', null)
        parts.unite.unite([...new Set(papers.resolveAll(ids))], recording, now())
        return written(parts.days, recording.finish())
      }),

    tellApart: (one: PaperId, other: PaperId): CommandSummary | null =>
      tx(db, () => tellApart(parts, one, other)),

    keepSearch: (text: string, name: string | null): CommandSummary | null =>
      tx(db, () => keepSearch(parts, text, name)),

    set: (patch: Partial<Settings>): CommandSummary | null =>
      tx(db, () => {
        const changes = parts.settingChanges.save(patch)
        const recording = journal.record('set', thingsSet(changes))
        recording.addAll(changes)
        return written(parts.days, recording.finish())
      }),

    removeSample: (): CommandSummary | null =>
      tx(db, () => {
        const removals = samples.all().map(({ id }) => ({ ...removal, paperId: id }))
        return carryOut(journal.record('remove-sample', null), removals)
      }),
  }
}

function replay(parts: Parts, effect: 'undo' | 'redo'): CommandSummary | null {
  const command = parts.journal.step(effect, (changes, of) => applySteps(parts, changes, of))
  if (effect === 'undo' && command?.kind === 'import') parts.days.forgetEmpty(command.at)
  return written(parts.days, command)
}

/** A revert is a command like any other: it changes things back, and can itself be undone or reverted. */
function revert(parts: Parts, commandId: string): RevertResult {
  const { journal, history, days } = parts
  const command = journal.command(commandId)
  if (command === undefined || command.state === 'dropped') {
    throw new AppError('not-found', `there is no command ${commandId}`)
  }
  const obstacle = history.obstacle(command)
  if (obstacle !== null) return { command: null, obstacle }
  const recording = journal.record('revert', commandId)
  recording.addAll(applySteps(parts, journal.inverseOf(commandId), command))
  const done = written(days, recording.finish())
  return { command: done, obstacle: done === null ? { kind: 'nothing' } : null }
}

const removal = {
  kind: 'delete',
  before: 'present',
  after: 'removed',
  beforeFact: null,
  afterFact: null,
} as const

function tellApart({ journal, twins, days }: Parts, one: PaperId, other: PaperId): CommandSummary | null {
  const recording = journal.record('apart', null)
  const [paperId, twin] = [Math.min(one, other), Math.max(one, other)]
  if (twins.tellApart(paperId, twin, true)) recording.add({ ...told, paperId, after: String(twin) })
  return written(days, recording.finish())
}

const told = { kind: 'apart', before: null, beforeFact: null, afterFact: null } as const

function keepSearch({ journal, savedSearches, days }: Parts, text: string, name: string | null) {
  const change = savedSearches.plan(text, name)
  if (change === null) return null
  const kind = change.before === null ? 'save-search' : name === null ? 'remove-search' : 'rename-search'
  const recording = journal.record(kind, savedSearches.nameIn(change))
  if (savedSearches.apply(change)) recording.add(change)
  return written(days, recording.finish())
}

/** Carries out the changes of a command that is being undone, redone or reverted; gives those that changed anything. */
function applySteps(parts: Parts, changes: readonly AnyChange[], command: CommandRow): AnyChange[] {
  const ofPapers = changes.filter((change) => change.kind !== 'setting')
  const ofSettings = changes.filter((change) => change.kind === 'setting')
  return [
    ...applyToPapers(parts, ofPapers, command),
    ...ofSettings.filter((change) => parts.settingChanges.apply(change)),
  ]
}

function applyToPapers(parts: Parts, changes: readonly Recorded[], command: CommandRow): Recorded[] {
  return runsOf(changes).flatMap((run) => {
    const kind = run[0]?.kind
    const isPlain = kind !== undefined && kind !== 'delete' && isDecision(kind)
    const here = isPlain ? parts.papers.present(run.map(({ paperId }) => paperId)) : new Set<PaperId>()
    const done = new Set(parts.triage.applyAll(run.filter(({ paperId }) => here.has(paperId))))
    return run.filter((change) =>
      here.has(change.paperId) ? done.has(change) : applyStep(parts, change, command),
    )
  })
}

/** Changes of one kind that follow each other, together. */
function runsOf(changes: readonly Recorded[]): Recorded[][] {
  const runs: Recorded[][] = []
  for (const change of changes) {
    const run = runs.at(-1)
    if (run?.[0]?.kind === change.kind) run.push(change)
    else runs.push([change])
  }
  return runs
}

/** Carries out one change of a command that is being undone or redone; says whether there was anything to do. */
function applyStep(parts: Parts, change: Recorded, command: CommandRow): boolean {
  const { papers, notes, listings, triage } = parts
  if (change.kind === 'merge') return parts.unite.apply(change)
  if (change.kind === 'apart') {
    return parts.twins.tellApart(change.paperId, Number(change.after ?? change.before), change.after !== null)
  }
  const id = papers.resolve(change.paperId)
  if (id === null) return false
  // What was decided about a paper that is gone stays as it was, for when it comes back.
  const isGone = papers.byId(id)?.is_removed === 1
  if (isGone && change.kind !== 'delete' && change.kind !== 'listing') return false
  const isMerged = id !== change.paperId
  if (change.kind === 'listing') {
    const isDone = listings.setRemoved(change.after ?? change.before ?? '', id, change.after === null)
    if (isDone) papers.restand(id)
    return isDone
  }
  if (change.kind === 'note') {
    // A note goes back only if its text is still the one that the command left: a merge may have added to it.
    const text = (revision: string | null): string => notes.textOf(change.paperId, Number(revision ?? 0))
    if (isMerged || notes.read(id).text !== text(change.before)) return false
    notes.write(id, text(change.after), change.afterFact)
    return true
  }
  if (change.kind === 'delete') {
    // Brought by another library, which had it from the feed; this one's feed has not told of it since.
    const isOnlyTold = ({ beforeFact }: Recorded): boolean =>
      beforeFact === 1 && !listings.isListedSince(id, command.at)
    // A row that became part of another one does not come or go by itself any more; and what the feed lists stays,
    // whether or not it first came from a file or the sample.
    const isFeeds = command.kind !== 'delete' && papers.byId(id)?.origin === 'feed' && !isOnlyTold(change)
    if (isMerged || (isFeeds && change.after === 'removed')) return false
  }
  return triage.apply(change, id)
}

function saveNote(
  parts: Parts,
  edit: { paperId: PaperId; text: string; baseRevision: number; session: string },
): Note {
  const { papers, notes, journal, now } = parts
  const id = papers.resolve(edit.paperId)
  if (id === null || papers.byId(id)?.is_removed !== 0) {
    throw new AppError('not-found', `there is no paper ${edit.paperId}`)
  }
  const before = notes.read(id)
  if (before.revision !== edit.baseRevision) {
    throw new AppError('conflict', 'the note was changed elsewhere', {
      detail: { revision: before.revision, baseRevision: edit.baseRevision },
    })
  }
  const text = wellFormed(edit.text)
  if (before.text === text) return before
  const recording = journal.recordNote(id, edit.session)
  const note = notes.write(id, text, now())
  recording.add({
    kind: 'note',
    paperId: id,
    before: String(before.revision),
    after: String(note.revision),
    beforeFact: before.editedAt,
    afterFact: note.editedAt,
  })
  const command = written(parts.days, recording.finish())
  return command === null ? note : settled(parts, note, command)
}

/** A writing that has come back to where it began is no step of undo, and the note is as old as it was. */
function settled({ journal, notes }: Parts, note: Note, command: CommandSummary): Note {
  const [change] = journal.changesOf(command.commandId)
  if (change === undefined || change.kind === 'setting') return note
  if (notes.textOf(change.paperId, Number(change.before)) !== note.text) return note
  journal.forget(command.commandId)
  notes.redate(change.paperId, change.beforeFact)
  return { ...note, editedAt: change.beforeFact }
}

/** Something was written anyway: so is what was held back about the days. */
function written<T>(days: Days, command: T): T {
  if (command !== null) days.flush()
  return command
}

function valueOf(change: Change): string | null {
  if (change.field === 'tag') return change.name
  if (change.field === 'star') return change.value ? 'starred' : 'unstarred'
  return change.value
}
