/** A real library in a folder of its own, with a clock that only moves when told, for tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { unknownFacts } from '../../src/shared/domain.ts'
import type { IncomingList, IncomingPaper } from '../../src/shared/domain.ts'

/** Noon in UTC, so that the day is the same in most time zones. */
export const testNow = Date.parse('2026-06-23T12:00:00Z')

export interface TempLibrary {
  readonly path: string
  library: Library
  /** Present instant of the library, ms. */
  now: number
  close(): void
  /** Closes and opens again. */
  reopen(): void
  /** A second connection that only reads, for what the interface does not tell. */
  query(sql: string): unknown[]
}

interface TempOptions {
  readonly machineName?: string
  readonly now?: number
  /** Kept full texts by arXiv id; what is not there is not kept. */
  readonly fullTexts?: ReadonlyMap<string, string>
}

/** A new library that is closed and deleted when the test ends. */
export function tempLibrary(options: TempOptions = {}): TempLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-library-'))
  const path = join(folder, 'library.sqlite')
  const open = (): Library =>
    openLibrary({
      path,
      shell: 'test',
      machineName: options.machineName ?? 'desk',
      now: () => temp.now,
      fullTextOf: (id) => options.fullTexts?.get(id) ?? null,
    })
  const temp: TempLibrary = {
    path,
    now: options.now ?? testNow,
    close: () => {
      current?.close()
      current = null
    },
    reopen: () => {
      temp.close()
      current = open()
    },
    query: (sql) => {
      const db = new Database(path, { readonly: true })
      try {
        return db.prepare(sql).all()
      } finally {
        db.close()
      }
    },
    get library(): Library {
      if (current === null) throw new Error('the library is closed')
      return current
    },
    set library(next: Library) {
      current = next
    },
  }
  let current: Library | null = open()
  onTestFinished(() => {
    temp.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return temp
}

/** A paper with every fact, where `facts` does not say otherwise. */
export function makePaper(facts: Partial<IncomingPaper> = {}): IncomingPaper {
  const arxivId = facts.arxivId === undefined ? '2606.00001' : facts.arxivId
  return {
    arxivId,
    title: `Paper ${arxivId}`,
    abstract: `What ${arxivId} is about.`,
    authors: [
      { name: 'Ada Lovelace', login: 'ada' },
      { name: 'Emmy Noether', login: null },
    ],
    authorCount: 2,
    publishedOn: '2026-06-20',
    upvotes: 10,
    commentCount: 1,
    aiSummary: 'One line.',
    keywords: ['keyword'],
    organization: 'An Institute',
    githubRepo: 'https://github.com/a/b',
    githubStars: 3,
    projectPage: 'https://example.org/',
    thumbnail: 'https://example.org/t.png',
    media: [],
    submittedBy: 'ada',
    withdrawnAt: null,
    ...facts,
  }
}

/** As a saved page gives it: no arXiv id, no names. */
export function makePageEntry(facts: Partial<IncomingPaper> = {}): IncomingPaper {
  return makePaper({
    arxivId: null,
    authors: [],
    authorCount: 2,
    ...unknownFacts,
    ...facts,
  })
}

export function makeList(
  list: string,
  papers: readonly IncomingPaper[],
  more: Partial<IncomingList> = {},
): IncomingList {
  return { list, papers, rejected: [], ...more }
}

/** `count` papers of a day, with ids that belong to it. */
export function makeDay(day: string, count: number): IncomingList {
  const papers = Array.from({ length: count }, (_, index) =>
    makePaper({
      arxivId: `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}${String(index).padStart(3, '0')}`,
      title: `Number ${index} of ${day}`,
      upvotes: count - index,
      publishedOn: day,
    }),
  )
  return makeList(`day:${day}`, papers)
}

/** The only paper of a list of ids. */
export function only<T>(values: readonly T[]): T {
  const [value] = values
  if (value === undefined || values.length !== 1) throw new Error(`expected one value, got ${values.length}`)
  return value
}

/** Ids of a place over all days, in its own order. */
export function idsOf(
  library: Library,
  place: Parameters<Library['list']>[0]['place'],
  day: string | null = null,
) {
  return library.list({ place, day, order: 'feed', tag: null }, 0).ids
}
