/**
 * Keeps papers for reading without a network: one file after the other, full texts first, from a queue in the library
 * that a restart takes up where it was. Without a network it waits; when arXiv asks for patience only full texts are
 * fetched. When the budget is spent, pictures of listed papers go first, then the oldest papers that are not starred, which
 * the library remembers; and when only starred papers are left, nothing more is kept, which is told.
 */
import type { ArxivId } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { ErrorCode } from '../../src/shared/errors.ts'
import { keptKinds } from '../../src/shared/kept.ts'
import type { KeptFile, KeptPaper, KeptUsage } from '../../src/shared/kept.ts'
import type { DueFile, KeptLibrary } from '../library/kept.ts'
import type { PictureLibrary } from '../library/pictures.ts'
import { createBackground, type Background } from '../sync/background.ts'
import { fetchFile, type Source } from './fetch-file.ts'
import { figuresOf } from './figures.ts'
import type { KeptFiles } from './files.ts'
import { fileName, folderName } from './names.ts'

/** The library's books of the pack, from another thread. */
export type KeptBooks = {
  readonly [K in keyof KeptLibrary]: (
    ...args: Parameters<KeptLibrary[K]>
  ) => Promise<ReturnType<KeptLibrary[K]>>
} & { pictureUsage(): Promise<ReturnType<PictureLibrary['pictureUsage']>> }

export interface KeeperOptions {
  readonly library: KeptBooks
  readonly files: KeptFiles
  readonly source: Source
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Whether Later and starred papers are kept unasked, and how many bytes all of it may take. */
  readonly wishes: () => Promise<{ readonly isAutomatic: boolean; readonly budget: number }>
  /** Deletes pictures of listed papers, so many bytes of them if there are, for they are worth less. */
  readonly yieldPictures: (bytes: number) => Promise<void>
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
  isSwept: boolean
}

/** The keeping of papers. `start` begins, or wakes a queue that waits. */
export function createKeeper(options: KeeperOptions): Keeper {
  const state: State = {
    ...options,
    problem: null,
    arxivRestsUntil: 0,
    wake: () => undefined,
    isSwept: false,
  }
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
    const queued = isAutomatic ? await library.queueKept(now()) : []
    if (queued.length > 0) await tell(state, queued)
    const rests = now() < state.arxivRestsUntil
    const room = budget - (await library.keptBytes()).firmBytes - (await library.pictureUsage()).firm
    const which = { kinds: keptKinds.filter((kind) => !rests || kind === 'text'), isAskedOnly: !isAutomatic }
    const file = await library.nextKeptFile(now(), which, room)
    if (file !== null) {
      const goesOn = await keep(state, file, { signal, budget, room })
      if (!goesOn) return
      continue
    }
    const { at, refused } = await library.nextKeptAt({ ...which, kinds: keptKinds }, room)
    await saveProblem(state, refused > 0 ? 'no-room' : null)
    if (at === null) return
    await rest(state, Math.max(at, rests ? state.arxivRestsUntil : 0) - now(), signal)
  }
}

async function saveProblem(state: State, problem: ErrorCode | null): Promise<void> {
  if (state.problem === problem) return
  state.problem = problem
  await tell(state, [])
}

/** Fetches one file, or puts it off. False ends the run: nothing can be written. */
async function keep(
  state: State,
  file: DueFile,
  { signal, budget, room }: { readonly signal: AbortSignal; readonly budget: number; readonly room: number },
): Promise<boolean> {
  const { library, files, source, now } = state
  let heardAt = 0
  try {
    const { firmBytes, ...wanted } = file
    const kept = await fetchFile(wanted, {
      files,
      source,
      signal,
      room: room - firmBytes,
      onEtag: async (etag) => void (await library.saveKeptFile({ ...wanted, etag }, now())),
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
    const { firmBytes: _firmBytes, ...wanted } = file
    return putOff(state, wanted, error, signal)
  }
}

async function wantFigures({ files, library }: State, text: KeptFile): Promise<void> {
  const bytes = await files.read(text)
  if (bytes !== null) await library.wantFigures(text.arxivId, figuresOf(bytes.toString('utf8')))
}

/** What a failure means for the file, for the queue, or for arXiv's part of it. */
async function putOff(state: State, file: KeptFile, error: AppError, signal: AbortSignal): Promise<boolean> {
  const { library, files, now } = state
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
  if (error.code === 'no-room') {
    await files.discardPart(file)
    await library.saveKeptFile({ ...file, bytes: Number(error.detail?.['bytes'] ?? 0), etag: null }, now())
    await tell(state, [file.arxivId])
    return true
  }
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

/** Makes room: pictures of listed papers go first, then the oldest papers that are not starred. */
async function fitInto(state: State, budget: number, arxivId: ArxivId): Promise<void> {
  const { library } = state
  const over = async (): Promise<number> =>
    (await library.keptBytes()).bytes + (await library.pictureUsage()).bytes - budget
  const overAll = await over()
  if (overAll > 0) await state.yieldPictures(overAll)
  const overPapers = await over()
  if (overPapers <= 0) return
  const others = await library.keptToDrop(overPapers, arxivId)
  await drop(state, others)
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
async function sweep(state: State): Promise<void> {
  const { library, files } = state
  if (state.isSwept) return
  state.isSwept = true
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

async function tell(state: State, ids: readonly ArxivId[]): Promise<void> {
  state.onChanged(await state.library.keptPapers(ids), await usageOf(state))
}

async function usageOf({ library, problem }: State): Promise<KeptUsage> {
  const { firmBytes: _firmBytes, ...bytes } = await library.keptBytes()
  const { firm: _firm, ...pictures } = await library.pictureUsage()
  return { ...bytes, pictures, problem }
}
