import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { copyLibrary, discard } from '../../electron/library/library-files.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { migrations } from '../../electron/library/migrations/index.ts'
import { startChild } from '../support/child-process.ts'
import { after, decisionsIn, expectSound, foundIn, keyOf, valueOf } from '../support/killed-library.ts'
import type { Known } from '../support/killed-library.ts'
import type { Deed, Line } from '../support/library-child.ts'
import { makeDay } from '../support/temp-library.ts'

/** The ordinary run is short; `OCTAVO_KILLS=500` is for releases. */
const kills = Number(process.env['OCTAVO_KILLS'] ?? 60)
/** Of them, those of a process that restores one library after the other, and of one that brings an old library up to date. */
const restoreKills = Math.ceil(kills / 6)
const migrationKills = Math.ceil(kills / 6)
const workKills = kills - restoreKills - migrationKills

/** A library is begun anew after so many: a long run would otherwise spend its time on checking a large one. */
const killsPerLibrary = 25
/** For 500 kills on a machine that does other things (ms). */
const patience = 3 * 3_600_000

/** The last word on each thing, by `<kind> <id>`, as far as it was acknowledged. */
type Expected = Map<string, string>

test(
  `a process killed ${workKills} times at random moments loses nothing that it had acknowledged`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'octavo-kill-'))
    const path = join(folder, 'library.sqlite')
    const expected: Expected = new Map()
    let acknowledged = 0
    const struck: Record<string, number> = {}
    try {
      for (let kill = 0; kill < workKills; kill += 1) {
        if (kill % killsPerLibrary === 0) {
          rmSync(folder, { recursive: true })
          mkdirSync(folder)
          expected.clear()
        }
        const child = startChild(path, 'work')
        await child.opened()
        await sleep(Math.random() * 150)
        await child.kill()
        const lines = child.lines()
        for (const line of lines) {
          if (line.state !== 'done') continue
          acknowledged += 1
          expected.set(keyOf(line.deed), valueOf(line.deed))
        }
        const last = lines.at(-1)
        count(struck, last)
        check(path, expected, last?.state === 'begin' ? last.deed : null)
      }
      tell('work', { acknowledged, ...struck })
      // Not a test of an idle process: something was done between the kills.
      expect(acknowledged).toBeGreaterThan(workKills)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  patience,
)

test(
  `a restore killed ${restoreKills} times leaves the old library or the backup, whole, and the old one aside`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'octavo-kill-restore-'))
    const path = join(folder, 'library.sqlite')
    let restored = 0
    const struck: Record<string, number> = {}
    try {
      const first = openLibrary({ path, now: Date.now })
      first.storeList(makeDay('2026-06-19', 30), Date.now())
      first.backUp(true)
      first.close()
      let known: Known = { library: decisionsIn(path), backup: decisionsIn(path), aside: [] }
      for (let kill = 0; kill < restoreKills; kill += 1) {
        const child = startChild(path, 'restore')
        await child.opened()
        await sleep(Math.random() * 500)
        await child.kill()
        const lines = child.lines()
        for (const line of lines) if (line.state === 'done') known = after(known, line.deed)
        const last = lines.at(-1)
        count(struck, last)
        const outcomes = last?.state === 'begin' ? [known, after(known, last.deed)] : [known]
        const found = foundIn(path, known.aside.length)
        restored += known.aside.length
        expect(outcomes.map(({ library, backup }) => ({ library, backup }))).toContainEqual({
          library: found.library,
          backup: found.backup,
        })
        // The library that was left behind is whole in a folder of its own, for each restore that was answered or carried out.
        const carriedOut = outcomes.find(({ aside }) => aside.length === found.aside.length)
        expect(found.aside).toEqual(carriedOut?.aside)
        known = { ...found, aside: [] }
        rmSync(join(folder, 'set-aside'), { recursive: true, force: true })
      }
      tell('restores', { restored, ...struck })
      expect(restored).toBeGreaterThan(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  patience,
)

test(
  `a library killed ${migrationKills} times while it is brought up to date is old or new, and whole`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'octavo-kill-migration-'))
    const old = join(folder, 'old.sqlite')
    try {
      const db = new Database(old)
      db.pragma('application_id = 0x4f637476')
      migrations[0]?.(db)
      db.pragma('user_version = 1')
      const insert = db.prepare(`
      INSERT INTO papers (id, origin, title_feed, added_at) VALUES (@id, 'feed', 'Old ' || @id, 0)`)
      const decide = db.prepare(`
      INSERT INTO triage (paper_id, verdict, decided_at, sort_day, sort_rank) VALUES (@id, 'later', 1, '2026-01-05', @id)`)
      db.transaction(() => {
        for (let id = 1; id <= 4000; id += 1) {
          insert.run({ id })
          decide.run({ id })
        }
      })()
      db.close()
      // Where it was when it died: before it began, after the copy that is made first, or done.
      const died = { before: 0, between: 0, done: 0 }
      for (let kill = 0; kill < migrationKills; kill += 1) {
        const path = join(folder, String(kill), 'library.sqlite')
        mkdirSync(dirname(path))
        copyFileSync(old, path)
        const child = startChild(path, 'hold')
        // Not when it says that it is open: it is killed while it opens.
        await child.started()
        await sleep(Math.random() * 150)
        await child.kill()
        died[stepOf(path)] += 1
        const library = openLibrary({ path, shell: 'test', now: Date.now })
        expect(library.counts()).toMatchObject({ everything: 4000, queue: 4000 })
        library.close()
        expectSound(path)
        rmSync(dirname(path), { recursive: true })
      }
      tell('a change of shape', died)
      if (kills >= 500) expect(died.between).toBeGreaterThan(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  patience,
)

/** Counts what a killed process was in the middle of. */
function count(struck: Record<string, number>, last: Line | undefined): void {
  const kind = last !== undefined && 'deed' in last && last.state === 'begin' ? last.deed.kind : 'between two'
  struck[kind] = (struck[kind] ?? 0) + 1
}

/** For the log of a long run: what the kills struck. */
function tell(what: string, counts: Readonly<Record<string, number>>): void {
  process.stdout.write(`${what}: ${JSON.stringify(counts)}\n`)
}

function stepOf(path: string): 'before' | 'between' | 'done' {
  // On a copy: opening it here would finish what was cut short.
  const copy = `${path}.looked-at`
  copyLibrary(path, copy)
  const db = new Database(copy)
  const version = Number(db.pragma('user_version', { simple: true }))
  db.close()
  discard(copy)
  if (version > 1) return 'done'
  return existsSync(join(dirname(path), 'backups')) ? 'between' : 'before'
}

/** Papers on a list, which the library's interface does not tell for one that is no day. */
function listed(library: Library, list: string): number {
  const db = new Database(library.storage().libraryPath, { readonly: true })
  const sql = 'SELECT count(*) AS count FROM listings WHERE list = ? AND is_removed = 0'
  const row = db.prepare<[string], { count: number }>(sql).get(list)
  db.close()
  return row?.count ?? 0
}

/** Papers that came with all that another library had of them. */
function taken(library: Library, titles: string): number {
  const db = new Database(library.storage().libraryPath, { readonly: true })
  const sql = `
    SELECT count(*) FROM papers AS p JOIN triage AS t ON t.paper_id = p.id JOIN tags AS g ON g.paper_id = p.id
    WHERE p.title_feed LIKE @titles || ' %' AND t.starred_at = 1 AND g.name = 'taken'`
  const count = db.prepare<[{ titles: string }], number>(sql).pluck().get({ titles })
  db.close()
  return count ?? 0
}

function actual(library: Library, key: string): string {
  const [kind, name = ''] = key.split(' ')
  if (kind === 'taken') return String(taken(library, key.slice('taken '.length)))
  if (kind === 'store') return String(library.dayFacts(name).papers.length)
  if (kind === 'import') return String(listed(library, name))
  if (kind === 'backup')
    return library.storage().backups.every(({ counts }) => counts !== null) ? 'whole' : 'broken'
  const paper = library.paper(Number(name))
  return kind === 'verdict' ? paper.verdict : paper.note.text
}

/** Opens what the killed process left. `begun` may have been done without a word of it, or not at all, but not by half. */
function check(path: string, expected: Expected, begun: Deed | null): void {
  const library = openLibrary({ path, shell: 'test', now: Date.now })
  if (begun !== null) {
    const key = keyOf(begun)
    const none = unbegun[begun.kind]
    const found = actual(library, key)
    expect([expected.get(key) ?? none, valueOf(begun)]).toContain(found)
    expected.set(key, found)
  }
  const found = new Map([...expected.keys()].map((key) => [key, actual(library, key)]))
  library.close()
  expect(found).toEqual(expected)
  expectSound(path)
}

/** What there is of a deed that never began. */
const unbegun: Readonly<Record<Deed['kind'], string>> = {
  store: '0',
  import: '0',
  'take in': '0',
  verdict: 'unread',
  note: '',
  backup: 'whole',
  restore: 'whole',
}
