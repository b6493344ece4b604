/**
 * The library: SQLite behind the interface of library.ts. Besides this, others use only what tells where a library is
 * (location.ts, file-names.ts) and the look at one that is closed (first-look.ts). It reads no clock but the one it is given,
 * and knows neither network nor Electron.
 */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { localDayAt } from '../../src/shared/days.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { createAnnounced } from './announced.ts'
import { createArxivFacts } from './arxiv-facts.ts'
import { createDays } from './days.ts'
import type { Db } from './db.ts'
import { explained, tx } from './db.ts'
import { createEditing } from './editing.ts'
import { createCheck } from './health.ts'
import { createJoin } from './join.ts'
import { createJournal } from './journal.ts'
import { createKept } from './kept.ts'
import type { FullTextOf } from './full-texts.ts'
import { createHistory } from './history.ts'
import type { Keeping, Library } from './library.ts'
import { createListings } from './listings.ts'
import { createListReads } from './list-reads.ts'
import { createLists } from './lists.ts'
import { keepLibrary } from './keeper.ts'
import type { Keeper, OpenedLibrary } from './keeper.ts'
import { openMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import { createMerge } from './merge.ts'
import { createNotes } from './notes.ts'
import { assertRuntime, hasOwnBuild } from './runtime.ts'
import { createOriginals } from './originals.ts'
import { takeOwnerLock } from './owner-lock.ts'
import type { OwnerLock } from './owner-lock.ts'
import { createPapers } from './papers.ts'
import { createPictures } from './pictures.ts'
import type { Papers } from './papers.ts'
import { createRecords } from './records.ts'
import { createRejected } from './rejected.ts'
import { createRows } from './rows.ts'
import type { Rows } from './rows.ts'
import { createSavedSearches } from './saved-searches.ts'
import { createSearch } from './search.ts'
import type { LibrarySearch } from './search.ts'
import { createSettingChanges } from './setting-changes.ts'
import { createSettings } from './settings.ts'
import { createStats } from './stats.ts'
import { createStore } from './store.ts'
import { createTakeIn } from './take-in.ts'
import { createTriage } from './triage.ts'
import { createTwins } from './twins.ts'
import type { Twins } from './twins.ts'
import { createUnite } from './unite.ts'
import { createWeek } from './week.ts'

export interface LibraryOptions {
  /** The library file; its folder is made if it is not there, and belongs to the library. */
  readonly path: string
  /** The folder of backups and of what is set aside; the library's own if nothing else is said. */
  readonly keepDir?: string
  /** The program's folder, where it is written down if the library is moved; without one it stays where it is. */
  readonly dataDir?: string
  /** Name of the program that opens it, told to a second one that is refused. */
  readonly shell?: string
  /** Name of this machine; a library file copied to another machine is told by it. */
  readonly machineName?: string
  /** The present instant in ms. */
  readonly now: () => number
  /** Globally unique ids. */
  readonly newId?: () => string
  /** The kept full text of a paper, to be searched; none where nothing is kept. */
  readonly fullTextOf?: FullTextOf
}

/**
 * Opens the library at `path`, or makes a new one there. Throws `library-locked` (detail: pid and shell of the owner),
 * `library-foreign`, `library-newer`, `library-damaged`, `read-only`, `disk-full` or `unsupported-runtime`.
 */
export function openLibrary(options: LibraryOptions): Library {
  const { library, failure } = holdLibrary(options)
  if (failure === null) return library
  library.close()
  throw failure
}

export interface HeldLibrary {
  readonly library: Library
  /** Why it could not be opened; null if it is open. */
  readonly failure: AppError | null
}

/**
 * As `openLibrary`, but a library that is damaged or foreign is held all the same: calls throw that failure until a
 * repair, a restore or a new start has put another in its place.
 */
export function holdLibrary(options: LibraryOptions): HeldLibrary {
  assertRuntime(process.versions['napi'], hasOwnBuild)
  const folder = dirname(options.path)
  try {
    mkdirSync(folder, { recursive: true })
    const takeLock = (other: string): OwnerLock => takeOwnerLock(other, options.shell ?? 'octavo')
    const lock = takeLock(folder)
    try {
      const keeper = keepLibrary({
        path: options.path,
        keepDir: options.keepDir ?? folder,
        now: options.now,
        create: (db) => createLibrary(db, options),
        dataDir: options.dataDir ?? null,
        lock,
        takeLock,
      })
      return { library: held(keeper), failure: keeper.failure() }
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    throw explained(error, { path: options.path })
  }
}

/** Whatever library is open, behind one that stays the same. */
function held(keeper: Keeper): Library {
  const own: Keeping & Pick<Library, 'close'> = keeper
  // What is not among its own methods is the open library's.
  return new Proxy(own as Library, {
    get: (_target, name) => {
      const isOwn = Object.hasOwn(own, name)
      // A promise is known by its `then`, and an async function that returned a library would ask.
      if (typeof name === 'symbol' || name === 'then') return undefined
      return (...args: unknown[]): unknown => {
        try {
          const target: object = isOwn ? own : keeper.library()
          return Reflect.apply(Reflect.get(target, name), target, args)
        } catch (error) {
          throw explained(error)
        }
      }
    },
  })
}

function createLibrary(db: Db, options: LibraryOptions): OpenedLibrary {
  const { now, newId = () => crypto.randomUUID(), fullTextOf = () => null } = options
  const machine = openMachine(db, options.machineName ?? hostname(), newId)
  const today = (): string => localDayAt(now())
  const papers = createPapers(db)
  const listings = createListings(db)
  const days = createDays(db, now)
  const notes = createNotes(db)
  const triage = createTriage(db)
  const journal = createJournal(db, { now, newId, machineId: machine.id })
  const join = createJoin(db, { papers, listings, notes, triage, journal })
  const merge = createMerge({ papers, join: (from, into) => join.rows(from, into, now()) })
  const store = createStore({ papers, listings, days, rejected: createRejected(db), merge })
  const history = createHistory(db, journal)
  const arxivFacts = createArxivFacts(db)
  const originals = createOriginals(db, papers, arxivFacts)
  const { rows: settingRows, ...settings } = createSettings(db)
  const savedSearches = createSavedSearches({
    settings: settings.settings,
    save: (searches) => settingRows.put('searches', searches),
  })
  const settingChanges = createSettingChanges(settingRows, savedSearches)
  const twins = createTwins(db)
  const unite = createUnite({ papers, listings, triage, join })
  const parts = { db, now, papers, listings, days, notes, triage, journal, history, store }
  const takeIn = createTakeIn(db, { ...parts, originals, merge, twins, settingChanges })
  const editing = createEditing({ ...parts, takeIn, unite, twins, savedSearches, settingChanges })
  const rows = createRows(db, notes, arxivFacts)
  const weekReview = createWeek(db, { days, rows: rows.rows })
  const search = createSearch(db, { today, taken: twins.look, fullTextOf })

  const library: OpenedLibrary = {
    ...editing,
    ...createKept(db),
    ...createPictures(db),
    ...createRecords(db, days.flush),
    ...settings,
    saveSettings: (patch) => {
      editing.set(patch)
      return settings.settings()
    },
    ...createListReads({ lists: createLists(db), days, rows: rows.rows, today }),
    ...finding({ search, twins, rows, papers }),
    storeList: (list, at) =>
      tx(db, () => store(list, { origin: list.isSample === true ? 'sample' : 'feed', at, recording: null })),
    papersWithoutOriginal: (limit) => originals.wanted(limit, now()),
    storeOriginals: (asked, found, at) => tx(db, () => originals.store(asked, found, at)),
    announced: createAnnounced(db, today),
    journal: history.page,
    weekReview: (week) => weekReview(week, today()),
    stats: createStats(db, today),
    needsCheck: () => !machine.wasClosed,
    checkPart: createCheck(db, search.check),
    close: () => close(db, { machine, stop: search.stop, flush: days.flush }),
  }
  return guarded(library, search.wake)
}

interface Finding {
  readonly search: LibrarySearch
  readonly twins: Twins
  readonly rows: Rows
  readonly papers: Papers
}

type FindingMethod = 'named' | 'rows' | 'paper' | 'search' | 'searchCount' | 'excerpts' | 'similar' | 'twins'

function finding({ search, twins, rows: { rows, detail }, papers }: Finding): Pick<Library, FindingMethod> {
  return {
    named: (arxivId) => {
      const stored = papers.byArxivId(arxivId)
      const id = stored === undefined ? null : papers.resolve(stored.id)
      return id === null || papers.byId(id)?.is_removed === 1 ? null : id
    },
    rows,
    paper: (id) => detail(papers.resolve(id) ?? id),
    search: (wanted, rowCount) => search.page(wanted, (ids) => rows(ids.slice(0, rowCount))),
    searchCount: search.count,
    excerpts: search.excerpts,
    similar: (id, limit) => {
      const found = search.similar(papers.resolve(id) ?? id, limit)
      return { papers: found, rows: rows(found.map((paper) => paper.id)) }
    },
    twins: (limit) => {
      const pairs = twins.pairs(limit)
      const known = new Map(rows(pairs.flatMap(({ one, other }) => [one, other])).map((row) => [row.id, row]))
      return pairs.flatMap((pair) => {
        const [one, other] = [known.get(pair.one), known.get(pair.other)]
        return one === undefined || other === undefined ? [] : [{ one, other }]
      })
    },
  }
}

function close(db: Db, held: { machine: Machine; stop: () => void; flush: () => void }): null {
  held.stop()
  tx(db, () => {
    held.flush()
    held.machine.markClosed()
  })
  db.pragma('optimize')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return null
}

/** The same library, whose methods throw our errors in place of SQLite's. `then` runs after each that succeeds. */
function guarded(library: OpenedLibrary, then: () => void): OpenedLibrary {
  return new Proxy(library, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]): unknown => {
        try {
          const result: unknown = Reflect.apply(method, target, args)
          then()
          return result
        } catch (error) {
          throw explained(error)
        }
      }
    },
  })
}
