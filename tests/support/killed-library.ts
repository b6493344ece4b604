/** What is in library files that a killed process left, and what must be. */
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openLibrary } from '../../electron/library/index.ts'
import type { Deed } from './library-child.ts'

/** Every verdict and every note in a library file, by `<kind> <id>`. */
export type Decisions = ReadonlyMap<string, string>

/** What must be in the library, in its backup, and in those that restores of this life have set aside. */
export interface Known {
  readonly library: Decisions
  readonly backup: Decisions
  readonly aside: readonly Decisions[]
}

/** What must be there when the deed is done. */
export function after(known: Known, deed: Deed): Known {
  const { library, backup, aside } = known
  if (deed.kind === 'backup') return { ...known, backup: library }
  if (deed.kind === 'restore') return { library: backup, backup, aside: [...aside, library] }
  return { ...known, library: new Map(library).set(keyOf(deed), valueOf(deed)) }
}

/** The same as the killed process left it, each file read by itself and found sound. */
export function foundIn(path: string, asideBefore: number): Known {
  const library = openLibrary({ path, shell: 'test', now: Date.now })
  const { backups, setAside } = library.storage()
  library.close()
  // Oldest first. Of a swap that never began there may be an empty folder, which is no library.
  const aside = setAside.toReversed().map((copy) => decisionsIn(copy.path))
  expect(aside.length).toBeGreaterThanOrEqual(asideBefore)
  const backup = backups[0]
  expect(backups).toHaveLength(1)
  return { library: decisionsIn(path), backup: decisionsIn(backup?.path ?? ''), aside }
}

export function decisionsIn(path: string): Decisions {
  expectSound(path)
  const db = new Database(path)
  const rows = db
    .prepare<[], { id: number; verdict: string; text: string }>(
      `SELECT t.paper_id AS id, t.verdict, coalesce(n.text, '') AS text
       FROM triage AS t LEFT JOIN notes AS n ON n.paper_id = t.paper_id`,
    )
    .all()
  db.close()
  return new Map(
    rows.flatMap(({ id, verdict, text }) => [
      [`verdict ${id}`, verdict],
      [`note ${id}`, text],
    ]),
  )
}

/** What a deed is about: `<kind> <id>`. */
export function keyOf(deed: Deed): string {
  switch (deed.kind) {
    case 'store':
      return `store ${deed.day}`
    case 'import':
      return `import ${deed.list}`
    case 'take in':
      return `taken ${deed.titles}`
    case 'verdict':
    case 'note':
      return `${deed.kind} ${deed.id}`
    case 'backup':
    case 'restore':
      return deed.kind
  }
}

/** What is to be found there afterwards. */
export function valueOf(deed: Deed): string {
  switch (deed.kind) {
    case 'store':
      return '40'
    case 'import':
      return '5'
    case 'take in':
      return String(deed.count)
    case 'verdict':
      return deed.value
    case 'note':
      return deed.text
    case 'backup':
    case 'restore':
      return 'whole'
  }
}

export function expectSound(path: string): void {
  const db = new Database(path, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
}
