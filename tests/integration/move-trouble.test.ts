/** The library moved to a disk that is too small for it, at every size, or that may only be read. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { readLocation } from '../../electron/library/location.ts'
import { AppError } from '../../src/shared/errors.ts'
import { failureText } from '../../src/text/failure-messages.ts'
import { hasSmallDisks, smallDisk } from '../support/small-disk.ts'
import { makeDay, testNow } from '../support/temp-library.ts'

let dataDir: string
let library: Library

function open(): Library {
  const held = holdLibrary({ ...readLocation(dataDir), dataDir, now: () => testNow })
  if (held.failure !== null) throw held.failure
  return held.library
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'octavo-move-'))
  library = open()
  library.storeList(makeDay('2026-06-23', 30), testNow)
  library.saveNote({ paperId: 1, text: 'Mine', baseRevision: 0, session: 'a' })
})
afterEach(() => {
  library.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function failureOf(folder: string): AppError | null {
  try {
    library.moveTo(folder)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error
  }
}

/** The library is where it was, can be written to, and is found there by the next start. */
function expectWhole(home: string): void {
  expect(library.place()).toBe(home)
  const { text, revision } = library.paper(1).note
  library.saveNote({ paperId: 1, text: `${text}.`, baseRevision: revision, session: 'a' })
  library.close()
  library = open()
  expect(library.place()).toBe(home)
  expect(library.paper(1).note.text).toBe(`${text}.`)
  expect(library.counts().everything).toBe(30)
  expect(existsSync(join(dataDir, 'set-aside'))).toBe(false)
}

describe.skipIf(!hasSmallDisks())('moving the library', () => {
  it('to a disk that is too small changes nothing, says so, and leaves nothing there', () => {
    const home = library.place()
    let refused = 0
    for (let size = 16; library.place() === home; size += 48) {
      const disk = smallDisk(size)
      try {
        const failure = failureOf(join(disk.path, 'octavo'))
        if (failure === null) expectMovedBack()
        else {
          refused += 1
          expect(failure.code).toBe('disk-full')
          expect(failureText(failure.toFailure()).title).toMatch(/disk/i)
          const left = existsSync(join(disk.path, 'octavo')) ? readdirSync(join(disk.path, 'octavo')) : []
          expect(left.filter((name) => name.startsWith('library'))).toEqual([])
          expectWhole(home)
        }
      } finally {
        disk.unmount()
      }
    }
    expect(refused).toBeGreaterThan(4)
  })

  function expectMovedBack(): void {
    const away = library.place()
    expect(library.paper(1).note.text).toMatch(/^Mine\.+$/)
    expect(library.moveTo(join(dataDir, 'home'))).toBe(join(dataDir, 'home', 'library.sqlite'))
    expect(existsSync(away)).toBe(false)
  }

  it('to a disk that may only be read changes nothing, and says which place it is', () => {
    const home = library.place()
    const disk = smallDisk(64)
    try {
      disk.readOnly(true)
      const failure = failureOf(join(disk.path, 'octavo'))
      expect(failure).toMatchObject({ code: 'place-unusable', detail: { reason: 'not-writable' } })
      expectWhole(home)
    } finally {
      disk.unmount()
    }
  })
})
