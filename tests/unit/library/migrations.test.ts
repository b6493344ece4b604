import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { backupsIn } from '../../../electron/library/backup.ts'
import { migrate, migrations, versionOf } from '../../../electron/library/migrations/index.ts'
import type { Migration } from '../../../electron/library/migrations/index.ts'
import { openDatabase } from '../../../electron/library/open.ts'
import { makeDay, tempLibrary, testNow } from '../../support/temp-library.ts'

const folder = join(import.meta.dirname, '../../../electron/library/migrations')

/** SHA-256 of each released step. A step that has gone out is never edited: add another. */
const frozen: { readonly [file: string]: string } = {
  '001-papers.ts': 'f9a28035e65253d1199961418406f08c94feeecf032e4aae41a339f4944d4750',
  '002-originals.ts': '686cfbde7157a5624ab7c6c828e8b97106839316e5e61b3ae4c3667e76d068b3',
  '003-search.ts': '6392f6b693565d7daaf17879054296baba89a63f1a294180fade113929ad5924',
  '004-kept.ts': 'a923f2e1670ad73777e5c87f5ee0da0f5f09c460595934bed1fd9e492bcf4aca',
}

test('released steps are as they were released, and every step is in the list', () => {
  const files = readdirSync(folder).filter((file) => /^\d{3}-/.test(file))
  const hashes = files.map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex'),
  ])
  expect(Object.fromEntries(hashes)).toMatchObject(frozen)
  const list = readFileSync(join(folder, 'index.ts'), 'utf8')
  for (const file of Object.keys(frozen)) expect(list).toContain(`./${file}`)
  expect(migrations.length).toBeGreaterThanOrEqual(Object.keys(frozen).length)
})

/** A library of version 1 with papers in it, closed, and the steps that would follow. */
function oldLibrary() {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 3), testNow)
  temp.close()
  const open = (steps: readonly Migration[]) => {
    const db = openDatabase(temp.path, steps, {
      now: () => testNow,
      backups: join(dirname(temp.path), 'backups'),
    })
    onTestFinished(() => {
      db.close()
    })
    return db
  }
  return { temp, open }
}

const addColumn: Migration = (db) => db.exec('ALTER TABLE papers ADD COLUMN mood TEXT')
const failing: Migration = (db) => db.exec('INSERT INTO nowhere VALUES (1)')

test('a library is copied before its shape changes, and all steps run', () => {
  const { temp, open } = oldLibrary()
  const db = open([...migrations, addColumn])
  expect(versionOf(db)).toBe(migrations.length + 1)
  expect(db.prepare('SELECT count(*) AS count, max(mood) AS mood FROM papers').get()).toEqual({
    count: 3,
    mood: null,
  })
  const backups = readdirSync(join(dirname(temp.path), 'backups'))
  expect(backups).toEqual([`library-version-${migrations.length}-2026-06-23T12-00-00-000Z.sqlite`])
  const copy = new Database(join(dirname(temp.path), 'backups', backups[0] ?? ''), { readonly: true })
  expect(versionOf(copy)).toBe(migrations.length)
  expect(copy.prepare('SELECT count(*) AS count FROM papers').get()).toEqual({ count: 3 })
  copy.close()
})

test('the copy of a library of any name is told of, so that it can be restored and is thinned out', () => {
  const { temp } = oldLibrary()
  const path = join(dirname(temp.path), 'mine.sqlite')
  renameSync(temp.path, path)
  const backups = join(dirname(path), 'backups')
  openDatabase(path, [...migrations, addColumn], { now: () => testNow, backups }).close()
  expect(backupsIn(backups)).toMatchObject([{ kind: 'version', counts: { papers: 3 } }])
})

test('if one step fails, none has run', () => {
  const { open } = oldLibrary()
  expect(() => open([...migrations, addColumn, failing])).toThrow('nowhere')
  const db = open(migrations)
  expect(versionOf(db)).toBe(migrations.length)
  expect(db.prepare(`SELECT name FROM pragma_table_info('papers') WHERE name = 'mood'`).all()).toEqual([])
})

test('a new library is made without a copy, and migrating twice is migrating once', () => {
  const db = new Database(':memory:')
  migrate(db, migrations)
  const schema = db.prepare('SELECT sql FROM sqlite_schema').all()
  migrate(db, migrations)
  expect(db.prepare('SELECT sql FROM sqlite_schema').all()).toEqual(schema)
  db.close()
})
