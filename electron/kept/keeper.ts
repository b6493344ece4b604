/**
 * Keeps papers for reading without a network: one file after the other, full texts first, from a queue in the library
 * that a restart takes up where it was. Without a network it waits; when arXiv asks for patience only full texts are
 * fetched; and when the budget is spent the oldest papers that are not starred are dropped, which the library remembers.
 */
import type { ArxivId } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { ErrorCode } from '../../src/shared/errors.ts'
import type { KeptFile, KeptPaper, KeptUsage } from '../../src/shared/kept.ts'
import type { KeptLibrary } from '../library/kept.ts'
import { createBackground, type Background } from '../sync/background.ts'
import { fetchFile, type Source } from './fetch-file.ts'
import { figuresOf } from './figures.ts'
import { fileName, folderName, type KeptFiles } from './files.ts'

/** The library's books of the pack, from another thread. */
export type KeptBooks = {
  readonly [K in keyof KeptLibrary]: (
    ...args: Parameters<KeptLibrary[K]>
  ) => Promise<ReturnType<KeptLibrary[K]>>
}

export interface KeeperOptions {
  readonly library: KeptBooks
  readonly files: KeptFiles
  readonly source: Source
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Whether Later and starred papers are kept unasked, and how many bytes all of it may take. */
  readonly wishes: () => Promise<{ readonly isAutomatic: boolean; readonly budget: number }>
  readonly onChanged: (papers: readonly KeptPaper[], usage: KeptUsage) => void
  readonly onProgress: (arxivId: ArxivId, received: number, total: number | null) => void
  readonly onError: (error: unknown) => void
}

export interface Keeper extends Background {
  /** Tells what became of papers. */
  tell(ids: readonly ArxivId[]): Promise<void>
  usage(): Promise<KeptUsage>
}

const offlineMs = 60_000
const throttledMs = 30_000
const longestWaitMs = 60_000
const longestRetryMs = 6 * 3_600_000
/** An answer that is not what was asked for is believed after so many. */
const mostAttempts = 5
const progressMs = 250

interface State extends KeeperOptions {
  problem: ErrorCode | null
  /** Until then (ms) arXiv is left alone. */
  arxivRestsUntil: number
  wake: () => void
}

/** The keeping of papers. `start` begins, or wakes a queue that waits. */
export function createKeeper(options: KeeperOptions): Keeper {
  const state: State = { ...options, problem: null, arxivRestsUntil: 0, wake: () => undefined }
  const background = createBackground((signal) => run(state, signal), options.onError)
  return {
    ...background,
    start() {
      state.wake()
      background.start()
    },
    tell: (ids) => tell(state, ids),
    usage: () => usageOf(state),
  }
}

async function run(state: State, signal: AbortSignal): Promise<void> {
  const { library, now } = state
  state.problem = null
  await sweep(state)
  while (!signal.aborted) {
    const { isAutomatic, budget } = await state.wishes()
    if (isAutomatic && (await library.queueKept(now())) > 0) await tell(state, null)
    const rests = now() < state.arxivRestsUntil
    const file = await library.nextKeptFile(now(), rests ? ['text'] : ['text', 'pdf', 'figure'])
    if (file !== null) {
      const goesOn = await keep(state, file, { signal, budget })
      if (!goesOn) return
      continue
    }
    const at = await library.nextKeptAt()
    if (at === null) return
    await rest(state, Math.max(at, rests ? state.arxivRestsUntil : 0) - now(), signal)
  }
}

/** Fetches one file, or puts it off. False ends the run: nothing can be written. */
async function keep(
  state: State,
  file: KeptFile,
  { signal, budget }: { readonly signal: AbortSignal; readonly budget: number },
): Promise<boolean> {
  const { library, files, source, now } = state
  let heardAt = 0
  try {
    const kept = await fetchFile(file, {
      files,
      source,
      signal,
      budget,
      onEtag: async (etag) => void (await library.saveKeptFile({ ...file, etag }, now())),
      onBytes: (received, total) => {
        if (now() - heardAt < progressMs) return
        heardAt = now()
        state.onProgress(file.arxivId, received, total)
      },
    })
    if (file.kind === 'text') await wantFigures(state, kept)
    await library.saveKeptFile(kept, now())
    state.problem = null
    await fitInto(state, budget, file.arxivId)
    await tell(state, [file.arxivId])
    return true
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AppError)) throw error
    return putOff(state, file, error, signal)
  }
}

async function wantFigures({ files, library }: State, text: KeptFile): Promise<void> {
  const bytes = await files.read(text)
  if (bytes !== null) await library.wantFigures(text.arxivId, figuresOf(bytes.toString('utf8')))
}

/** What a failure means for the file, for the queue, or for arXiv's part of it. */
async function putOff(state: State, file: KeptFile, error: AppError, signal: AbortSignal): Promise<boolean> {
  const { library, now } = state
  const { status, retryAt } = error.detail ?? {}
  if (error.code === 'disk-full' || error.code === 'read-only') {
    state.problem = error.code
    await tell(state, [file.arxivId])
    return false
  }
  if (error.code === 'offline') {
    state.problem = 'offline'
    await tell(state, [file.arxivId])
    await rest(state, offlineMs, signal)
    return true
  }
  state.problem = null
  const isGone = status === 404 || status === 410
  if (isGone || (error.code === 'feed-changed' && file.attempts + 1 >= mostAttempts)) {
    await library.saveKeptFile({ ...file, state: 'absent', bytes: 0, etag: null }, now())
    await tell(state, [file.arxivId])
    return true
  }
  const isThrottled = error.code === 'rate-limited' || status === 503 || status === 403
  const first = isThrottled ? throttledMs : offlineMs
  const usual = now() + Math.min(first * 2 ** file.attempts, longestRetryMs)
  const next = typeof retryAt === 'number' ? Math.max(retryAt, now() + 1000) : usual
  if (isThrottled && file.kind !== 'text') state.arxivRestsUntil = next
  await library.postponeKeptFile(file, error.code, next)
  await tell(state, [file.arxivId])
  return true
}

/** Makes room: the oldest papers that are not starred go first, and if there is none, the one that did not fit. */
async function fitInto(state: State, budget: number, arxivId: ArxivId): Promise<void> {
  const { library } = state
  const over = (await library.keptBytes()).bytes - budget
  if (over <= 0) return
  const others = await library.keptToDrop(over, arxivId)
  await drop(state, others)
  if ((await library.keptBytes()).bytes > budget) await drop(state, [arxivId])
  await tell(state, others)
}

async function drop({ library, files, now }: State, ids: readonly ArxivId[]): Promise<void> {
  for (const id of await library.moveKept(ids, ['kept', 'waiting'], 'dropped', now())) {
    await files.remove(id)
    await library.forgetKeptFiles(id)
  }
}

/** Waits until it is time, or until somebody wakes the queue; a clock that was put back is noticed within a minute. */
async function rest(state: State, ms: number, signal: AbortSignal): Promise<void> {
  const woken = new AbortController()
  state.wake = () => woken.abort()
  try {
    await state.sleep(Math.min(Math.max(ms, 1), longestWaitMs), AbortSignal.any([signal, woken.signal]))
  } catch (error) {
    if (!woken.signal.aborted) throw error
  } finally {
    state.wake = () => undefined
  }
}

/** Deletes what a former process left half-written and nobody will go on with. */
async function sweep({ library, files }: State): Promise<void> {
  const wanted = new Set<string>()
  for (const { arxivId, state: paper } of await library.keptPapers(null)) {
    if (paper !== 'waiting') continue
    for (const file of await library.keptFiles(arxivId)) {
      const isPart = file.state === 'wanted' && file.etag !== null
      if (isPart) wanted.add(`${folderName(arxivId)}/${fileName(file)}`)
    }
  }
  await files.sweep((folder, name) => wanted.has(`${folder}/${name}`))
}

async function tell(state: State, ids: readonly ArxivId[] | null): Promise<void> {
  state.onChanged(await state.library.keptPapers(ids), await usageOf(state))
}

async function usageOf({ library, problem }: State): Promise<KeptUsage> {
  return { ...(await library.keptBytes()), problem }
}
