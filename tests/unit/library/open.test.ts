import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../../../electron/library/index.ts'
import { migrations } from '../../../electron/library/migrations/index.ts'
import { openDatabase } from '../../../electron/library/open.ts'
import { assertRuntime } from '../../../electron/library/runtime.ts'
import { startChild } from '../../support/child-process.ts'
import { makeDay, tempLibrary, testNow } from '../../support/temp-library.ts'

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-open-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

function open(path: string) {
  return openLibrary({ path, shell: 'test', now: () => testNow })
}

function failing(path: string): unknown {
  try {
    open(path).close()
  } catch (error) {
    return error
  }
  throw new Error('it opened')
}

describe('a second owner', () => {
  test('is refused and told who has the library, and gets it when that one is killed', async () => {
    const path = join(tempFolder(), 'library.sqlite')
    const child = startChild(path, 'hold')
    await child.opened()
    expect(failing(path)).toMatchObject({
      code: 'library-locked',
      detail: { pid: child.process.pid, shell: 'child' },
    })
    await child.kill()
    const library = open(path)
    expect(library.counts().everything).toBe(0)
    library.close()
  })

  test('in the same process is refused too, until the first closes', () => {
    const temp = tempLibrary()
    expect(failing(temp.path)).toMatchObject({
      code: 'library-locked',
      detail: { pid: process.pid, shell: 'test' },
    })
    temp.reopen()
    expect(temp.library.counts().everything).toBe(0)
  })
})

// No test can take the power away: that a change is on the disk when it is answered is SQLite's promise, if asked for.
test('every change is flushed, rows keep to each other, and a file that came from elsewhere runs nothing', () => {
  const folder = tempFolder()
  const path = join(folder, 'library.sqlite')
  const db = openDatabase(path, migrations, { now: () => testNow, backups: join(folder, 'backups') })
  onTestFinished(() => void db.close())
  const asked = ['journal_mode', 'synchronous', 'checkpoint_fullfsync', 'foreign_keys', 'trusted_schema']
  const [full, on, off] = [2, 1, 0]
  expect(asked.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', full, on, on, off])
})

describe('a file that is not a library of this version', () => {
  test('of another program is refused and stays as it was', () => {
    const path = join(tempFolder(), 'library.sqlite')
    const db = new Database(path)
    db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')
    db.close()
    const bytes = readFileSync(path)
    expect(failing(path)).toMatchObject({ code: 'library-foreign' })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('of a newer Octavo is refused and stays as it was', () => {
    const path = join(tempFolder(), 'library.sqlite')
    open(path).close()
    const db = new Database(path)
    db.pragma('journal_mode = DELETE')
    db.pragma('user_version = 999')
    db.close()
    const bytes = readFileSync(path)
    expect(failing(path)).toMatchObject({ code: 'library-newer', detail: { version: 999 } })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test.each([
    ['text', 'This is not a database, but it is long enough to have a header. '.repeat(20)],
    ['a cut header', 'SQLite format 3\u0000'],
  ])('made of %s is called damaged', (_, content) => {
    const path = join(tempFolder(), 'library.sqlite')
    writeFileSync(path, content)
    expect(failing(path)).toMatchObject({ code: 'library-damaged', detail: { path } })
    expect(readFileSync(path, 'utf8')).toBe(content)
    // The refusal let go of the lock.
    rmSync(path)
    open(path).close()
  })

  test('with a damaged page says so when that page is read', () => {
    const temp = tempLibrary()
    temp.library.storeList(makeDay('2026-06-22', 400), testNow)
    temp.close()
    const bytes = readFileSync(temp.path)
    bytes.fill(0xa5, 4096 * 3)
    writeFileSync(temp.path, bytes)
    expect(() => {
      temp.library = open(temp.path)
      temp.library.rows(Array.from({ length: 400 }, (_, index) => index + 1))
    }).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  })
})

test('a folder that cannot be made is read-only', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(failing(join(folder, 'file', 'library.sqlite'))).toMatchObject({ code: 'read-only' })
})

test('the folder is made, and closing leaves nothing but the library and its lock', () => {
  const folder = join(tempFolder(), 'deep', 'library')
  const library = open(join(folder, 'library.sqlite'))
  library.storeList(makeDay('2026-06-22', 3), testNow)
  expect(existsSync(join(folder, 'owner.json'))).toBe(true)
  library.close()
  expect(readdirSync(folder).sort((a, b) => a.localeCompare(b))).toEqual(['library.sqlite', 'owner.sqlite'])
})

test('the file has the settings that keep it safe', () => {
  const temp = tempLibrary()
  expect(temp.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(temp.query('PRAGMA application_id')).toEqual([{ application_id: 0x4f637476 }])
  expect(
    temp.query(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
    AND name NOT LIKE 'sqlite_%'`),
  ).toEqual([])
})

describe('the machine', () => {
  const machine = (temp: ReturnType<typeof tempLibrary>) =>
    temp.query(`SELECT value FROM meta WHERE key = 'machine_id'`)

  test('keeps its id, and a copy on another machine gets another', () => {
    const temp = tempLibrary({ machineName: 'desk' })
    const id = machine(temp)
    temp.reopen()
    expect(machine(temp)).toEqual(id)
    temp.close()
    temp.library = openLibrary({ path: temp.path, machineName: 'laptop', now: () => testNow })
    expect(machine(temp)).not.toEqual(id)
  })
})

test('a runtime that would crash on loading SQLite is refused in words, unless it has its own build', () => {
  expect(() => assertRuntime('9', () => false)).toThrow(
    expect.objectContaining({ code: 'unsupported-runtime' }),
  )
  expect(() => assertRuntime(undefined, () => false)).toThrow(
    expect.objectContaining({ code: 'unsupported-runtime' }),
  )
  expect(() => assertRuntime('9', () => true)).not.toThrow()
  expect(() => assertRuntime('10', () => false)).not.toThrow()
})
