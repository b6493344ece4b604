import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { explained, tx } from '../../../electron/library/db.ts'
import { AppError } from '../../../src/shared/errors.ts'

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['SQLITE_CANTOPEN_ISDIR', 'read-only'],
  ['SQLITE_CORRUPT_VTAB', 'library-damaged'],
  ['SQLITE_NOTADB', 'library-damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'library-locked'],
])('%s is %s', (code, expected) => {
  const error = explained(new Database.SqliteError('words of a library', code), { path: '/x' })
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: expected, detail: { path: '/x', sqlite: code } })
})

test('what is not expected stays what it is', () => {
  const bug = new Database.SqliteError('no such column', 'SQLITE_ERROR')
  expect(explained(bug)).toBe(bug)
  const known = new AppError('conflict', 'x')
  expect(explained(known)).toBe(known)
})

test('a full disk takes the whole transaction back and leaves the library usable', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (x)')
  db.pragma('max_page_count = 20')
  const fill = () =>
    tx(db, () => {
      for (let row = 0; row < 1000; row += 1) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(1000))
    })
  expect(fill).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
  expect(db.prepare('SELECT count(*) AS count FROM t').get()).toEqual({ count: 0 })
  tx(db, () => db.prepare('INSERT INTO t VALUES (1)').run())
  expect(db.prepare('SELECT count(*) AS count FROM t').get()).toEqual({ count: 1 })
  db.close()
})

test('a transaction inside another is part of it', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (x)')
  expect(() =>
    tx(db, () => {
      tx(db, () => db.prepare('INSERT INTO t VALUES (1)').run())
      throw new Error('after all')
    }),
  ).toThrow('after all')
  expect(db.prepare('SELECT * FROM t').all()).toEqual([])
  db.close()
})
