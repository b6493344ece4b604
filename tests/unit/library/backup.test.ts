import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { expired } from '../../../electron/library/backup.ts'
import { holdLibrary } from '../../../electron/library/index.ts'
import { addDays } from '../../../src/shared/days.ts'
import { idsOf, makeDay, makeList, makePageEntry, tempLibrary } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

const day = '2026-06-23'

/** What a reader would miss: every paper with its verdict, star, tags and note. */
function contents({ library }: TempLibrary): unknown {
  return idsOf(library, 'everything').map((id) => {
    const { title, verdict, isStarred, tags, note } = library.paper(id)
    return { id, title, verdict, isStarred, tags, note }
  })
}

function filled(): { temp: TempLibrary; ids: readonly number[] } {
  const temp = tempLibrary()
  temp.library.storeList(makeDay(day, 12), temp.now)
  const ids = idsOf(temp.library, 'everything')
  temp.library.change(ids.slice(0, 5), { field: 'verdict', value: 'skipped' })
  temp.library.change(ids.slice(5, 7), { field: 'tag', name: 'diffusion', value: true })
  note(temp, ids[0] ?? 0, 'Worth another look.')
  return { temp, ids }
}

function note({ library }: TempLibrary, paperId: number, text: string): void {
  const { revision } = library.paper(paperId).note
  library.saveNote({ paperId, text, baseRevision: revision, session: `${paperId} ${revision}` })
}

function asideOf(temp: TempLibrary): string[] {
  return temp.library.storage().setAside.map(({ path }) => path)
}

it('a copy is told with the papers and notes that can be seen in it', () => {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 3), temp.now)
  temp.library.importList(makeList('page:a', [makePageEntry({ title: 'From a page' })]))
  temp.library.undo()
  note(temp, 2, 'Joined to that of the other copy')
  temp.library.merge([1, 2])
  expect(temp.library.counts()).toMatchObject({ everything: 2, notes: 1 })
  expect(temp.library.backUp(true)?.counts).toEqual({ papers: 2, notes: 1, decided: 0 })
})

describe('the restore drill', () => {
  it('brings everything back as it was, and then the library that was set aside', () => {
    const { temp, ids } = filled()
    const before = contents(temp)
    const backup = temp.library.backUp(true)
    expect(backup?.counts).toEqual({ papers: 12, notes: 1, decided: 5 })

    temp.library.change(ids, { field: 'verdict', value: 'read' })
    note(temp, ids[1] ?? 0, 'Written after the backup.')
    temp.library.storeList(makeDay(addDays(day, 1), 8), temp.now)
    const changed = contents(temp)
    expect(changed).not.toEqual(before)

    temp.library.replaceWith(backup?.path ?? '')
    expect(contents(temp)).toEqual(before)
    expect(temp.library.undo()).toMatchObject({ kind: 'note' })
    expect(temp.library.redo()).toMatchObject({ kind: 'note' })

    const [aside = ''] = asideOf(temp)
    temp.library.replaceWith(aside)
    expect(contents(temp)).toEqual(changed)
    temp.reopen()
    expect(contents(temp)).toEqual(changed)
    expect(asideOf(temp)).toHaveLength(2)
  })

  it('takes what was still in the write-ahead log along', () => {
    const { temp, ids } = filled()
    const copy = join(dirname(temp.path), 'elsewhere', 'copy.sqlite')
    mkdirSync(dirname(copy))
    note(temp, ids[2] ?? 0, 'In the log.')
    copyFileSync(temp.path, copy)
    copyFileSync(`${temp.path}-wal`, `${copy}-wal`)
    const before = contents(temp)
    temp.library.startOver()
    expect(contents(temp)).toEqual([])
    temp.library.replaceWith(copy)
    expect(contents(temp)).toEqual(before)
  })

  it('starts over without losing what there was', () => {
    const { temp } = filled()
    const before = contents(temp)
    temp.library.startOver()
    expect(temp.library.counts().everything).toBe(0)
    temp.library.replaceWith(asideOf(temp)[0] ?? '')
    expect(contents(temp)).toEqual(before)
  })
})

describe('a copy that is no good', () => {
  it.each([
    ['is not there', () => {}, 'backup-unusable'],
    ['is a text', (path: string) => writeFileSync(path, 'Dear diary, '.repeat(900)), 'backup-unusable'],
    ['is empty', (path: string) => writeFileSync(path, ''), 'library-foreign'],
  ])('that %s changes nothing', (_what, make, code) => {
    const { temp } = filled()
    const before = contents(temp)
    const path = join(dirname(temp.path), 'candidate.sqlite')
    make(path)
    expect(() => temp.library.replaceWith(path)).toThrow(expect.objectContaining({ code }))
    expect(contents(temp)).toEqual(before)
    expect(asideOf(temp)).toEqual([])
    expect(readdirSync(dirname(temp.path)).filter((name) => name.startsWith('staged'))).toEqual([])
  })
})

describe('backups', () => {
  it('are made once a day unless asked for', () => {
    const { temp, ids } = filled()
    expect(temp.library.backUp(false)).toMatchObject({ kind: 'daily' })
    expect(temp.library.backUp(false)).toBeNull()
    note(temp, ids[3] ?? 0, 'Later.')
    expect(temp.library.backUp(true)?.counts?.notes).toBe(2)
    expect(temp.library.storage().backups).toHaveLength(1)
    temp.now += 86_400_000
    expect(temp.library.backUp(false)).not.toBeNull()
    expect(temp.library.storage().backups).toHaveLength(2)
  })

  it('go to the chosen folder, and are found there by a repair', () => {
    const { temp } = filled()
    const folder = join(dirname(temp.path), 'memory stick')
    temp.library.saveSettings({ backupFolder: folder })
    const made = temp.library.backUp(false)
    expect(dirname(made?.path ?? '')).toBe(folder)
    temp.close()
    writeFileSync(temp.path, 'not a library any more')
    const held = holdLibrary({ path: temp.path, now: () => temp.now })
    expect(held.failure).toMatchObject({ code: 'library-damaged' })
    expect(() => held.library.counts()).toThrow(expect.objectContaining({ code: 'library-damaged' }))
    expect(held.library.recover()).toMatchObject({ backupAt: made?.at, notes: 0 })
    expect(held.library.counts()).toMatchObject({ everything: 12, notes: 1 })
    held.library.close()
  })

  it('that cannot be written leave no trace', () => {
    const { temp } = filled()
    const folder = join(dirname(temp.path), 'a-file')
    writeFileSync(folder, '')
    temp.library.saveSettings({ backupFolder: folder })
    expect(() => temp.library.backUp(true)).toThrow(expect.objectContaining({ code: 'backup-unusable' }))
    temp.library.saveSettings({ backupFolder: 'relative/folder' })
    expect(() => temp.library.backUp(true)).toThrow(expect.objectContaining({ code: 'backup-unusable' }))
    expect(existsSync('relative')).toBe(false)
  })
})

describe('rotation', () => {
  const name = (of: string): string => `octavo-${of}.sqlite`
  /** Every day of eleven weeks up to Sunday, 2026-06-28. */
  const everyDay = Array.from({ length: 77 }, (_, back) => name(addDays('2026-06-28', -back)))

  it.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    ['seven days', everyDay.slice(0, 7), everyDay.slice(0, 7)],
    [
      'every day of eleven weeks: seven days and four Sundays',
      everyDay,
      [...everyDay.slice(0, 7), ...['2026-06-21', '2026-06-14', '2026-06-07', '2026-05-31'].map(name)],
    ],
    [
      'one backup a month, of which none is old',
      ['2026-04-01', '2026-05-01', '2026-06-01'].map(name),
      ['2026-04-01', '2026-05-01', '2026-06-01'].map(name),
    ],
    [
      'two weeks across the new year',
      Array.from({ length: 14 }, (_, back) => name(addDays('2027-01-06', -back))),
      [
        ...Array.from({ length: 7 }, (_, back) => name(addDays('2027-01-06', -back))),
        name('2026-12-30'),
        name('2026-12-27'),
      ],
    ],
    [
      'copies of versions',
      [
        'library-version-1-2026-01-02.sqlite',
        'library-version-1-2026-01-03.sqlite',
        'library-version-2-2026-01-01.sqlite',
      ],
      ['library-version-1-2026-01-03.sqlite', 'library-version-2-2026-01-01.sqlite'],
    ],
    [
      'what is not ours',
      ['octavo-2026-13-45.sqlite', 'holiday.jpg', 'thesis.sqlite'],
      ['octavo-2026-13-45.sqlite', 'holiday.jpg', 'thesis.sqlite'],
    ],
  ])('keeps of %s what it should', (_what, names, kept) => {
    const gone = new Set(expired(names))
    expect(names.filter((file) => !gone.has(file)).toSorted()).toEqual(kept.toSorted())
  })
})

it('a repair without a backup also keeps searches, kept papers, days and how upvotes went', () => {
  const { temp, ids } = filled()
  temp.library.askKept(ids.slice(0, 3), temp.now)
  temp.library.saveSettings({ theme: 'dark' })
  temp.library.keepSearch('is:starred', 'is:starred')
  temp.library.keepSearch('is:starred', 'Stars')
  const { papers } = makeDay(day, 12)
  const more = papers.map((paper) => ({ ...paper, upvotes: (paper.upvotes ?? 0) + 7 }))
  temp.library.storeList(
    { list: `day:${day}`, papers: more, rejected: [{ reason: 'odd', raw: '{}' }] },
    temp.now + 1,
  )
  const known = (): unknown => ({
    searches: temp.library.settings().searches,
    kept: temp.library.keptPapers(null),
    day: temp.library.dayFacts(day),
    upvotes: ids.map((id) => temp.library.paper(id).upvoteHistory),
    contents: contents(temp),
  })
  const before = known()
  expect(temp.library.recover()).toMatchObject({ backupAt: null, notes: 1 })
  expect(known()).toEqual(before)
  expect(temp.library.undo()).toMatchObject({ kind: 'rename-search', value: 'Stars' })
  expect(temp.library.settings().searches).toEqual([{ text: 'is:starred', name: 'is:starred' }])
})

it('a copy that a newer Octavo wrote is not gone on with', () => {
  const { temp } = filled()
  const before = contents(temp)
  const copy = temp.library.backUp(true)?.path ?? ''
  const db = new Database(copy)
  db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true })) + 1}`)
  db.close()
  expect(() => temp.library.replaceWith(copy)).toThrow(expect.objectContaining({ code: 'library-newer' }))
  expect(contents(temp)).toEqual(before)
})

it('a repair takes off again the tags that were taken off since the backup', () => {
  const { temp, ids } = filled()
  temp.library.backUp(true)
  temp.library.change(ids.slice(5, 6), { field: 'tag', name: 'diffusion', value: false })
  temp.library.change(ids.slice(7, 8), { field: 'tag', name: 'agents', value: true })
  expect(temp.library.recover().backupAt).not.toBeNull()
  const tags = ids.slice(5, 8).map((id) => temp.library.paper(id).tags)
  expect(tags).toEqual([[], ['diffusion'], ['agents']])
})

describe('a note whose number of revision is damaged', () => {
  function repaired(damage: string): string {
    const { temp, ids } = filled()
    const id = ids[0] ?? 0
    temp.library.backUp(true)
    note(temp, id, 'Worth another look, and now it had one.')
    const db = new Database(temp.path)
    db.exec(`DELETE FROM note_revisions WHERE revision > 1; ${damage}`)
    db.close()
    expect(temp.library.recover().backupAt).not.toBeNull()
    return temp.library.paper(id).note.text
  }

  it('is newer than the one of the backup', () => {
    expect(repaired('UPDATE notes SET revision = 0')).toBe('Worth another look, and now it had one.')
  })

  it('gives way to the one of the backup where its text is damaged, too', () => {
    expect(repaired(`UPDATE notes SET revision = 0, text = 'Worth ano' || char(0, 0, 0)`)).toBe(
      'Worth another look.',
    )
  })
})
