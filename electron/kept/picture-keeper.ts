/**
 * Fetches the pictures of listed papers in the background, those of the newest lists first and one a second: it begins when
 * a sync has ended, and what failed comes again after a later one. Pictures have at most a quarter of the space for kept
 * papers and give way to them; the oldest go first.
 */
import type { ArxivId, PaperId, PaperRow } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { PagePictures, Picture } from '../../src/shared/pictures.ts'
import type { DuePicture, PictureLibrary } from '../library/pictures.ts'
import { createBackground, type Background } from '../sync/background.ts'
import { fetchPicture, fileOf, motionFile } from './fetch-picture.ts'
import type { Source } from './fetch-file.ts'
import type { KeptFiles } from './files.ts'
import { folderName } from './names.ts'
import type { Shrinker } from './shrinker.ts'

/** The library's books of pictures, from another thread. */
type PictureBooks = {
  readonly [K in keyof PictureLibrary]: (
    ...args: Parameters<PictureLibrary[K]>
  ) => Promise<ReturnType<PictureLibrary[K]>>
} & {
  keptBytes(): Promise<{ readonly bytes: number }>
  rows(ids: readonly PaperId[]): Promise<readonly Pick<PaperRow, 'arxivId'>[]>
}

export interface PictureKeeperOptions {
  readonly library: PictureBooks
  /** Of a folder of their own. */
  readonly files: KeptFiles
  readonly source: Source
  readonly shrinker: Shrinker
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Whether pictures are fetched unasked, and how many bytes all that is kept may take. */
  readonly wishes: () => Promise<{ readonly isAutomatic: boolean; readonly budget: number }>
  /** Where the shell serves the files: an address that ends in a slash. */
  readonly address: string
  /** Something became of these papers' pictures. */
  readonly onChanged: (ids: readonly ArxivId[]) => void
  readonly onError: (error: unknown) => void
}

export interface PictureKeeper extends Background {
  /** What the page of a paper shows of it. A file that is not what was fetched is fetched again instead. */
  page(id: PaperId): Promise<PagePictures>
  /** Fetches all pictures of a paper, as soon as there is a network. */
  ask(id: PaperId): Promise<void>
  /** Deletes pictures until so many bytes are free, the oldest first, or none is left that may go. */
  yieldSpace(bytes: number): Promise<void>
  /** Deletes all pictures; they come again when they are asked for. */
  remove(): Promise<void>
}

const pauseMs = 1000
const firstRetryMs = 10 * 60_000
const mostAttempts = 3
/** Papers whose pictures are put on the list at once. */
const batch = 50
/** What a picture takes, roughly, before it is known. */
const usualBytes = 150_000
/** Of the space for all that is kept. */
const share = 1 / 4

export function createPictureKeeper(options: PictureKeeperOptions): PictureKeeper {
  const background = createBackground((signal) => run(options, signal), options.onError)
  const { library } = options
  return {
    ...background,
    page: (id) => page(options, id, () => background.start()),
    ask: async (id) => {
      const arxivId = await arxivIdOf(library, id)
      if (arxivId === null) return
      await library.askPictures(arxivId)
      options.onChanged([arxivId])
      background.start()
    },
    yieldSpace: async (bytes) => drop(options, await library.picturesToDrop(bytes, null)),
    remove: () => drop(options, null),
  }
}

async function run(options: PictureKeeperOptions, signal: AbortSignal): Promise<void> {
  const { library, files, shrinker, sleep, now } = options
  await files.sweep(await begun(options))
  try {
    while (!signal.aborted) {
      const { isAutomatic, budget } = await options.wishes()
      const kinds = isAutomatic ? 'all' : 'asked'
      const due = await library.nextPicture(now(), kinds)
      if (due === null) {
        if (isAutomatic && (await library.wantPictures(batch)) > 0) continue
        return
      }
      if (!(await hasRoom(options, due, budget))) return
      if (!(await keep(options, due, signal))) return
      await fitInto(options, budget)
      await sleep(pauseMs, signal)
    }
  } finally {
    await shrinker.rest()
  }
}

/** Which parts are beginnings that can be gone on with. */
async function begun({ library }: PictureKeeperOptions): Promise<(folder: string, file: string) => boolean> {
  const parts = (await library.begunPictures()).map((picture) => {
    const { arxivId, name } = motionFile(picture)
    return `${folderName(arxivId)}/${name}`
  })
  return (folder, file) => parts.includes(`${folder}/${file}`)
}

/** Fetches one picture, or puts it off. False ends the run: the network or the disk has to change first. */
async function keep(options: PictureKeeperOptions, due: DuePicture, signal: AbortSignal): Promise<boolean> {
  const { library, now } = options
  try {
    const { isAsked: _isAsked, isDear: _isDear, ...picture } = due
    const onEtag = async (etag: string | null): Promise<void> =>
      void (await library.savePicture({ ...picture, etag }, now()))
    await library.savePicture(await fetchPicture(due, { ...options, signal, onEtag }), now())
    options.onChanged([due.arxivId])
    return true
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AppError)) throw error
    const { status, retryAt } = error.detail ?? {}
    const hasNoPlace = error.code === 'disk-full' || error.code === 'read-only'
    if (hasNoPlace || error.code === 'offline') return false
    const isGone = [400, 403, 404, 410].includes(Number(status))
    if (isGone || due.attempts + 1 >= mostAttempts) {
      const { isAsked: _isAsked, isDear: _isDear, ...picture } = due
      await library.savePicture({ ...picture, state: 'absent', bytes: 0, etag: null }, now())
      options.onChanged([due.arxivId])
      return true
    }
    const usual = now() + firstRetryMs * 4 ** due.attempts
    await library.postponePicture(due, typeof retryAt === 'number' ? Math.max(retryAt, usual) : usual)
    return error.code === 'feed-changed'
  }
}

/** Whether another picture may come: there is space, or older ones make some. */
async function hasRoom(options: PictureKeeperOptions, due: DuePicture, budget: number): Promise<boolean> {
  const over = (await overBudget(options, budget)) + usualBytes
  if (over <= 0 || due.isDear) return true
  const older = await options.library.picturesToDrop(over, due.arxivId)
  await drop(options, older)
  return older.length > 0
}

async function fitInto(options: PictureKeeperOptions, budget: number): Promise<void> {
  const over = await overBudget(options, budget)
  if (over > 0) await drop(options, await options.library.picturesToDrop(over, null))
}

/** Bytes above what pictures may take; less than 0 for space that is left. */
async function overBudget({ library }: PictureKeeperOptions, budget: number): Promise<number> {
  const [pictures, papers] = await Promise.all([library.pictureUsage(), library.keptBytes()])
  return pictures.bytes - Math.min(budget * share, budget - papers.bytes)
}

async function drop(options: PictureKeeperOptions, ids: readonly ArxivId[] | null): Promise<void> {
  if (ids?.length === 0) return
  const dropped = await options.library.dropPictures(ids)
  for (const id of dropped) await options.files.remove(id)
  if (dropped.length > 0) options.onChanged(dropped)
}

async function page(options: PictureKeeperOptions, id: PaperId, start: () => void): Promise<PagePictures> {
  const { library } = options
  const arxivId = await arxivIdOf(library, id)
  const { isAutomatic } = await options.wishes()
  const known = arxivId === null ? [] : await library.pictures(arxivId)
  // Its turn in the lists has not come yet, but somebody looks at it now.
  if (arxivId !== null && known.length === 0 && isAutomatic) await library.wantPicturesOf(arxivId)
  const wanted = arxivId === null || known.length > 0 ? known : await library.pictures(arxivId)
  const pictures = await Promise.all(wanted.map((picture) => checked(options, picture)))
  if (isAutomatic && pictures.some(({ state }) => state === 'wanted')) start()
  const still = stillOf(pictures)
  const motion = pictures.find(({ kind, state }) => kind === 'motion' && state !== 'absent')
  const addressOf = ({ file }: Picture): string => `${options.address}${folderName(arxivId ?? '')}/${file}`
  return {
    still:
      still === undefined
        ? null
        : { address: addressOf(still), width: still.width ?? 1, height: still.height ?? 1 },
    rest: restOf(pictures, isAutomatic),
    motion:
      motion === undefined
        ? null
        : {
            kind: /\.gif(?:[?#]|$)/i.test(motion.source) ? 'gif' : 'video',
            address: motion.state === 'kept' ? addressOf(motion) : null,
            bytes: motion.bytes,
          },
  }
}

async function arxivIdOf(library: PictureBooks, id: PaperId): Promise<ArxivId | null> {
  const [row] = await library.rows([id])
  return row?.arxivId ?? null
}

/** The medium says more than the thumbnail. */
function stillOf(pictures: readonly Picture[]): Picture | undefined {
  const here = pictures.filter(({ kind, state }) => kind !== 'motion' && state === 'kept')
  return here.find(({ kind }) => kind === 'medium') ?? here[0]
}

/** The picture as it is now: one whose file has changed or gone is wanted again. */
async function checked(options: PictureKeeperOptions, picture: Picture): Promise<Picture> {
  if (picture.state !== 'kept' || picture.file === null) return picture
  const { arxivId, file, sha256 } = picture
  if (await options.files.isWhole({ ...fileOf({ arxivId }, file), sha256 })) return picture
  const wanted: Picture = { ...picture, state: 'wanted', file: null, bytes: 0, sha256: null, etag: null }
  await options.library.savePicture(wanted, options.now())
  return wanted
}

function restOf(pictures: readonly Picture[], isAutomatic: boolean): PagePictures['rest'] {
  const missing = pictures.filter(({ state }) => state !== 'kept' && state !== 'absent')
  if (missing.length === 0) return pictures.length === 0 ? 'askable' : 'none'
  if (missing.some((picture) => picture.state === 'wanted')) return isAutomatic ? 'coming' : 'askable'
  return 'askable'
}
