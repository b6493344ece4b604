/**
 * What every window asks first, answered from the library alone: the desktop shell shows its first list with this, before
 * feed and contract are loaded. Neither call has an input that would have to be parsed.
 */
import type { AppState, FirstList, Service, Settings } from '../../src/shared/contract.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { neverSynced } from '../../src/shared/domain.ts'
import type { SyncStatus } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { firstQuery } from '../../src/shared/first-list.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Log } from '../log/logger.ts'
import { enveloped } from '../rpc/enveloped.ts'
import type { LibraryThread } from '../rpc/library-thread.ts'
import { lastAnswerAt } from '../sync/last-answer.ts'

/** Rows that come with a list: what a tall window can show, so that its first paint needs no second call. */
export const firstRows = 60

interface FirstParts {
  readonly library: AsyncLibrary
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

export interface FirstAnswers {
  /** The settings at the start: the theme is needed before the window is. */
  readonly settings: Promise<Settings>
  /** Answers a call as the service will; null if it is not one of the first. */
  answer(method: string): Promise<Envelope<unknown>> | null
}

/** Answers the first calls while nothing but the library's thread is there. */
export function answerFirst(
  opening: Promise<LibraryThread>,
  { now, version, log }: Pick<FirstParts, 'now' | 'version'> & { readonly log: Log },
): FirstAnswers {
  const methods = opening.then(({ library }) =>
    firstMethods({
      library,
      sync: async () => ({ ...neverSynced, checkedAt: await lastAnswerAt(library, now()) }),
      now,
      version,
    }),
  )
  const settings = opening.then(settingsOf)
  // Whoever waits for the thread itself hears why there is none.
  for (const promise of [methods, settings]) promise.catch(() => {})
  return {
    settings,
    answer: (method) =>
      isFirst(method) ? enveloped(method, log, async () => (await methods)[method]({})) : null,
  }
}

type FirstMethod = keyof ReturnType<typeof firstMethods>

function isFirst(method: string): method is FirstMethod {
  return method === 'app.state' || method === 'papers.first'
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

async function firstList(library: AsyncLibrary): Promise<FirstList> {
  const query = firstQuery(...(await Promise.all([library.view(), library.latestDay()])))
  const [list, facts, near] = await Promise.all([
    library.list(query, firstRows),
    query.day === null ? null : library.dayFacts(query.day),
    query.day === null ? null : library.nearDays(query.day),
  ])
  return { query, ...list, facts, near }
}
