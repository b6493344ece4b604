/**
 * A process with a library, for tests that need a second owner or one to kill. Arguments: the library's path and what to
 * do. `hold` opens it and waits; `work` stores lists, imports, decides, writes notes and makes backups for ever; `restore`
 * decides, makes a backup, decides more and goes back to the backup, for ever. It tells on standard output, one JSON line each, what it is about
 * to do and, when the call has returned, that it is done.
 */
import { writeSync } from 'node:fs'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { unknownFacts, verdicts } from '../../src/shared/domain.ts'
import type { IncomingPaper, PaperId, Verdict } from '../../src/shared/domain.ts'
import type { LibraryRecords, PaperRecord } from '../../src/shared/library-records.ts'

export type Deed =
  | { readonly kind: 'verdict'; readonly id: PaperId; readonly value: Verdict }
  | { readonly kind: 'note'; readonly id: PaperId; readonly text: string }
  | { readonly kind: 'store'; readonly day: string }
  | { readonly kind: 'import'; readonly list: string }
  | { readonly kind: 'take in'; readonly titles: string; readonly count: number }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }

export type Line =
  { readonly state: 'start' | 'open' } | { readonly state: 'begin' | 'done'; readonly deed: Deed }

function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

function perform(deed: Deed, call: () => void): void {
  say({ state: 'begin', deed })
  call()
  say({ state: 'done', deed })
}

function paper(day: string, index: number, round: number): IncomingPaper {
  return {
    arxivId: `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}${String(index).padStart(3, '0')}`,
    title: `Number ${index} of ${day}`,
    abstract: `Round ${round}. ${'Some words of an abstract. '.repeat(40)}`,
    authors: [{ name: 'Ada Lovelace', login: null }],
    authorCount: 1,
    publishedOn: day,
    ...unknownFacts,
    upvotes: round + index,
    commentCount: 0,
  }
}

function pick<T>(values: readonly T[]): T | undefined {
  return values[Math.floor(Math.random() * values.length)]
}

function work(library: Library, round: number): void {
  const day = `2026-06-${String(1 + Math.floor(Math.random() * 28)).padStart(2, '0')}`
  const papers = Array.from({ length: 40 }, (_, index) => paper(day, index, round))
  perform({ kind: 'store', day }, () => {
    library.storeList({ list: `day:${day}`, papers, rejected: [] }, Date.now())
  })
  const list = `page:${process.pid}-${round}`
  perform({ kind: 'import', list }, () => {
    const imported = Array.from({ length: 5 }, (_, index) => ({
      ...paper(day, index, round),
      arxivId: null,
      title: `Imported ${process.pid} ${round} ${index}`,
    }))
    library.importList({ list, papers: imported, rejected: [] })
  })
  const titles = `Taken ${process.pid} ${round}`
  perform({ kind: 'take in', titles, count: 20 }, () => library.takeIn(recordsOf(titles, 20), 'other.jsonl'))
  if (round % 3 === 0) perform({ kind: 'backup' }, () => library.backUp(true))
  decide(library, round, 10)
}

/** Papers of another library, each with a star and a tag. */
function recordsOf(titles: string, count: number): LibraryRecords {
  const papers = Array.from({ length: count }, (_, index): PaperRecord => {
    const { title: _title, abstract, ...facts } = paper('2026-06-01', index, 0)
    return {
      ...facts,
      arxivId: null,
      origin: 'import',
      title: { feed: `${titles} ${index}`, original: null },
      abstract: { feed: abstract, original: null },
      knownAs: [],
      alsoArxiv: [],
      apart: [],
      arxiv: null,
      arxivAskedAt: null,
      addedAt: 1,
      verdict: 'unread',
      decidedAt: null,
      isStarred: true,
      starredAt: 1,
      snoozedUntil: null,
      putOff: 0,
      tags: ['taken'],
      note: { text: '', revision: 0, editedAt: null, earlier: [] },
      listings: [],
      upvoteHistory: [],
      history: [],
    }
  })
  return { papers, commands: [], frame: null }
}

/** `steps` verdicts and as many notes, on papers picked at random. */
function decide(library: Library, round: number, steps: number): void {
  const { ids } = library.list({ place: 'everything', day: null, order: 'feed', tag: null }, 0)
  for (let step = 0; step < steps; step += 1) {
    const id = pick(ids)
    const value = pick(verdicts)
    if (id === undefined || value === undefined) continue
    perform({ kind: 'verdict', id, value }, () => library.change([id], { field: 'verdict', value }))
    const noted = pick(ids) ?? id
    const { revision } = library.paper(noted).note
    const text = `Note ${round}.${step}.${revision}\n${'It says more. '.repeat(20)}`
    const session = `${process.pid} ${round}`
    perform({ kind: 'note', id: noted, text }, () => {
      library.saveNote({ paperId: noted, text, baseRevision: revision, session })
    })
  }
}

function restore(library: Library, round: number): void {
  decide(library, round, 2)
  perform({ kind: 'backup' }, () => library.backUp(true))
  decide(library, round, 2)
  const path = library.storage().backups[0]?.path
  if (path !== undefined) perform({ kind: 'restore' }, () => library.replaceWith(path))
}

const [path, task] = process.argv.slice(2)
if (path !== undefined && task !== undefined) {
  say({ state: 'start' })
  const library = openLibrary({ path, shell: 'child', now: Date.now })
  say({ state: 'open' })
  if (task === 'hold') setInterval(() => library.counts(), 1000)
  else for (let round = 0; ; round += 1) (task === 'restore' ? restore : work)(library, round)
}
