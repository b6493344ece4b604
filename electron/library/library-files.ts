/**
 * The library's files, and putting another library in their place. Nothing is deleted: what was there is moved aside.
 * A note is written before the first move, so that a swap that was cut short is finished when the library is next opened;
 * until the new file has its name, the old one is whole in one of two places.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod/mini'

/** A library in WAL mode is up to three files; a rollback journal may be left by a crash in another mode. */
const suffixes = ['', '-wal', '-shm', '-journal'] as const

const swapNote = z.object({ aside: z.string() })

export interface LibraryFiles {
  /** The library itself. */
  readonly path: string
  /** The library that is to take its place. */
  readonly staged: string
  readonly backups: string
  /** Holds one folder for each library that was replaced. */
  readonly setAside: string
  /** Says that a swap has begun. */
  readonly note: string
}

/** `keepDir` is the folder of backups and of what was set aside. */
export function filesOf(path: string, keepDir: string): LibraryFiles {
  const folder = dirname(path)
  return {
    path,
    staged: join(folder, 'staged.sqlite'),
    backups: join(keepDir, 'backups'),
    setAside: join(keepDir, 'set-aside'),
    note: join(folder, 'swap.json'),
  }
}

/** Size of a library's files together, in bytes; 0 if there are none. */
export function sizeOf(path: string): number {
  return suffixes.reduce((sum, suffix) => {
    const found = statSync(path + suffix, { throwIfNoEntry: false })
    return sum + (found?.size ?? 0)
  }, 0)
}

/** Removes copies of ours; never the library itself. */
export function discard(copy: string): void {
  for (const suffix of suffixes) rmSync(copy + suffix, { force: true })
}

/** Copies a library with what is still in its write-ahead log. */
export function copyLibrary(from: string, to: string): void {
  discard(to)
  copyFileSync(from, to)
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`)
}

/** Sets the present library aside and puts the staged one in its place. Nobody may have either open. Returns the folder. */
export function swapIn(files: LibraryFiles, now: number): string {
  const aside = newFolder(files.setAside, new Date(now).toISOString().replace(/[:.]/g, '-'))
  flush(files.staged)
  const draft = `${files.note}.part`
  writeFileSync(draft, JSON.stringify({ aside }))
  flush(draft)
  renameSync(draft, files.note)
  flush(dirname(files.note))
  try {
    finishSwap(files)
  } catch (error) {
    // Where the first move was refused, the library stays as it is, and no later start may try again.
    if (existsSync(files.path) && existsSync(files.staged)) {
      rmSync(files.note, { force: true })
      discard(files.staged)
    }
    throw error
  }
  return aside
}

/** Sets a library aside that has been moved; where that is refused it stays, and does no harm. */
export function asideNow(files: LibraryFiles, now: number): void {
  try {
    moveAside(files, newFolder(files.setAside, new Date(now).toISOString().replace(/[:.]/g, '-')))
  } catch {
    // The library is elsewhere already; this copy of it is only one more.
  }
}

function moveAside(files: LibraryFiles, aside: string): void {
  // The log goes with its library: SQLite would take an old log for the new file's.
  for (const suffix of suffixes) {
    if (!existsSync(files.path + suffix)) continue
    renameSync(files.path + suffix, join(aside, basename(files.path) + suffix))
  }
  flush(aside)
}

/** Finishes a swap that was begun; does nothing if there is none. */
export function finishSwap(files: LibraryFiles): void {
  const aside = readNote(files.note)
  if (aside !== null && existsSync(files.staged)) {
    mkdirSync(aside, { recursive: true })
    moveAside(files, aside)
    renameSync(files.staged, files.path)
    flush(dirname(files.path))
  }
  rmSync(files.note, { force: true })
}

function readNote(path: string): string | null {
  if (!existsSync(path)) return null
  return swapNote.parse(JSON.parse(readFileSync(path, 'utf8'))).aside
}

function newFolder(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const folder = join(parent, number === 1 ? name : `${name}-${number}`)
    if (existsSync(folder)) continue
    mkdirSync(folder, { recursive: true })
    return folder
  }
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function flush(path: string): void {
  const isFolder = statSync(path).isDirectory()
  // Windows opens no folders and needs no flush of them.
  if (isFolder && process.platform === 'win32') return
  const handle = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
