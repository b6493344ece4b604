/**
 * How fast a library takes in papers, beside bare prepared statements that insert the same rows into the same tables,
 * with the same indexes and triggers, day by day in transactions of the same size, in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openLibrary } from '../../electron/library/index.ts'
import { addDays } from '../../src/shared/days.ts'
import type { IncomingList, IncomingPaper } from '../../src/shared/domain.ts'

const paperCount = 10_000
const perDay = 50
const rounds = 3

/** What the two ways took, in papers per second, the fastest of several rounds. */
export interface IngestResult {
  readonly library: number
  readonly bare: number
  /** Papers per second of storing all of it again, unchanged. */
  readonly again: number
}

/** Tables in the order in which rows may be inserted: what is referred to comes first. */
const tables = ['papers', 'triage', 'paper_keys', 'listings', 'upvote_snapshots', 'days']

/**
 * Stores 10,000 papers made from `models` under new ids, and inserts the same rows bare; prints a line for each and
 * their ratio.
 */
export function benchIngest(models: readonly IncomingPaper[], print: (line: string) => void): IngestResult {
  const lists = listsFrom(models)
  const best = { library: 0, bare: 0, again: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'octavo-ingest-'))
    try {
      const source = join(folder, 'stored', 'library.sqlite')
      const stored = storeAll(source, lists)
      best.library = Math.max(best.library, stored.first)
      best.again = Math.max(best.again, stored.again)
      best.bare = Math.max(best.bare, insertBare(source, join(folder, 'bare', 'library.sqlite')))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  print(`ingest ${paperCount} papers, library: ${best.library.toFixed(0)} papers/s`)
  print(`ingest ${paperCount} papers, bare statements: ${best.bare.toFixed(0)} papers/s`)
  print(`ingest, library to bare statements: ${(best.library / best.bare).toFixed(2)} (goal 0.50)`)
  print(`ingest again, unchanged: ${best.again.toFixed(0)} papers/s`)
  return best
}

function listsFrom(models: readonly IncomingPaper[]): IncomingList[] {
  return Array.from({ length: paperCount / perDay }, (_, dayIndex) => {
    const papers = Array.from({ length: perDay }, (_, index) => {
      const number = dayIndex * perDay + index
      const model = models[number % models.length]
      if (model === undefined) throw new RangeError('there are no papers to make others from')
      const round = Math.floor(number / models.length)
      return {
        ...model,
        arxivId: `9901.${String(number).padStart(5, '0')}`,
        title: `${model.title} (${round})`,
      }
    })
    return { list: `day:${addDays('2025-01-01', dayIndex)}`, papers, rejected: [] }
  })
}

function perSecond(work: () => void): number {
  const start = performance.now()
  work()
  return (paperCount / (performance.now() - start)) * 1000
}

function storeAll(path: string, lists: readonly IncomingList[]): { first: number; again: number } {
  const library = openLibrary({ path, now: Date.now })
  const store = (): void => lists.forEach((list) => library.storeList(list, Date.now()))
  const first = perSecond(store)
  const again = perSecond(store)
  library.close()
  return { first, again }
}

/** The rows of the library at `source` into the empty library at `target`, one transaction per day. */
function insertBare(source: string, target: string): number {
  openLibrary({ path: target, now: Date.now }).close()
  const from = new Database(source, { readonly: true })
  const days = from
    .prepare<[], { list: string }>('SELECT DISTINCT list FROM listings ORDER BY list')
    .pluck()
    .all()
  const db = new Database(target)
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('cache_size = -32768')
  const batches = days.map((list) =>
    tables.map((table) => {
      const rows = from.prepare<[unknown], object>(`SELECT * FROM ${table} ${ofDay(table)}`).all(list)
      const columns = Object.keys(rows[0] ?? {})
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`
      return { insert: db.prepare<object>(sql), rows }
    }),
  )
  const speed = perSecond(() => {
    for (const batch of batches) {
      db.exec('BEGIN IMMEDIATE')
      for (const { insert, rows } of batch) for (const row of rows) insert.run(row)
      db.exec('COMMIT')
    }
  })
  const count = db.prepare('SELECT count(*) FROM papers').pluck().get()
  if (count !== paperCount) throw new Error(`the bare insert stored ${String(count)} papers`)
  from.close()
  db.close()
  return speed
}

/** The condition that picks a table's rows of one day. */
function ofDay(table: string): string {
  if (table === 'days') return `WHERE 'day:' || day = ?`
  const column = table === 'papers' ? 'id' : 'paper_id'
  return `WHERE ${column} IN (SELECT paper_id FROM listings WHERE list = ?)`
}
