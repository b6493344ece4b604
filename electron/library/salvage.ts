/**
 * Bringing what the reader did from a damaged library into a sound one: an earlier state of it, from a backup, or an
 * empty one. The damaged file is the newer of the two, so where it can be read, it wins; a row that does not fit into
 * the library's own constraints is left behind.
 */
import * as z from 'zod/mini'
import type { Recovery } from '../../src/shared/storage.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'
import { firstLine } from './notes.ts'
import type { DamagedLibrary, Row } from './read-damaged.ts'
import { isJson, putter } from './put-rows.ts'
import type { Put } from './put-rows.ts'
import { announcementsKey } from './settings.ts'
import { adoptPapers } from './salvage-papers.ts'
import type { PaperMap } from './salvage-papers.ts'

export type Salvaged = Pick<Recovery, 'notes' | 'decisions' | 'papers'>

/** The text is what counts: a number beside it that was garbled, which reads as null, keeps no note away. */
const noteRow = z.object({
  paper_id: z.int(),
  text: z.string(),
  revision: z.catch(z.nullable(z.int().check(z.positive())), null),
  edited_at: z.catch(z.nullable(z.int()), null),
})

/** Brings over what can be read, in one transaction. `now` (ms) is given to papers whose own row is lost. */
export function salvage(from: DamagedLibrary, into: Db, now: number): Salvaged {
  return tx(into, () => {
    const map = adoptPapers(from, into, now)
    const put = (table: string) => putter(into, table, null)
    copyTable(from, { table: 'paper_keys', key: 'paper_id', map }, put('paper_keys'))
    copyTable(from, { table: 'listings', key: 'paper_id', map }, put('listings'))
    const putOriginal = put('originals')
    copyTable(from, { table: 'originals', key: 'paper_id', map }, (row) =>
      isJson(row['categories'] ?? null) ? putOriginal(row) : false,
    )
    const decisions = bringTriage(from, into, map)
    bringTags(from, into, map)
    bringToldApart(from, into, map)
    const notes = bringNotes(from, into, map)
    copyTable(from, { table: 'commands', key: 'number', map }, putter(into, 'commands', newerState))
    copyTable(from, { table: 'triage_events', key: 'number', map }, put('triage_events'))
    bringSettings(from, into)
    copyTable(from, { table: 'upvote_snapshots', key: 'paper_id', map }, put('upvote_snapshots'))
    for (const [table, key] of byName) from.each(table, key, put(table))
    into.exec(standings)
    return { notes, decisions, papers: map.added() }
  })
}

/** Papers without a standing of their own, so that each is in a list. */
const standings = `
  INSERT INTO triage (paper_id, sort_day, sort_rank, is_removed)
  SELECT id, coalesce(published_on, '1970-01-01'), 9999999, merged_into IS NOT NULL FROM papers
  WHERE id NOT IN (SELECT paper_id FROM triage)`

/** Tables whose rows are found by names, in the order in which they refer to each other, with the column of the name. */
const byName = [
  ['kept', 'arxiv_id'],
  ['kept_files', 'arxiv_id'],
  ['pictures', 'arxiv_id'],
  ['days', 'day'],
  ['rejected_items', 'list'],
] as const

const newerState = { key: 'id', columns: ['state', 'count'] }

interface Source {
  readonly table: string
  readonly key: string
  readonly map: PaperMap
}

function copyTable(from: DamagedLibrary, { table, key, map }: Source, put: Put): void {
  from.each(table, key, (row) => {
    if (!('paper_id' in row) || row['kind'] === 'setting') return void put(row)
    const id = map.known(row['paper_id'])
    return id === null ? undefined : void put({ ...row, paper_id: id })
  })
}

const standingColumns = [
  'verdict',
  'decided_at',
  'is_starred',
  'starred_at',
  'snoozed_until',
  'put_off',
  'is_removed',
  'sort_day',
  'sort_rank',
  'sort_upvotes',
]

function bringTriage(from: DamagedLibrary, into: Db, map: PaperMap): number {
  const put = putter(into, 'triage', { key: 'paper_id', columns: standingColumns })
  const find = into.prepare<{ id: number }, { decision: string }>(`
    SELECT verdict || ' ' || is_starred || ' ' || coalesce(snoozed_until, '') AS decision FROM triage
    WHERE paper_id = @id`)
  const decisionOf = (id: number): string => find.get({ id })?.decision ?? 'unread 0 '
  const changed = new Set<number>()
  from.each('triage', 'paper_id', (row) => {
    const isDecided = row['verdict'] !== 'unread' || row['is_starred'] !== 0
    const id = isDecided ? map.orPlaceholder(row['paper_id']) : map.known(row['paper_id'])
    if (id === null) return
    const before = decisionOf(id)
    if (put({ ...row, paper_id: id }) && decisionOf(id) !== before) changed.add(id)
  })
  return changed.size
}

/** Tags that were taken off since the backup go again, where all of the damaged table could be read. */
function bringTags(from: DamagedLibrary, into: Db, map: PaperMap): void {
  const put = putter(into, 'tags', null)
  const found = new Set<string>()
  const isWhole = from.each('tags', 'paper_id', (row) => {
    const id = typeof row['name'] === 'string' ? map.orPlaceholder(row['paper_id']) : null
    if (id === null) return
    found.add(`${id} ${String(row['name'])}`)
    put({ ...row, paper_id: id })
  })
  if (!isWhole || !map.isSameLibrary) return
  const remove = into.prepare<{ paper_id: number; name: string }>(
    'DELETE FROM tags WHERE paper_id = @paper_id AND name = @name',
  )
  const all = into.prepare<[], { paper_id: number; name: string }>('SELECT paper_id, name FROM tags').all()
  for (const tag of all) if (!found.has(`${tag.paper_id} ${tag.name}`)) remove.run(tag)
}

function bringToldApart(from: DamagedLibrary, into: Db, map: PaperMap): void {
  const put = putter(into, 'told_apart', null)
  from.each('told_apart', 'one_id', (row) => {
    const ids = [map.known(row['one_id']), map.known(row['other_id'])].filter((id) => id !== null)
    const [one_id, other_id] = ids.toSorted((a, b) => a - b)
    if (one_id !== undefined && other_id !== undefined) put({ one_id, other_id })
  })
}

/** A note is in two places, as it is and as its last revision: either will do. */
function bringNotes(from: DamagedLibrary, into: Db, map: PaperMap): number {
  const put = putter(into, 'notes', {
    key: 'paper_id',
    columns: ['text', 'line', 'revision', 'edited_at'],
    when: '@revision > revision',
  })
  const keep = putter(into, 'note_revisions', null)
  const find = into.prepare<{ id: number }, { text: string; revision: number }>(
    'SELECT text, revision FROM notes WHERE paper_id = @id',
  )
  /** Of a note whose own number is lost: the next one, unless its text is damaged or no other than the one here. */
  const nextRevision = (id: number, text: string): number => {
    const here = find.get({ id })
    if (here === undefined || isDamaged(text)) return 1
    return here.text === text ? here.revision : here.revision + 1
  }
  const changed = new Set<number>()
  const bring = (row: Row, lostRevision: typeof nextRevision): void => {
    const read = noteRow.safeParse(row)
    const id = read.success ? map.orPlaceholder(read.data.paper_id) : null
    if (!read.success || id === null) return
    const { text, edited_at } = read.data
    const revision = read.data.revision ?? lostRevision(id, text)
    const note = { paper_id: id, text, revision, edited_at }
    keep(note)
    if (put({ ...note, line: firstLine(text) })) changed.add(id)
  }
  from.each('notes', 'paper_id', (row) => bring(row, nextRevision))
  from.each('note_revisions', 'paper_id', (row) => bring(row, () => 1))
  return changed.size
}

/** Zeros and broken characters are what a page that was cut or overwritten leaves in a text. */
function isDamaged(text: string): boolean {
  return text.includes('\0') || text.includes('\uFFFD')
}

function bringSettings(from: DamagedLibrary, into: Db): void {
  const put = putter(into, 'settings', { key: 'key', columns: ['value'] })
  for (const row of from.rows('SELECT key, value FROM settings', {})) {
    if (isJson(row['value'] ?? null) && row['key'] !== announcementsKey) put(row)
  }
  into.prepare<{ key: string }>('DELETE FROM settings WHERE key = @key').run({ key: announcementsKey })
}
