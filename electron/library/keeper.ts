/**
 * The library's keeper: holds the lock and the open library, and changes which file that is, by a restore, a new start
 * or a repair. What it can do, it can also do for a library that does not open.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { localDayAt } from '../../src/shared/days.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { LibraryCopy, Recovery, StorageFacts } from '../../src/shared/storage.ts'
import { backupsIn, hasBackup, makeBackup, setAsideIn, stage } from './backup.ts'
import type { Db } from './db.ts'
import { codeOf, explained } from './db.ts'
import { discard, filesOf, finishSwap, flush, sizeOf, swapIn } from './library-files.ts'
import type { LibraryFiles } from './library-files.ts'
import type { Keeping, Library } from './library.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open.ts'
import type { OwnerLock } from './owner-lock.ts'
import { moveInto, useAt } from './relocate.ts'
import type { Movable } from './relocate.ts'
import { openDamaged } from './read-damaged.ts'
import { salvage } from './salvage.ts'
import type { Salvaged } from './salvage.ts'

/** The library without what concerns its files. */
export type OpenedLibrary = Omit<Library, keyof Keeping>

export interface Opened {
  readonly library: OpenedLibrary
  readonly db: Db
}

export interface KeeperParts {
  readonly path: string
  /** Folder of backups and of what is set aside. */
  readonly keepDir: string
  readonly now: () => number
  readonly create: (db: Db) => OpenedLibrary
  /** Where it is written down that the library is elsewhere; null for one that stays where it is. */
  readonly dataDir: string | null
  /** Held for the library's folder; the keeper lets go of it. */
  readonly lock: OwnerLock
  readonly takeLock: (folder: string) => OwnerLock
}

export interface Keeper extends Keeping {
  /** The open library. Throws why there is none. */
  library(): OpenedLibrary
  /** Why the library could not be opened; null if it is open. */
  failure(): AppError | null
  /** Closes the file and lets go of the lock; it is then as if it had never been opened. */
  close(): null
}

/** A library that a repair or another file can help: the keeper then goes on without an open one. */
const mendable = ['library-damaged', 'library-foreign']

/** Opens the library. Throws for what no other file could help: it is newer, the disk is full, the folder read-only. */
export function keepLibrary(parts: KeeperParts): Keeper {
  const files = filesOf(parts.path, parts.keepDir)
  const context: Context = {
    ...parts,
    files,
    opened: null,
    failure: null,
    open: () => {
      open(context)
      if (context.failure !== null) throw context.failure
    },
    letGo: () => void letGo(context),
  }
  open(context)
  const current = (): Opened => {
    if (context.opened !== null) return context.opened
    throw context.failure ?? new AppError('internal', 'the library is closed')
  }
  return {
    library: () => current().library,
    failure: () => context.failure,
    storage: () => storage(context),
    backUp: (isForced) => backUp(context, current(), isForced),
    replaceWith: (path) => {
      stage(path, files.staged, migrations.length)
      return replace(context)
    },
    place: () => context.files.path,
    moveTo: (folder) => {
      const { backups } = context.files
      const path = moveInto(context, folder)
      // The backups of before stay where they are, and are told of.
      settled(() => rememberFolder(context.files, backups))
      return path
    },
    useLibrary: (path) => useAt(context, path),
    startOver: () => {
      stageNew(context)
      return replace(context)
    },
    recover: () => recover(context),
    close: () => {
      letGo(context)
      context.lock.release()
      return null
    },
  }
}

interface Context extends Omit<KeeperParts, 'lock'>, Movable {
  opened: Opened | null
  failure: AppError | null
}

function open(context: Context): void {
  const { files, now, create } = context
  context.failure = null
  try {
    finishSwap(files)
    discard(files.staged)
    const db = openDatabase(files.path, migrations, { now, backups: files.backups })
    try {
      context.opened = { db, library: create(db) }
    } catch (error) {
      db.close()
      throw codeOf(error) === 'SQLITE_ERROR' ? unfamiliar(error) : error
    }
  } catch (error) {
    const known = explained(error, { path: files.path })
    if (!(known instanceof AppError) || !mendable.includes(known.code)) throw known
    context.failure = new AppError(known.code, known.message, {
      cause: error,
      detail: { ...known.detail, path: files.path },
    })
  }
}

/** Its version is known, and yet it has not the tables of it: a byte of its schema has changed. */
function unfamiliar(error: unknown): AppError {
  return new AppError('library-damaged', `not the tables of its version: ${String(error)}`, { cause: error })
}

/** Closes the file, also one that is damaged or on a full disk and does not let itself be closed as it should. */
function letGo(context: Context): null {
  const { opened } = context
  context.opened = null
  try {
    opened?.library.close()
  } catch {
    // Its last marks could not be written: it counts as not closed, and is checked when it is next opened.
  }
  if (opened?.db.open === true) opened.db.close()
  return null
}

/** Puts the staged library in the place of the present one, and opens what is there afterwards. */
function replace(context: Context): null {
  letGo(context)
  try {
    swapIn(context.files, context.now())
  } finally {
    open(context)
  }
  if (context.failure !== null) throw context.failure
  return null
}

function stageNew({ files, now }: Context): void {
  discard(files.staged)
  const db = openDatabase(files.staged, migrations, { now, backups: files.backups })
  db.pragma('journal_mode = DELETE')
  db.close()
}

/** Damaged: the newest backup that is whole, or a new library, with all that can be read of the damaged file. */
function recover(context: Context): Recovery {
  const { files, now } = context
  letGo(context)
  try {
    const backup = stageNewest(context)
    if (backup === null) stageNew(context)
    const saved = salvaged(context)
    const setAside = swapIn(files, now())
    return { backupAt: backup?.at ?? null, ...saved, setAside }
  } finally {
    open(context)
  }
}

function stageNewest({ files }: Context): LibraryCopy | null {
  const copies = backupFolders(files).flatMap(backupsIn)
  for (const copy of copies.toSorted((a, b) => b.at - a.at)) {
    try {
      stage(copy.path, files.staged, migrations.length)
      return copy
    } catch (error) {
      // The next one, unless there is no room for any.
      if (error instanceof AppError && ['disk-full', 'read-only'].includes(error.code)) throw error
    }
  }
  return null
}

function salvaged({ files, now }: Context): Salvaged {
  const copy = join(dirname(files.path), 'damaged.sqlite')
  const from = existsSync(files.path) ? openDamaged(files.path, copy, files.staged) : null
  if (from === null) return { notes: 0, decisions: 0, papers: 0 }
  try {
    const into = openDatabase(files.staged, migrations, { now, backups: files.backups })
    try {
      return salvage(from, into, now())
    } finally {
      into.pragma('journal_mode = DELETE')
      into.close()
    }
  } finally {
    from.close()
  }
}

function backUp(context: Context, { library, db }: Opened, isForced: boolean): LibraryCopy | null {
  const { files, now } = context
  const { backupFolder } = library.settings()
  const folder = backupFolder ?? files.backups
  const day = localDayAt(now())
  if (!isForced && hasBackup(folder, day)) return null
  const made = makeBackup(db, folder, day)
  if (backupFolder !== null) rememberFolder(files, backupFolder)
  return made
}

function storage({ files, opened }: Context): StorageFacts {
  const chosen = settled(() => opened?.library.settings().backupFolder)
  const folders = [...new Set([chosen ?? files.backups, ...backupFolders(files)])]
  return {
    libraryPath: files.path,
    bytes: sizeOf(files.path),
    backupFolder: folders[0] ?? files.backups,
    backups: folders.flatMap(backupsIn).toSorted((a, b) => b.at - a.at),
    setAside: setAsideIn(files.setAside, basename(files.path)),
  }
}

/** The value, or undefined where the library cannot be asked. */
function settled<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

/** The setting is in the library, which may be what is damaged; so the folder is also written down beside the backups. */
function noteOfFolder(files: LibraryFiles): string {
  return join(files.backups, 'elsewhere.txt')
}

function rememberFolder(files: LibraryFiles, folder: string): void {
  const note = noteOfFolder(files)
  mkdirSync(files.backups, { recursive: true })
  writeFileSync(note, folder)
  flush(note)
}

function backupFolders(files: LibraryFiles): string[] {
  const elsewhere = settled(() => readFileSync(noteOfFolder(files), 'utf8').trim())
  return elsewhere === undefined || elsewhere === '' ? [files.backups] : [files.backups, elsewhere]
}
