/**
 * Taking in records of another library, as one command. A paper that is not here comes with everything that was decided
 * and written about it, when, and its part of the journal. Of a paper that is here, gaps are filled, and nothing is
 * touched that the reader ever decided or wrote.
 */
import type { PaperId, StoredList, Verdict } from '../../src/shared/domain.ts'
import type { FrameRecord, LibraryRecords, PaperName, PaperRecord } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import type { Days } from './days.ts'
import { asKnown, combine, factsOfRecord, isOfPart, isSame } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Change, Journal, Recording } from './journal.ts'
import type { PaperEvent, SettingEvent } from './journal-records.ts'
import type { Listings } from './listings.ts'
import type { Merge } from './merge.ts'
import type { Notes } from './notes.ts'
import type { Originals } from './originals.ts'
import { unlistedRank } from './papers.ts'
import type { Papers, StoredPaper } from './papers.ts'
import { copyPrefix } from './record-history.ts'
import { createPaperNames, type PaperNames } from './paper-names.ts'
import { mayBeTold, type SettingChanges } from './setting-changes.ts'
import { thingOf } from './setting-text.ts'
import type { Twins } from './twins.ts'
import type { Triage } from './triage.ts'

export interface TakeInParts {
  readonly papers: Papers
  readonly listings: Listings
  readonly days: Days
  readonly notes: Notes
  readonly triage: Triage
  readonly journal: Journal
  readonly originals: Originals
  readonly merge: Merge
  readonly twins: Twins
  readonly settingChanges: SettingChanges
}

interface Context extends TakeInParts {
  readonly sql: ReturnType<typeof prepare>
  readonly recording: Recording
  /** Rows that earlier records of this file have: two records are two papers. */
  readonly seen: Set<PaperId>
  readonly names: PaperNames
  /** The journal of papers that are new here. */
  readonly events: PaperEvent[]
  /** What records say of pairs, to be looked at when all papers are here. */
  readonly apart: { readonly id: PaperId; readonly from: PaperName }[]
}

export type TakeIn = (records: LibraryRecords, name: string) => StoredList

/** `name` is the file's, for the journal. To be called in a transaction. */
export function createTakeIn(db: Db, parts: TakeInParts): TakeIn {
  const sql = prepare(db)
  const names = createPaperNames(parts.papers)
  return ({ papers, commands, frame }, name) => {
    const recording = parts.journal.record('import', `${copyPrefix}${name}`)
    const context: Context = { ...parts, sql, names, recording, seen: new Set(), events: [], apart: [] }
    const counted = { added: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
    for (const record of papers) counted[takePaper(context, record)] += 1
    tellApart(context)
    const told = frame === null ? [] : takeFrame(context, frame)
    recording.finish()
    parts.journal.takeIn(commands, [...context.events.map(names.numbered), ...told])
    return counted
  }
}

/** Pairs of which the reader said there that they are two: here, too. */
function tellApart({ apart, names, twins, recording }: Context): void {
  for (const { id, from } of apart) {
    const other = names.find(from, id)
    if (other === null || !twins.tellApart(id, other, true)) continue
    const [paperId, twin] = [Math.min(id, other), Math.max(id, other)]
    const values = { before: null, after: String(twin), beforeFact: null, afterFact: null }
    recording.add({ kind: 'apart', paperId, ...values })
  }
}

type Outcome = 'added' | 'merged' | 'unchanged'

function takePaper(context: Context, record: PaperRecord): Outcome {
  const said = factsOfRecord(record)
  const before = find(context, said, record)
  // A second record of a row is another paper, unless the reader has made one of the two here.
  const isPart = before !== undefined && isOfPart(before, said)
  if (before !== undefined && context.seen.has(before.id) && !isPart) return 'unchanged'
  const id = before?.id ?? add(context, said, record)
  if (!isPart) context.seen.add(id)
  for (const arxivId of record.alsoArxiv) context.papers.alias(arxivId, id)
  for (const from of record.apart) context.apart.push({ id, from })
  return before === undefined ? 'added' : fill(context, before, { said: asKnown(before, said), record })
}

/** The row of the same paper: by arXiv id, else the one that came at the same instant, else as for any import. */
function find({ papers, merge, seen }: Context, said: Facts, record: PaperRecord): StoredPaper | undefined {
  if (said.arxiv_id !== null) {
    const same = papers.byArxivId(said.arxiv_id)
    const id = same === undefined ? null : papers.resolve(same.id)
    if (id !== null) return papers.byId(id)
  } else {
    const titles = [said.title_feed, said.title_original].flatMap((title) => title ?? [])
    const same = titles
      .flatMap((title) => papers.byTitle(title))
      .find((row) => isSame({ ...row, origin: said.origin }, said) && row.added_at === record.addedAt)
    if (same !== undefined && !seen.has(same.id)) return same
  }
  const found = merge.find(said)
  return found === undefined || seen.has(found.id) ? undefined : found
}

function add(context: Context, said: Facts, record: PaperRecord): PaperId {
  const { papers, listings, notes, originals, recording, events, sql } = context
  const id = papers.insert(said, { sort_day: '', sort_rank: unlistedRank, sort_upvotes: 0 }, record.addedAt)
  papers.addTitleKeys(id, record.knownAs)
  sql.decide.run({
    id,
    verdict: record.verdict,
    decidedAt: record.decidedAt,
    isStarred: record.isStarred ? 1 : 0,
    starredAt: record.starredAt,
    snoozedUntil: record.snoozedUntil,
    putOff: record.putOff,
  })
  for (const name of record.tags) sql.tag.run({ id, name })
  if (record.note.revision > 0) notes.adopt(id, record.note)
  for (const listing of record.listings) listings.adopt(id, listing)
  papers.restand(id)
  listings.adoptUpvotes(id, record.upvoteHistory)
  originals.adopt(id, record)
  recording.add(presence(id, said.origin === 'feed'))
  for (const event of record.history) events.push({ ...event, paperId: id })
  return id
}

/** Adds to a paper what is not known or decided of it here. */
function fill(
  context: Context,
  before: StoredPaper,
  { said, record }: { readonly said: Facts; readonly record: PaperRecord },
): Outcome {
  const { papers, listings, originals, recording, triage } = context
  const { id } = before
  // Elsewhere the feed said it, here a file does: what the feed has told this library stays.
  const isFiles = said.origin === 'feed' && before.origin !== 'sample'
  const facts = combine(before, isFiles ? { ...said, origin: 'import' } : said)
  const isKnown = isSame(before, facts)
  const isBack = before.is_removed === 1
  if (isBack) {
    papers.restore(id)
    recording.add(presence(id, facts.origin === 'feed'))
  }
  if (!isKnown) papers.update(before, facts)
  papers.addTitleKeys(id, record.knownAs)
  originals.adopt(id, record)
  listings.adoptUpvotes(id, record.upvoteHistory)
  const placed = record.listings.filter((listing) => listings.adopt(id, listing))
  for (const { list, rank } of placed) {
    recording.add({
      kind: 'listing',
      paperId: id,
      before: null,
      after: list,
      beforeFact: null,
      afterFact: rank,
    })
  }
  if (placed.length > 0 || !isKnown) papers.restand(id)
  const done = decisionsFor(context, id, record).filter((change) => triage.apply(change, id))
  const note = noteFor(context, id, record)
  for (const change of [...done, ...note]) recording.add(change)
  if (isBack) return 'added'
  return isKnown && placed.length + done.length + note.length === 0 ? 'unchanged' : 'merged'
}

/** What was decided there and never here: not even by a decision that was changed back since. */
function decisionsFor({ sql, journal }: Context, id: PaperId, record: PaperRecord): Change[] {
  const own = sql.decided.get({ id })
  if (own === undefined) return []
  const untouched = (kind: Change['kind'], name: string | null = null): boolean =>
    !journal.hasChanged(id, kind, name)
  const changes: Change[] = []
  const change = (kind: Change['kind'], values: Omit<Change, 'kind' | 'paperId'>): void => {
    changes.push({ kind, paperId: id, ...values })
  }
  if (own.verdict === 'unread' && own.decidedAt === null && record.verdict !== 'unread') {
    const { verdict: after, decidedAt: afterFact } = record
    if (untouched('verdict')) change('verdict', { before: 'unread', after, beforeFact: null, afterFact })
  }
  if (own.isStarred === 0 && record.isStarred && untouched('star')) {
    const facts = { beforeFact: null, afterFact: record.starredAt }
    change('star', { before: 'unstarred', after: 'starred', ...facts })
  }
  if (own.snoozedUntil === null && record.snoozedUntil !== null && untouched('snooze')) {
    const facts = { beforeFact: own.putOff, afterFact: Math.max(own.putOff, record.putOff) }
    change('snooze', { before: null, after: record.snoozedUntil, ...facts })
  }
  for (const name of record.tags) {
    if (!untouched('tag', name)) continue
    change('tag', { before: null, after: name, beforeFact: null, afterFact: null })
  }
  return changes
}

/** A note is given only where there has never been one. */
function noteFor({ notes }: Context, id: PaperId, { note }: PaperRecord): Change[] {
  if (note.text === '' || notes.read(id).revision > 0) return []
  const written = notes.write(id, note.text, note.editedAt)
  const values = { before: '0', after: String(written.revision), beforeFact: null, afterFact: note.editedAt }
  return [{ kind: 'note', paperId: id, ...values }]
}

/** Gives the journal of what it set. */
function takeFrame(
  { days, settingChanges, recording, sql }: Context,
  frame: FrameRecord,
): readonly SettingEvent[] {
  const set = settingChanges.take(frame.settings)
  recording.addAll(set)
  days.adopt(frame.days)
  for (const item of frame.rejected) sql.reject.run(item)
  for (const { arxivId, wantedAt } of frame.kept) {
    if (sql.keep.run({ arxivId, wantedAt }).changes === 0) continue
    for (const kind of ['text', 'pdf']) sql.keepFile.run({ arxivId, kind })
  }
  const news = new Set(set.map(thingOf))
  return frame.history
    .filter((event) => news.has(thingOf(event)) && mayBeTold(event))
    .map((event) => ({ ...event, paperId: null }))
}

/** That a paper came. A fact of 1 says that the feed had told of it there, and not a file. */
function presence(paperId: PaperId, isFeeds: boolean): Change {
  const values = { before: 'removed', after: 'present', beforeFact: null, afterFact: isFeeds ? 1 : null }
  return { kind: 'delete', paperId, ...values }
}

interface Decisions {
  readonly verdict: Verdict
  readonly decidedAt: number | null
  readonly isStarred: number
  readonly starredAt: number | null
  readonly snoozedUntil: string | null
  readonly putOff: number
}

function prepare(db: Db) {
  return {
    decide: db.prepare<Decisions & { id: PaperId }>(`
      UPDATE triage SET verdict = @verdict, decided_at = @decidedAt, is_starred = @isStarred,
        starred_at = @starredAt, snoozed_until = @snoozedUntil, put_off = @putOff
      WHERE paper_id = @id`),
    decided: db.prepare<{ id: PaperId }, Decisions>(`
      SELECT verdict, decided_at AS decidedAt, is_starred AS isStarred, starred_at AS starredAt,
        snoozed_until AS snoozedUntil, put_off AS putOff
      FROM triage WHERE paper_id = @id`),
    tag: db.prepare<{ id: PaperId; name: string }>(
      'INSERT INTO tags (paper_id, name) VALUES (@id, @name) ON CONFLICT DO NOTHING',
    ),
    reject: db.prepare<FrameRecord['rejected'][number]>(`
      INSERT INTO rejected_items (list, position, reason, raw, at) VALUES (@list, @position, @reason, @raw, @at)
      ON CONFLICT DO NOTHING`),
    keep: db.prepare<FrameRecord['kept'][number]>(`
      INSERT INTO kept (arxiv_id, state, is_asked, wanted_at, changed_at)
      VALUES (@arxivId, 'waiting', 1, @wantedAt, @wantedAt) ON CONFLICT DO NOTHING`),
    keepFile: db.prepare<{ arxivId: string; kind: string }>(`
      INSERT INTO kept_files (arxiv_id, name, kind, state) VALUES (@arxivId, @kind, @kind, 'wanted')
      ON CONFLICT DO NOTHING`),
  }
}
