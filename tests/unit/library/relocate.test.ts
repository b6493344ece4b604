import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { holdLibrary } from '../../../electron/library/index.ts'
import type { Library } from '../../../electron/library/library.ts'
import { readLocation } from '../../../electron/library/location.ts'
import { isSyncedFolder } from '../../../src/shared/storage.ts'
import { idsOf, makeDay, testNow } from '../../support/temp-library.ts'

interface Program {
  readonly dataDir: string
  library: Library
  /** As the next start does. */
  restart(): void
}

/** A program's folder with a library of five papers, one of them with a note. */
function program(): Program {
  const dataDir = mkdtempSync(join(tmpdir(), 'octavo-move-'))
  const open = (): Library => {
    const { library, failure } = holdLibrary({ ...readLocation(dataDir), dataDir, now: () => testNow })
    if (failure !== null) throw failure
    return library
  }
  const running = {
    dataDir,
    library: open(),
    restart: () => {
      running.library.close()
      running.library = open()
    },
  }
  onTestFinished(() => {
    running.library.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  running.library.storeList(makeDay('2026-06-23', 5), testNow)
  const [paperId = 0] = idsOf(running.library, 'everything')
  running.library.saveNote({ paperId, text: 'Mine', baseRevision: 0, session: 'a' })
  return running
}

function counts({ library }: Program): unknown {
  const { everything, notes } = library.counts()
  return { everything, notes }
}

const whole = { everything: 5, notes: 1 }

describe('moving the library', () => {
  it('copies it, goes on there, keeps what was here aside, and finds it at the next start', () => {
    const moved = program()
    const home = moved.library.place()
    moved.library.backUp(true)
    const target = join(moved.dataDir, 'elsewhere', 'deep')
    expect(moved.library.moveTo(target)).toBe(join(target, 'library.sqlite'))
    expect(counts(moved)).toEqual(whole)
    expect(moved.library.undo()).toMatchObject({ kind: 'note' })
    expect(existsSync(home)).toBe(false)
    const [aside = ''] = readdirSync(join(moved.dataDir, 'set-aside'))
    expect(existsSync(join(moved.dataDir, 'set-aside', aside, 'library.sqlite'))).toBe(true)

    moved.restart()
    expect(moved.library.place()).toBe(join(target, 'library.sqlite'))
    expect(counts(moved)).toEqual({ everything: 5, notes: 0 })
    // Its new backups are beside it, and those of before are still told of.
    expect(moved.library.backUp(true)?.path).toContain(target)
    expect(moved.library.storage().backups).toHaveLength(2)

    expect(moved.library.moveTo(dirname(home))).toBe(home)
    moved.restart()
    expect(moved.library.place()).toBe(home)
    expect(existsSync(join(moved.dataDir, 'location.json'))).toBe(false)
  })

  it.each([
    ['where there is a library', 'taken', (dir: string) => writeFileSync(join(dir, 'library.sqlite'), 'x')],
    [
      'that is a file',
      'not-writable',
      (dir: string) => (rmSync(dir, { recursive: true }), writeFileSync(dir, '')),
    ],
  ])('into a folder %s changes nothing', (_what, reason, prepare) => {
    const moved = program()
    const folder = join(moved.dataDir, 'target')
    mkdirSync(folder)
    prepare(folder)
    const before = moved.library.place()
    expect(() => moved.library.moveTo(folder)).toThrow(
      expect.objectContaining({
        code: 'place-unusable',
        detail: expect.objectContaining({ reason }) as unknown,
      }),
    )
    expect(moved.library.place()).toBe(before)
    expect(counts(moved)).toEqual(whole)
    moved.restart()
    expect(counts(moved)).toEqual(whole)
  })

  it.skipIf(process.getuid?.() === 0)('into a folder that may not be written changes nothing', () => {
    const moved = program()
    const folder = join(moved.dataDir, 'target')
    mkdirSync(folder)
    chmodSync(folder, 0o500)
    expect(() => moved.library.moveTo(folder)).toThrow(expect.objectContaining({ code: 'place-unusable' }))
    expect(counts(moved)).toEqual(whole)
  })

  it('takes whole paths only, and none where it is', () => {
    const { library } = program()
    const refused = (folder: string): unknown => {
      try {
        return library.moveTo(folder)
      } catch (error) {
        return (error as { detail: { reason: string } }).detail.reason
      }
    }
    expect([refused('Notes'), refused(dirname(library.place()))]).toEqual(['not-absolute', 'same'])
  })
})

describe('another library', () => {
  it('is opened where it is, and the first one stays where it was', () => {
    const [first, second] = [program(), program()]
    second.library.storeList(makeDay('2026-06-22', 3), testNow)
    const [home, other] = [first.library.place(), second.library.place()]
    // While another program has it, it is that one's.
    expect(() => first.library.useLibrary(other)).toThrow(expect.objectContaining({ code: 'library-locked' }))
    expect(counts(first)).toEqual(whole)
    second.library.close()

    expect(first.library.useLibrary(other)).toBe(other)
    first.restart()
    expect(counts(first)).toEqual({ everything: 8, notes: 1 })
    expect(first.library.useLibrary(home)).toBe(home)
    expect(counts(first)).toEqual(whole)
    second.restart()
  })

  it('that cannot be opened leaves this one open', () => {
    const first = program()
    const [damaged, foreign] = [join(first.dataDir, 'a.sqlite'), join(first.dataDir, 'b', 'b.sqlite')]
    mkdirSync(dirname(foreign))
    writeFileSync(damaged, readFileSync(first.library.place()).fill(7, 0, 2048))
    writeFileSync(foreign, 'Dear diary, '.repeat(500))
    for (const path of [damaged, foreign, join(first.dataDir, 'none.sqlite')]) {
      expect(() => first.library.useLibrary(path)).toThrow()
      expect(counts(first)).toEqual(whole)
    }
    first.restart()
    expect(counts(first)).toEqual(whole)
  })

  it('that is a backup is not gone on with: it goes when backups are thinned out', () => {
    const first = program()
    const backup = first.library.backUp(true)?.path ?? ''
    expect(() => first.library.useLibrary(backup)).toThrow(
      expect.objectContaining({
        code: 'place-unusable',
        detail: expect.objectContaining({ reason: 'backup' }) as unknown,
      }),
    )
    expect(counts(first)).toEqual(whole)
  })

  it('that is gone at the next start is missed, and none is begun in its place', () => {
    const first = program()
    first.library.moveTo(join(first.dataDir, 'drive'))
    const path = first.library.place()
    first.library.close()
    rmSync(dirname(path), { recursive: true })
    expect(() => readLocation(first.dataDir)).toThrow(expect.objectContaining({ code: 'library-away' }))
    expect(existsSync(path)).toBe(false)
    rmSync(join(first.dataDir, 'location.json'))
    first.restart()
  })
})

it('a folder that other computers share is known by its name', () => {
  for (const path of [
    '/home/ada/Dropbox/Octavo',
    'C:\\Users\\ada\\OneDrive - Work\\x',
    '/Users/a/Library/CloudStorage/x',
  ])
    expect(isSyncedFolder(path), path).toBe(true)
  for (const path of ['/home/ada/Octavo', '~/dropped/box', '']) expect(isSyncedFolder(path), path).toBe(false)
})
