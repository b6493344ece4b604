/**
 * What every window asks first, answered from the library alone: the desktop shell shows its first list with this, before
 * feed and contract are loaded, and before the library is open if it can be looked at. Neither call has an input that would
 * have to be parsed.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AppState, FirstList, Service, Settings } from '../../src/shared/contract.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { neverSynced } from '../../src/shared/domain.ts'
import type { SyncStatus } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { firstPaper, firstQuery } from '../../src/shared/first-list.ts'
import type { FirstLook } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import { enveloped } from '../rpc/enveloped.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import { lastAnswerAt } from '../sync/last-answer.ts'

/** Rows that come with a list: what a tall window can show, so that its first paint needs no second call. */
export const firstRows = 60

/** What is read of a library for a first list: at once, or from its thread. */
type FirstReads = {
  readonly [K in Exclude<keyof FirstLook, 'close'>]: (
    ...args: Parameters<FirstLook[K]>
  ) => ReturnType<FirstLook[K]> | Promise<ReturnType<FirstLook[K]>>
}

interface FirstParts {
  readonly library: FirstReads
  /** The sync's status at the time of the call. */
  readonly sync: () => Promise<SyncStatus>
  /** The present instant, ms. */
  readonly now: () => number
  readonly version: string
}

/** The first two methods of the service. */
export function firstMethods(parts: FirstParts): Pick<Service, 'app.state' | 'papers.first'> {
  return { 'app.state': () => appState(parts), 'papers.first': () => firstList(parts.library) }
}

/** Both answers. */
export interface FirstTold {
  readonly 'app.state': AppState
  readonly 'papers.first': FirstList
}

type AloneParts = Pick<FirstParts, 'now' | 'version'> & { readonly log: Log }

/**
 * What a look at a library tells; the look is over then. Null if there is nothing to look at, or if it met what only
 * opening the library can explain.
 */
export async function tellOf(
  look: () => Promise<FirstLook | null>,
  parts: AloneParts,
): Promise<FirstTold | null> {
  let library: FirstLook | null = null
  try {
    library = await look()
    return library && (await toldBy(library, parts))
  } catch (error) {
    parts.log.info('first look', { reason: String(error) })
    return null
  } finally {
    library?.close()
  }
}

async function toldBy(library: FirstLook, parts: AloneParts): Promise<FirstTold> {
  const methods = methodsAlone(library, parts)
  const state = await methods['app.state']({})
  // Whoever shares the thread has their turn in between.
  await nextTurn()
  return { 'app.state': state, 'papers.first': await methods['papers.first']({}) }
}

export interface FirstAnswers {
  /** The settings at the start: the theme is needed before the window is. */
  readonly settings: Promise<Settings>
  /** Answers a call as the service will; null if that is not known yet. */
  answer(method: string): Promise<Envelope<unknown> | null>
}

/** Answers the first calls with what a look told, and else from the library's thread, which is opened for it. */
export function answerFirst(
  told: Promise<FirstTold | null>,
  open: () => Promise<LibraryThread>,
  parts: AloneParts,
): FirstAnswers {
  const settings = told.then((known) => known?.['app.state'].settings ?? open().then(settingsOf))
  // Whoever waits for the thread itself hears why there is none.
  settings.catch(() => {})
  return {
    settings,
    async answer(method) {
      if (method !== 'app.state' && method !== 'papers.first') return null
      return enveloped(
        method,
        parts.log,
        async () => (await told)?.[method] ?? (await methodsAlone((await open()).library, parts)[method]({})),
      )
    },
  }
}

function methodsAlone(library: FirstReads, { now, version }: AloneParts) {
  const sync = async (): Promise<SyncStatus> => ({
    ...neverSynced,
    checkedAt: await lastAnswerAt(library, now()),
  })
  return firstMethods({ library, sync, now, version })
}

/** A library that waits for its repair has the settings of a new one. */
async function settingsOf({ library, failure }: LibraryThread): Promise<Settings> {
  if (failure !== null) return defaultSettings
  try {
    return await library.settings()
  } catch (error) {
    if (!isOfDamage(error)) throw error
    return defaultSettings
  }
}

/** Whether an error means that the library needs a repair before it can be used. */
export function isOfDamage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'library-damaged'
}

async function appState({ library, sync, now, version }: FirstParts): Promise<AppState> {
  const [settings, counts, status, view, latestDay, tags, libraryPath] = await Promise.all([
    library.settings(),
    library.counts(),
    sync(),
    library.view(),
    library.latestDay(),
    library.tags(),
    library.place(),
  ])
  const today = feedDayAt(now())
  return { settings, counts, sync: status, view, latestDay, today, libraryPath, version, tags }
}

async function firstList(library: FirstReads): Promise<FirstList> {
  const [view, latestDay] = await Promise.all([library.view(), library.latestDay()])
  const query = firstQuery(view, latestDay)
  const [facts, near] = await Promise.all([
    query.day === null ? null : library.dayFacts(query.day),
    query.day === null ? null : library.nearDays(query.day),
  ])
  // Papers that came late stand apart, and the window knows them by their rows.
  const isSplit = facts?.newSince != null
  const list = await library.list(query, isSplit ? facts.papers.length : firstRows)
  const id = firstPaper(view, list)
  return { query, ...list, facts, near, paper: id === null ? null : await library.paper(id) }
}
