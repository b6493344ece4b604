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
import { places } from '../../../src/shared/domain.ts'
import { idsOf, makeList, makePaper, tempLibrary } from '../../support/temp-library.ts'
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
        const concerns = paperIds.some((id) => isHere(temp, id))
        return concerns && !isUndone && kind !== 'import' && kind !== 'remove-sample'
      })
      .map(({ commandId, kind, value, at }) => ({ commandId, kind, value, at })),
    settings: library.settings(),
  }
}

/** Also of a row that became part of another. */
function isHere({ library }: TempLibrary, id: number): boolean {
  try {
    return library.paper(id).id > 0
  } catch {
    return false
  }
}

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
    keys: of('x.key', 'paper_keys'),
    listings: of(
      'x.list, x.rank, x.upvotes, x.first_seen_at',
      '(SELECT * FROM listings WHERE is_removed = 0)',
    ),
    upvotes: of('x.at, x.upvotes', 'upvote_snapshots'),
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
          expect(other.library.redo()).toMatchObject({ kind: 'import' })
          expect(tables(other)).toMatchObject({ ...tables(temp), days: [] })
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
        const text = await exported(other)
        await taken(temp, text)
        expect(ownDecisions(temp)).toMatchObject(mine)
        expect(temp.query('PRAGMA foreign_key_check')).toEqual([])

        const after = await exported(temp)
        expect(await taken(temp, text)).toMatchObject({ added: 0, merged: 0 })
        expect(await exported(temp)).toBe(after)
        if (newestCommand(temp) !== newest) temp.library.undo()
        expect(allDecisions(temp)).toEqual(before)
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
  const temp = tempLibrary()
  for (const text of ['one', 'two', 'three']) temp.library.keepSearch(text, text)
  temp.library.keepSearch('two', 'Second')
  temp.library.keepSearch('one', null)
  const other = tempLibrary()
  other.library.keepSearch('three', 'Own')
  const text = await exported(temp)
  await taken(other, text)
  expect(other.library.settings().searches).toEqual([
    { text: 'three', name: 'Own' },
    { text: 'two', name: 'Second' },
  ])
  const empty = tempLibrary()
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
