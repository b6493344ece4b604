/**
 * Another place for the library, or another library in its own place. The one that is open is closed first, and is opened
 * again if anything stands in the way; it is never touched before the other one is verified, open, and written down.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join, normalize } from 'node:path'
import { AppError } from '../../src/shared/errors.ts'
import { isBackupName, stage } from './backup.ts'
import { codeOf, explained } from './db.ts'
import { asideNow, discard, filesOf, flush } from './library-files.ts'
import type { LibraryFiles } from './library-files.ts'
import { libraryName } from './file-names.ts'
import { locationOf, writeLocation } from './location.ts'
import { migrations } from './migrations/index.ts'
import type { OwnerLock } from './owner-lock.ts'

export interface Movable {
  /** Null for a library that belongs to no program, and stays where it is. */
  readonly dataDir: string | null
  readonly takeLock: (folder: string) => OwnerLock
  readonly now: () => number
  files: LibraryFiles
  lock: OwnerLock
  /** Opens the library that `files` names; throws where that is not possible. */
  readonly open: () => void
  readonly letGo: () => void
}

/**
 * Moves the library into `folder`, which is made if need be: copied, verified, opened there; what was here before is set
 * aside. Throws `place-unusable` (detail: path, reason), `library-locked` or `disk-full`; then nothing has changed.
 */
export function moveInto(movable: Movable, folder: string): string {
  const target = join(spelled(folder), libraryName)
  if (target === movable.files.path) throw unusable(target, 'same')
  if (existsSync(target)) throw unusable(target, 'taken')
  makeFolder(dirname(target))
  const before = movable.files
  const draft = `${target}.part`
  swap(movable, target, {
    make: () => {
      stage(before.path, draft, migrations.length)
      flush(draft)
      renameSync(draft, target)
      flush(dirname(target))
    },
    unmake: () => {
      discard(draft)
      discard(target)
    },
  })
  asideNow(before, movable.now())
  return target
}

/** Goes on with the library at `path`, where it is. Throws as `moveInto`, or why that library cannot be opened. */
export function useAt(movable: Movable, path: string): string {
  const target = spelled(path)
  if (target === movable.files.path) throw unusable(target, 'same')
  if (statSync(target, { throwIfNoEntry: false })?.isFile() !== true) throw unusable(target, 'missing')
  // It would go when backups are thinned out, with all that was written to it.
  if (isBackupName(basename(target))) throw unusable(target, 'backup')
  swap(movable, target, { make: () => {}, unmake: () => {} })
  return target
}

interface Making {
  readonly make: () => void
  /** Takes away what was made: nothing was written to it that is not in the present library, too. */
  readonly unmake: () => void
}

function swap(movable: Movable, target: string, { make, unmake }: Making): void {
  const { dataDir, files, lock } = movable
  if (dataDir === null) throw unusable(target, 'fixed')
  const isHere = dirname(target) === dirname(files.path)
  const other = isHere ? lock : movable.takeLock(dirname(target))
  movable.letGo()
  try {
    make()
    movable.files = filesOf(target, locationOf(dataDir, target).keepDir)
    movable.open()
    writeLocation(dataDir, target)
    movable.lock = other
    if (!isHere) lock.release()
  } catch (error) {
    movable.letGo()
    unmake()
    if (!isHere) other.release()
    movable.files = files
    movable.open()
    throw asPlace(error, target)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    // That a folder above is missing is no reason: those are made, too. On a disk that is only read it is what is said.
    throw codeOf(error) === 'ENOENT' ? unusable(folder, 'not-writable', error) : asPlace(error, folder)
  }
}

/** A folder that does not let itself be written to is a place that will not do; nothing is wrong with the library. */
function asPlace(error: unknown, path: string): unknown {
  const known = explained(error, { path })
  if (!(known instanceof AppError) || known.code !== 'read-only') return known
  return unusable(path, 'not-writable', known)
}

function spelled(path: string): string {
  const whole = normalize(path.trim().replace(/^~(?=$|[/\\])/, homedir()))
  if (!isAbsolute(whole)) throw unusable(path, 'not-absolute')
  return whole.length > 1 ? whole.replace(/[/\\]+$/, '') : whole
}

function unusable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('place-unusable', `the place is ${reason}`, { cause, detail: { path, reason } })
}
