/** Why Octavo could not start, in a sentence and a hint: told before there is a window that could tell it. */
import { AppError } from '../../src/shared/errors.ts'
import type { ErrorCode } from '../../src/shared/errors.ts'

export interface StartFailure {
  readonly title: string
  readonly hint: string
}

const shellNames: { readonly [shell: string]: string } = {
  electron: 'the desktop window',
  browser: 'the browser shell',
}

/** What to say about an error that `openProgram` was rejected with. */
export function startFailure(error: unknown, dataDir: string): StartFailure {
  if (!(error instanceof AppError)) return { title: 'Octavo could not start.', hint: String(error) }
  const sentence = sentences[error.code]
  return sentence?.(error, dataDir) ?? { title: 'Octavo could not start.', hint: error.message }
}

type Sentence = (error: AppError, dataDir: string) => StartFailure

const unreadable: Sentence = (error, dataDir) => ({
  title: 'The library cannot be read.',
  hint: `${error.message}. Nothing was changed or deleted; the files are in ${dataDir}.`,
})

const sentences: { readonly [C in ErrorCode]?: Sentence } = {
  'library-locked': (error, dataDir) => ({
    title: `This library is already open in ${ownerOf(error)}.`,
    hint: `Close it there first, or use another library with --data-dir. The library is in ${dataDir}.`,
  }),
  'library-newer': (_error, dataDir) => ({
    title: 'This library was made by a newer Octavo.',
    hint: `Update Octavo to open it; nothing was changed. The library is in ${dataDir}.`,
  }),
  'library-away': (error) => ({
    title: `The library is not where it was left: ${String(error.detail?.['path'])}.`,
    hint: `Connect its drive and start Octavo again. To begin anew instead, remove ${String(error.detail?.['note'])}.`,
  }),
  'library-damaged': unreadable,
  'library-foreign': unreadable,
  'disk-full': (_error, dataDir) => ({
    title: 'The disk is full.',
    hint: `Octavo needs room in ${dataDir} to open the library.`,
  }),
  'read-only': (_error, dataDir) => ({
    title: 'The library cannot be written to.',
    hint: `Octavo may not write in ${dataDir}.`,
  }),
}

function ownerOf(error: AppError): string {
  const shell = error.detail?.['shell']
  const pid = error.detail?.['pid']
  const name = (typeof shell === 'string' ? shellNames[shell] : undefined) ?? 'another program'
  return typeof pid === 'number' ? `${name} (process ${pid})` : name
}
