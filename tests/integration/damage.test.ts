import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { AppError } from '../../src/shared/errors.ts'
import { failureText } from '../../src/text/failure-messages.ts'
import { hasSmallDisks, smallDisk } from '../support/small-disk.ts'
import { idsOf, makeDay } from '../support/temp-library.ts'

/** Files that are damaged; each number is a seed, so that one can be tried again. */
const files = 200
const pageSize = 4096
const noon = Date.parse('2026-06-23T12:00:00Z')

/** Small, and the same everywhere for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number

function overwrite(path: string, at: number, length: number, random: Random): void {
  const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, length, at)
  closeSync(file)
}

/** What happens to a library file. It gets the path; the write-ahead log is beside it. */
const damages: { readonly [kind: string]: (path: string, random: Random) => void } = {
  'a page overwritten': (path, random) => {
    const page = Math.floor((random() * statSync(path).size) / pageSize)
    overwrite(path, page * pageSize, pageSize, random)
  },
  'some pages overwritten': (path, random) => {
    for (let count = 0; count < 12; count += 1) {
      const page = 1 + Math.floor(random() * (statSync(path).size / pageSize - 1))
      overwrite(path, page * pageSize, pageSize, random)
    }
  },
  'some bytes flipped': (path, random) => {
    for (let count = 0; count < 40; count += 1)
      overwrite(path, Math.floor(random() * statSync(path).size), 1, random)
  },
  'cut short': (path, random) => truncateSync(path, Math.floor(random() * statSync(path).size)),
  'cut through a note': (path, random) => {
    const bytes = readFileSync(path)
    const note = bytes.indexOf('What it says matters.', Math.floor((random() * bytes.length) / 2))
    truncateSync(path, note + Math.floor(random() * pageSize))
  },
  // With its log, which has the first page, SQLite would not even notice.
  'a zeroed header': (path) => {
    rmSync(`${path}-wal`)
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(100), 0, 100, 0)
    closeSync(file)
  },
  'the log missing': (path) => rmSync(`${path}-wal`),
  'a log of noise': (path, random) => {
    const size = statSync(`${path}-wal`).size
    const at = Math.floor(random() * size)
    overwrite(`${path}-wal`, at, size - at, random)
  },
  'a log that is not one': (path, random) => {
    writeFileSync(`${path}-wal`, Buffer.from(Array.from({ length: 9000 }, () => Math.floor(random() * 256))))
  },
  emptied: (path) => truncateSync(path, 0),
}

const kinds = Object.keys(damages)

let root: string
/** A library with a log that has not been taken over, closed by nobody; with and without a backup beside it. */
let template: string

beforeAll(() => {
  // In memory where there is some: what waits for a disk is tested elsewhere.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'octavo-damage-'))
  template = join(root, 'template')
  const live = join(root, 'live')
  const { library } = holdLibrary({ path: join(live, 'library.sqlite'), now: () => noon })
  for (const day of ['2026-06-19', '2026-06-22']) library.storeList(makeDay(day, 150), noon)
  writeNotes(library, 0, 120)
  library.backUp(true)
  library.storeList(makeDay('2026-06-23', 60), noon)
  writeNotes(library, 100, 220)
  mkdirSync(template)
  // While it is open: what was written last is in the log only.
  for (const name of ['library.sqlite', 'library.sqlite-wal'])
    copyFileSync(join(live, name), join(template, name))
  cpSync(join(live, 'backups'), join(template, 'backups'), { recursive: true })
  library.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Every text that was ever written: any other is garbled. */
const written = new Set<string>()

function writeNotes(library: Library, from: number, to: number): void {
  const ids = idsOf(library, 'everything').toSorted((a, b) => a - b)
  for (const paperId of ids.slice(from, to)) {
    const { revision } = library.paper(paperId).note
    const text = `Note ${revision} on ${paperId}. ${'What it says matters. '.repeat(paperId % 90)}`
    written.add(text)
    library.saveNote({ paperId, text, baseRevision: revision, session: `${paperId} ${revision}` })
    if (paperId % 3 === 0) library.change([paperId], { field: 'verdict', value: 'later' })
  }
}

/** The notes that SQLite itself can still read of a damaged file, by paper. It gets a copy, so that nothing is mended. */
function readableNotes(path: string): Map<number, string> {
  const copy = join(root, 'readable.sqlite')
  for (const suffix of ['', '-wal']) {
    rmSync(copy + suffix, { force: true })
    if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix)
  }
  const found = new Map<number, string>()
  const db = new Database(copy)
  try {
    const find = db.prepare<[number], { text: unknown }>('SELECT text FROM notes WHERE paper_id = ?')
    for (let id = 1; id <= 400; id += 1) {
      try {
        const text = find.get(id)?.text
        if (typeof text === 'string') found.set(id, text)
      } catch {
        // On a page that is gone.
      }
    }
  } catch {
    // Not even the schema.
  } finally {
    db.close()
  }
  return found
}

/** Whether the library does what a reader does, and passes its own check. */
function serves(library: Library): boolean {
  try {
    // The check comes first, as after any unclean end: writing into a damaged file may damage more of it.
    for (let part = 0; ; part += 1) {
      const health = library.checkPart(part)
      if (health === 'damaged') return false
      if (health === null) break
    }
    for (const id of idsOf(library, 'everything')) library.paper(id)
    library.counts()
    library.search({ text: 'matters', order: 'relevance', limit: 50 }, 10)
    return true
  } catch (error) {
    if (error instanceof AppError && ['library-damaged', 'library-foreign', 'not-found'].includes(error.code))
      return false
    throw error
  }
}

function hasSentence(failure: AppError): boolean {
  const { title } = failureText(failure.toFailure())
  return failure.code !== 'internal' && title !== ''
}

interface Outcome {
  readonly kind: string
  readonly wasRepaired: boolean
  readonly readable: number
}

function tryDamaged(seed: number): Outcome {
  const random = randomOf(seed)
  const kind = kinds[seed % kinds.length] ?? ''
  const folder = join(root, `case-${seed}`)
  const path = join(folder, 'library.sqlite')
  cpSync(template, folder, { recursive: true })
  if (random() < 0.4) rmSync(join(folder, 'backups'), { recursive: true })
  damages[kind]?.(path, random)
  const damaged = readFileSync(path)
  const readable = readableNotes(path)
  const { library, failure } = holdLibrary({ path, now: () => noon + 86_400_000 })
  try {
    if (failure !== null) expect(hasSentence(failure), `${kind} ${seed}`).toBe(true)
    const wasRepaired = failure !== null || !serves(library)
    if (wasRepaired) {
      const { setAside } = library.recover()
      // The damaged file is still there, byte for byte where it was not even opened.
      const kept = readFileSync(join(setAside, 'library.sqlite'))
      if (failure !== null)
        expect(
          kept.equals(damaged) ||
            existsSync(join(setAside, 'library.sqlite-wal')) ||
            kept.length >= damaged.length,
        ).toBe(true)
      expect(serves(library), `${kind} ${seed}: after the repair`).toBe(true)
    }
    for (const [id, text] of readable)
      expect(keptText(library, id, text), `${kind} ${seed}: note ${id}`).toBe(true)
    return { kind, wasRepaired, readable: readable.size }
  } finally {
    library.close()
    rmSync(folder, { recursive: true })
  }
}

/** The text itself; for one that is garbled and can be read all the same, that or an older one that is not. */
function keptText(library: Library, id: number, text: string): boolean {
  const found = library.paper(id).note.text
  return written.has(text) ? found === text : found !== ''
}

test(`${files} damaged files open with a clear message or work, and keep every note that can be read`, () => {
  const outcomes = Array.from({ length: files }, (_, seed) => tryDamaged(seed))
  const table = kinds.map((kind) => {
    const of = outcomes.filter((outcome) => outcome.kind === kind)
    return {
      kind,
      files: of.length,
      repaired: of.filter(({ wasRepaired }) => wasRepaired).length,
      notes: of.reduce((sum, { readable }) => sum + readable, 0),
    }
  })
  process.stdout.write(`${JSON.stringify(table)}\n`)
  // The damage was real, and there was something to keep.
  expect(outcomes.filter(({ wasRepaired }) => wasRepaired).length).toBeGreaterThan(files / 3)
  expect(outcomes.reduce((sum, { readable }) => sum + readable, 0)).toBeGreaterThan(files * 50)
}, 600_000)

test.skipIf(!hasSmallDisks())('a full disk and a read-only one are said, and nothing is lost', () => {
  const disk = smallDisk(3 * 1024)
  const path = join(disk.path, 'library', 'library.sqlite')
  try {
    const first = holdLibrary({ path, now: () => noon })
    first.library.storeList(makeDay('2026-06-23', 30), noon)
    writeNotes(first.library, 0, 20)
    disk.fill()
    const failed = failureOf(() => {
      for (let round = 0; ; round += 1) writeNotes(first.library, 0, 30)
    })
    expect(failed?.code).toBe('disk-full')
    expect(failureOf(() => first.library.backUp(true))?.code).toBe('disk-full')
    const notes = idsOf(first.library, 'everything').map((id) => first.library.paper(id).note)
    disk.free()
    expect(idsOf(first.library, 'everything').map((id) => first.library.paper(id).note)).toEqual(notes)
    first.library.close()

    disk.readOnly(true)
    const refused = failureOf(() => holdLibrary({ path, now: () => noon }))
    expect(refused?.code).toBe('read-only')
    disk.readOnly(false)
    const again = holdLibrary({ path, now: () => noon })
    expect(idsOf(again.library, 'everything').map((id) => again.library.paper(id).note)).toEqual(notes)
    again.library.close()
  } finally {
    disk.unmount()
  }
})

function failureOf(work: () => void): AppError | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error
  }
}
