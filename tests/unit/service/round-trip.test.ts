/**
 * The promise of the export: what one library writes as JSON lines, an empty one takes in and is the same library; and
 * one that is not empty keeps what was decided in it. Tried on libraries in which anything may have happened.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assert, asyncProperty } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDay } from '../../../electron/feed/daily-papers.ts'
import { localLibrary } from '../../../electron/rpc/local.ts'
import { importLines } from '../../../electron/service/import-lines.ts'
import { recordLines } from '../../../electron/service/record-lines.ts'
import { defaultSettings } from '../../../src/shared/default-settings.ts'
import { entrySentence, obstacleSentence } from '../../../src/text/journal-messages.ts'
import { places } from '../../../src/shared/domain.ts'
import { idsOf, makeDay, makeList, makePaper, tempLibrary } from '../../support/temp-library.ts'
import { librarySteps, runSteps, stepDays } from '../../support/random-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

async function exported(temp: TempLibrary): Promise<string> {
  let text = ''
  for await (const piece of recordLines(localLibrary(temp.library), null)) text += piece
  return text
}

async function taken(temp: TempLibrary, text: string): ReturnType<typeof importLines> {
  return importLines(localLibrary(temp.library), { name: 'all.jsonl', text }, temp.now)
}

/** All that the reader can see, with papers by their place among the rows in place of their numbers. */
function seen(temp: TempLibrary) {
  const { library } = temp
  const numbers = new Map(library.recordIds().map((id, index) => [id, index]))
  const of = (ids: readonly number[]): unknown => ids.map((id) => numbers.get(id))
  return {
    places: places.map((place) => of(idsOf(library, place))),
    counts: library.counts(),
    tags: library.tags(),
    days: [...stepDays, '2026-06-18'].map((day) => {
      const facts = library.dayFacts(day)
      return { ...facts, papers: facts.papers.map(({ id, verdict }) => [numbers.get(id), verdict]) }
    }),
    papers: library.recordIds().map((id) => {
      const { id: _id, history, ...paper } = library.paper(id)
      // That it came by an import, of this file or another, is the one line that the copy's history may have more.
      return { ...paper, history: history.filter(({ kind }) => kind !== 'delete') }
    }),
    journal: library
      .journal(null, 200)
      .entries.filter(({ kind, isUndone, paperIds }) => {
        // What was done to papers that are gone went with them.
        // And the note of a row that became part of another is joined to the other's by the merge.
        const concerns = paperIds.some((id) => (kind === 'note' ? numbers.has(id) : isHere(temp, id)))
        return concerns && !isUndone && kind !== 'import' && kind !== 'remove-sample'
      })
      .map(({ commandId, kind, value, at }) => ({ commandId, kind, value, at })),
    // What is one machine's stays there.
    settings: { ...library.settings(), feedUrl: null },
    set: lastSet(temp),
  }
}

/** The newest command that stands about each setting and saved search that there is. */
function lastSet(temp: TempLibrary): unknown[] {
  return temp
    .query(
      `
    WITH things AS (
      SELECT 'setting' AS field, key AS name FROM settings WHERE key IN ('theme')
      UNION ALL SELECT 'setting', 'keys.' || k.key FROM settings, json_each(settings.value) AS k WHERE settings.key = 'keys'
      UNION ALL SELECT 'text', k.value ->> 'text' FROM settings, json_each(settings.value) AS k
        WHERE settings.key = 'searches')
    -- What a command set of one machine stays there.
    SELECT t.name, max(c.number), c.id, c.kind, e.after, CASE c.kind WHEN 'set' THEN (SELECT json_group_array(s.value)
        FROM json_each(c.value) AS s WHERE s.value ->> 0 <> 'feedUrl') ELSE c.value END AS value FROM things AS t
    JOIN triage_events AS e ON e.kind = 'setting' AND e.effect = 'do'
      AND coalesce(e.after, e.before) ->> t.field = t.name
    JOIN commands AS c ON c.id = e.command_id AND c.state = 'done' AND c.kind <> 'import'
    GROUP BY t.field, t.name ORDER BY t.field, t.name`,
    )
    .map((row) => ({ ...(row as object), 'max(c.number)': null }))
}

/** Also of a row that became part of another. */
function isHere({ library }: TempLibrary, id: number): boolean {
  try {
    return library.paper(id).id > 0
  } catch {
    return false
  }
}

/** Papers with those that became part of them. */
const led = `WITH RECURSIVE led (paper_id, id) AS (
  SELECT id, id FROM papers WHERE merged_into IS NULL
  UNION SELECT led.paper_id, p.id FROM papers AS p JOIN led ON p.merged_into = led.id)`

/** Rows of tables with papers told by their place among the rows, without the search index and what is of one file. */
function tables(temp: TempLibrary) {
  const place = `(SELECT count(*) FROM papers AS q JOIN triage AS u ON u.paper_id = q.id
    WHERE q.merged_into IS NULL AND u.is_removed = 0 AND q.id < p.id)`
  const of = (columns: string, table: string): unknown[] =>
    temp.query(`SELECT ${place} AS place, ${columns} FROM ${table} AS x JOIN papers AS p ON p.id = x.paper_id
      JOIN triage AS t ON t.paper_id = p.id
      WHERE p.merged_into IS NULL AND t.is_removed = 0 ORDER BY 1, 2`)
  const present = 'p.merged_into IS NULL AND t.is_removed = 0'
  return {
    papers: temp
      .query(
        `SELECT p.* FROM papers AS p JOIN triage AS t ON t.paper_id = p.id WHERE ${present} ORDER BY p.id`,
      )
      .map((row) => ({ ...(row as object), id: null })),
    triage: of('x.*, NULL AS paper_id', 'triage'),
    tags: of('x.name', 'tags'),
    notes: of('x.text, x.line, x.revision, x.edited_at', 'notes'),
    keys: of(
      'x.key',
      `(${led} SELECT DISTINCT led.paper_id, k.key FROM led JOIN paper_keys AS k ON k.paper_id = led.id)`,
    ),
    apart: of(
      `(SELECT count(*) FROM papers AS q JOIN triage AS u ON u.paper_id = q.id
        WHERE q.merged_into IS NULL AND u.is_removed = 0 AND q.id < x.one_id) AS one`,
      `(SELECT other_id AS paper_id, one_id FROM told_apart JOIN triage AS o ON o.paper_id = one_id
        JOIN papers AS w ON w.id = one_id WHERE o.is_removed = 0 AND w.merged_into IS NULL)`,
    ),
    listings: of(
      'x.list, x.rank, x.upvotes, x.first_seen_at',
      '(SELECT * FROM listings WHERE is_removed = 0)',
    ),
    upvotes: of(
      'x.at, x.upvotes',
      `(${led} SELECT led.paper_id, u.at, max(u.upvotes) AS upvotes FROM led
        JOIN upvote_snapshots AS u ON u.paper_id = led.id GROUP BY led.paper_id, u.at)`,
    ),
    originals: of('x.asked_at, x.is_found, x.version, x.categories, x.comment', 'originals'),
    days: temp.query('SELECT * FROM days ORDER BY day'),
    rejected: temp.query('SELECT * FROM rejected_items ORDER BY list, position'),
    kept: temp.query('SELECT arxiv_id, state, is_asked, wanted_at FROM kept ORDER BY arxiv_id'),
  }
}

describe('everything as JSON lines', () => {
  it('makes an empty library the same, to the byte when that is exported, and in every table', async () => {
    await assert(
      asyncProperty(librarySteps, async (steps) => {
        const temp = tempLibrary()
        runSteps(temp, steps)
        const text = await exported(temp)
        const other = tempLibrary({ machineName: 'laptop', now: temp.now })
        const stored = await taken(other, text)
        expect(stored).toMatchObject({ rejected: 0, added: temp.library.recordIds().length })
        expect(await exported(other)).toBe(text)
        expect(tables(other)).toEqual(tables(temp))
        expect(seen(other)).toEqual(seen(temp))
        expect(other.query('PRAGMA foreign_key_check')).toEqual([])

        // Again: nothing changes, and there is nothing new to undo.
        other.now += 1000
        const before = other.library.journal(null, 200)
        expect(await taken(other, text)).toMatchObject({ added: 0, merged: 0, updated: 0, rejected: 0 })
        expect(await exported(other)).toBe(text)
        expect(other.library.journal(null, 200)).toEqual(before)

        // One step takes it back, and one gives it again.
        if (stored.added > 0) {
          expect(other.library.undo()).toMatchObject({ kind: 'import', count: stored.added })
          expect(other.library.counts().everything).toBe(0)
          expect(other.library.settings()).toEqual(defaultSettings)
          expect(other.library.twins(10)).toEqual([])
          expect(other.library.redo()).toMatchObject({ kind: 'import' })
          expect(tables(other)).toMatchObject({ ...tables(temp), days: [] })
          expect(seen(other)).toMatchObject({ settings: seen(temp).settings, set: seen(temp).set })
        }
        temp.close()
        other.close()
      }),
      { numRuns: 40 },
    )
  })

  it('never overrules what was decided or written in a library that it comes into', async () => {
    await assert(
      asyncProperty(librarySteps, librarySteps, async (ours, theirs) => {
        const [temp, other] = [tempLibrary(), tempLibrary({ machineName: 'laptop' })]
        runSteps(temp, ours)
        runSteps(other, theirs)
        const [mine, before, newest] = [ownDecisions(temp), allDecisions(temp), newestCommand(temp)]
        const settings = temp.library.settings()
        const text = await exported(other)
        await taken(temp, text)
        expect(ownDecisions(temp)).toMatchObject(mine)
        expect(temp.query('PRAGMA foreign_key_check')).toEqual([])

        const after = await exported(temp)
        expect(await taken(temp, text)).toMatchObject({ added: 0, merged: 0 })
        expect(await exported(temp)).toBe(after)
        if (newestCommand(temp) !== newest) temp.library.undo()
        expect(allDecisions(temp)).toEqual(before)
        expect(temp.library.settings()).toEqual(settings)
        temp.close()
        other.close()
      }),
      { numRuns: 25 },
    )
  })
})

function newestCommand({ library }: TempLibrary): string | undefined {
  return library.journal(null, 1).entries[0]?.commandId
}

/** Verdict, star, snooze, tags and note of every paper that is here, by row. */
function allDecisions(temp: TempLibrary): unknown[] {
  return temp.query(`
    SELECT t.paper_id, verdict, decided_at, is_starred, starred_at, snoozed_until, put_off,
      (SELECT json_group_array(name) FROM tags WHERE paper_id = t.paper_id) AS tags, coalesce(n.text, '') AS note,
      n.edited_at
    FROM triage AS t LEFT JOIN notes AS n ON n.paper_id = t.paper_id WHERE t.is_removed = 0 ORDER BY t.paper_id`)
}

/** Of each paper what the reader has decided or written of it here, by paper and kind, of tags by name. */
function ownDecisions(temp: TempLibrary): Readonly<Record<string, unknown>> {
  const rows = temp.query(`
    SELECT DISTINCT e.paper_id || ' ' || e.kind || ' ' ||
        CASE e.kind WHEN 'tag' THEN lower(coalesce(e.after, e.before)) ELSE '' END AS name,
      CASE e.kind WHEN 'verdict' THEN t.verdict || ' ' || coalesce(t.decided_at, '')
        WHEN 'star' THEN t.is_starred || ' ' || coalesce(t.starred_at, '')
        WHEN 'snooze' THEN coalesce(t.snoozed_until, '') || ' ' || t.put_off
        WHEN 'note' THEN n.revision || ' ' || n.text
        ELSE EXISTS (SELECT 1 FROM tags WHERE paper_id = e.paper_id AND name = coalesce(e.after, e.before)) END AS value
    FROM triage_events AS e JOIN commands AS c ON c.id = e.command_id JOIN triage AS t ON t.paper_id = e.paper_id
    LEFT JOIN notes AS n ON n.paper_id = e.paper_id
    WHERE c.state = 'done' AND e.effect = 'do' AND t.is_removed = 0
      AND e.kind IN ('verdict', 'star', 'snooze', 'note', 'tag')`)
  return Object.fromEntries(
    rows.map((row) => {
      const { name, value } = row as { name: string; value: unknown }
      return [name, value]
    }),
  )
}

const realDays = resolve(import.meta.dirname, '../../../../shared/data/hf/days')

it.skipIf(!existsSync(realDays))('real days come back to the byte', async () => {
  const temp = tempLibrary({ now: Date.parse('2026-08-02T12:00:00Z') })
  for (const file of readdirSync(realDays)
    .filter((name) => name.endsWith('.json'))
    .slice(0, 12)) {
    const day = file.slice(0, 10)
    const body: unknown = JSON.parse(readFileSync(join(realDays, file), 'utf8'))
    temp.library.storeList(readDay(day, body, day), temp.now)
  }
  const ids = idsOf(temp.library, 'everything')
  temp.library.change(ids.slice(0, 100), { field: 'verdict', value: 'skipped' })
  const other = tempLibrary({ now: temp.now })
  const text = await exported(temp)
  await taken(other, text)
  expect(await exported(other)).toBe(text)
  expect(tables(other)).toEqual(tables(temp))
})

it('saved searches come with their names and in their order, after those that are there', async () => {
  const [temp, other, empty] = [tempLibrary(), tempLibrary(), tempLibrary()]
  for (const text of ['one', 'two', 'three']) temp.library.keepSearch(text, text)
  temp.library.keepSearch('two', 'Second')
  temp.library.keepSearch('one', null)
  other.library.keepSearch('three', 'Own')
  const text = await exported(temp)
  await taken(other, text)
  expect(other.library.settings().searches).toEqual([
    { text: 'three', name: 'Own' },
    { text: 'two', name: 'Second' },
  ])
  await taken(empty, text)
  expect(await exported(empty)).toBe(text)
})

it('a paper that only a name was known of comes with its name', async () => {
  const temp = tempLibrary()
  temp.library.importList(makeList('import:named', [makePaper({ arxivId: null, abstract: '', authors: [] })]))
  const other = tempLibrary()
  await taken(other, await exported(temp))
  expect(await exported(other)).toBe(await exported(temp))
})

/** Three papers of a day, the third on a list of its own, too. */
function withPapers(): TempLibrary {
  const temp = tempLibrary()
  temp.library.storeList(makeList('day:2026-06-22', makeDay('2026-06-22', 3).papers), temp.now)
  return temp
}

it('papers told apart stay apart, and that can be taken back there', async () => {
  const [temp, copy] = [withPapers(), tempLibrary()]
  temp.library.tellApart(1, 3)
  const text = await exported(temp)
  await taken(copy, text)
  expect(copy.query('SELECT one_id, other_id FROM told_apart')).toEqual([{ one_id: 1, other_id: 3 }])
  const { entries } = copy.library.journal(null, 5)
  expect(entries.map(entrySentence)).toEqual([
    'Imported 3 papers from “all.jsonl”',
    'Kept “Number 0 of 2026-06-22” and its near copy apart',
  ])
  expect(copy.library.revert(entries[1]?.commandId ?? '').obstacle).toBeNull()
  expect(copy.query('SELECT * FROM told_apart')).toEqual([])
})

it('what was said of two papers comes along after one of them has become part of a third', async () => {
  const [temp, copy] = [withPapers(), tempLibrary()]
  temp.library.tellApart(2, 3)
  temp.library.merge([1, 2])
  await taken(copy, await exported(temp))
  expect(copy.library.journal(null, 5).entries.map(({ kind }) => kind)).toContain('apart')
})

it('a merge comes along as one paper and a line of the journal, which says why it cannot be taken back', async () => {
  const temp = withPapers()
  const [, second] = temp.library.rows([1, 2])
  temp.library.merge([1, 2])
  const copy = tempLibrary()
  await taken(copy, await exported(temp))
  expect(copy.library.recordIds()).toHaveLength(2)
  const { entries } = copy.library.journal(null, 5)
  expect(entries.map(entrySentence)[1]).toBe('Merged “Number 0 of 2026-06-22” with its other copy')
  expect(copy.library.revert(entries[1]?.commandId ?? '')).toEqual({
    command: null,
    obstacle: { kind: 'elsewhere' },
  })
  expect(obstacleSentence({ kind: 'elsewhere' }, copy.now)).toMatch(/before this library was imported/)

  // The feed tells of both again, and they are one still.
  expect(copy.library.named(second?.arxivId ?? '')).toBe(1)
  copy.library.storeList(makeList('day:2026-06-22', makeDay('2026-06-22', 3).papers), copy.now)
  expect(copy.library.counts().everything).toBe(2)
})

it('an export from before a merge does not take it back', async () => {
  const temp = withPapers()
  const text = await exported(temp)
  temp.library.merge([1, 2])
  expect(await taken(temp, text)).toMatchObject({ added: 0 })
  expect(temp.library.counts().everything).toBe(2)
})
