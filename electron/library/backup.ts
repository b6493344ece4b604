/**
 * Backups: made by SQLite into a file of their own, verified before they get their name, and thinned out as they age.
 * Also what is needed to take one back: a verified copy of it, staged beside the library (library-files.ts).
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import Database from 'better-sqlite3'
import { isDay, isoWeekOf } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { CopyCounts, LibraryCopy } from '../../src/shared/storage.ts'
import type { Db } from './db.ts'
import { explained } from './db.ts'
import { problemsOf } from './health.ts'
import { copyLibrary, discard, flush } from './library-files.ts'
import { applicationId, applicationOf, versionOf } from './migrations/index.ts'

const dailyKept = 7
const weeklyKept = 4

/** The name of a day's backup. It says whose it is, because the folder may be one with other things in it. */
function nameOf(day: Day): string {
  return `octavo-${day}.sqlite`
}

function dayOf(name: string): Day | null {
  const day = /^octavo-(\d{4}-\d\d-\d\d)\.sqlite$/.exec(name)?.[1]
  return day !== undefined && isDay(day) ? day : null
}

const versionCopy = /^library-version-(\d+)-.*\.sqlite$/

/** Whether a file of this name may be thinned out, or written anew, as a backup. */
export function isBackupName(name: string): boolean {
  return dayOf(name) !== null || versionCopy.test(name)
}

/**
 * Of the file names of a folder those that may go: of daily backups all but the newest 7 and, of the weeks before those,
 * the newest of each of 4; of the copies made before a change of shape all but the newest of each version. Names that
 * are not ours stay.
 */
export function expired(names: readonly string[]): string[] {
  const newestFirst = names.toSorted().toReversed()
  const older = newestFirst.filter((name) => dayOf(name) !== null).slice(dailyKept)
  const weekly = new Map<string, string>()
  for (const name of older) {
    const week = isoWeekOf(dayOf(name) ?? '')
    if (weekly.size < weeklyKept && !weekly.has(week)) weekly.set(week, name)
  }
  const kept = new Set(weekly.values())
  const versions = new Map<string, string>()
  const oldCopies = newestFirst.filter((name) => {
    const version = versionCopy.exec(name)?.[1]
    if (version === undefined || !versions.has(version)) {
      if (version !== undefined) versions.set(version, name)
      return false
    }
    return true
  })
  return [...older.filter((name) => !kept.has(name)), ...oldCopies]
}

/** Whether `folder` has a backup of the day. */
export function hasBackup(folder: string, day: Day): boolean {
  return existsSync(join(folder, nameOf(day)))
}

/**
 * Makes the backup of `day` and thins out the older ones. Until it is verified it has another name, so that whatever
 * happens meanwhile, a file with the name of a backup is one. Throws `backup-unusable` if what was written is not whole
 * or the folder cannot be written to, and `disk-full`.
 */
export function makeBackup(db: Db, folder: string, day: Day): LibraryCopy {
  const path = join(folder, nameOf(day))
  const draft = `${path}.part`
  try {
    if (!isAbsolute(folder)) throw new AppError('read-only', 'the folder is not spelled out')
    mkdirSync(folder, { recursive: true })
    rmSync(draft, { force: true })
    db.prepare('VACUUM INTO ?').run(draft)
    withCopy(draft, (copy) => assertSound(copy, draft))
    flush(draft)
    renameSync(draft, path)
    flush(dirname(path))
  } catch (error) {
    throw asBackupFailure(error, folder, draft)
  }
  for (const name of expired(readdirSync(folder))) rmSync(join(folder, name), { force: true })
  return factsOf(path, 'daily')
}

/** Copies a library of this version before its shape changes, at an instant (ms). Throws what SQLite and the disk throw. */
export function copyVersion(db: Db, folder: string, { version, at }: { version: number; at: number }): void {
  const stamp = new Date(at).toISOString().replace(/[:.]/g, '-')
  const path = join(folder, `library-version-${version}-${stamp}.sqlite`)
  const draft = `${path}.part`
  mkdirSync(folder, { recursive: true })
  try {
    db.prepare('VACUUM INTO ?').run(draft)
    flush(draft)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Takes back what was begun, as far as the folder lets it. */
function asBackupFailure(error: unknown, folder: string, draft: string): unknown {
  try {
    rmSync(draft, { force: true })
  } catch {
    // The folder is gone or not ours, which is the error already.
  }
  const known = explained(error, { path: folder })
  if (!(known instanceof AppError) || known.code !== 'read-only') return known
  return new AppError('backup-unusable', known.message, {
    cause: error,
    detail: { path: folder, reason: 'folder' },
  })
}

/** The backups in `folder`, newest first; none if it cannot be read. */
export function backupsIn(folder: string): LibraryCopy[] {
  const copies = namesIn(folder).flatMap((name) => {
    if (!isBackupName(name)) return []
    return [factsOf(join(folder, name), dayOf(name) === null ? 'version' : 'daily')]
  })
  return copies.toSorted((a, b) => b.at - a.at)
}

/** The libraries that were set aside in folders of `folder`, newest first. */
export function setAsideIn(folder: string, fileName: string): LibraryCopy[] {
  const paths = namesIn(folder).map((name) => join(folder, name, fileName))
  return paths
    .filter((path) => existsSync(path))
    .map((path) => factsOf(path, 'set-aside'))
    .toSorted((a, b) => b.path.localeCompare(a.path))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function factsOf(path: string, kind: LibraryCopy['kind']): LibraryCopy {
  const { mtimeMs, size } = statSync(path)
  return { path, kind, at: Math.round(mtimeMs), bytes: size, counts: countsOf(path) }
}

function countsOf(path: string): CopyCounts | null {
  try {
    return withCopy(path, (copy) => {
      const sql = `
        SELECT (SELECT count(*) FROM triage WHERE is_removed = 0) AS papers,
          (SELECT count(*) FROM notes AS n JOIN triage AS t ON t.paper_id = n.paper_id
            WHERE n.line IS NOT NULL AND t.is_removed = 0) AS notes,
          (SELECT count(*) FROM triage WHERE is_removed = 0 AND verdict <> 'unread') AS decided`
      return copy.prepare<[], CopyCounts>(sql).get() ?? null
    })
  } catch {
    return null
  }
}

function withCopy<T>(path: string, work: (copy: Db) => T): T {
  const copy = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return work(copy)
  } finally {
    copy.close()
  }
}

/**
 * Copies the library at `source` to `staged` and makes sure that it is whole, ours and not newer than `newest`. Throws
 * `backup-unusable`, `library-foreign` or `library-newer`; then nothing is staged.
 */
export function stage(source: string, staged: string, newest: number): void {
  try {
    if (!existsSync(source) || !statSync(source).isFile()) throw unusable(source, 'missing')
    copyLibrary(source, staged)
    const copy = new Database(staged)
    try {
      copy.pragma('wal_checkpoint(TRUNCATE)')
      assertSound(copy, source)
      if (versionOf(copy) > newest) {
        throw new AppError('library-newer', 'the copy was written by a newer Octavo', {
          detail: { path: source },
        })
      }
      // The copy was made while its library was open, which does not make it a library that was left open.
      copy.prepare(`UPDATE meta SET value = 'closed' WHERE key = 'state'`).run()
      copy.pragma('journal_mode = DELETE')
    } finally {
      copy.close()
    }
  } catch (error) {
    discard(staged)
    const known = explained(error, { path: source })
    if (known instanceof AppError && known.code === 'library-damaged') throw unusable(source, 'damaged')
    throw known
  }
}

function assertSound(copy: Db, path: string): void {
  if (applicationOf(copy) !== applicationId) {
    throw new AppError('library-foreign', 'this file is not an Octavo library', { detail: { path } })
  }
  // The search index is made from the rest; a copy is as good without it.
  if (problemsOf(copy).some(({ isOfIndex }) => !isOfIndex)) throw unusable(path, 'damaged')
}

function unusable(path: string, reason: string): AppError {
  return new AppError('backup-unusable', `the copy is ${reason}`, { detail: { path, reason } })
}
