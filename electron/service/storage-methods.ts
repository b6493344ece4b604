/** The part of the contract that is about the library's files: backups, restoring, starting over, repairing. */
import type { Service } from '../../src/shared/contract.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Recovery } from '../../src/shared/storage.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Emit } from '../rpc/events.ts'
import { backUpWithLines } from './backup-lines.ts'
import type { Recorded } from './record-lines.ts'

interface StorageParts {
  readonly library: Pick<
    AsyncLibrary,
    'storage' | 'backUp' | 'replaceWith' | 'moveTo' | 'useLibrary' | 'startOver' | 'recover'
  > &
    Recorded
  readonly emit: Emit
}

type StorageMethod =
  | 'library.move'
  | 'library.use'
  | 'storage.get'
  | 'backups.make'
  | 'library.open'
  | 'library.startOver'
  | 'library.repair'

export function storageMethods({ library, emit }: StorageParts): Pick<Service, StorageMethod> {
  const replaced = <T>(result: T, recovery: Recovery | null): T => {
    emit('library.replaced', { recovery })
    return result
  }
  return {
    'storage.get': () => library.storage(),
    'backups.make': async () => {
      const made = await backUpWithLines(library, true)
      if (made === null) throw new AppError('internal', 'no backup was made')
      return made
    },
    'library.open': async ({ path }) => replaced(await library.replaceWith(path), null),
    'library.move': async ({ folder }) => replaced({ path: await library.moveTo(folder) }, null),
    'library.use': async ({ path }) => replaced({ path: await library.useLibrary(path) }, null),
    'library.startOver': async () => replaced(await library.startOver(), null),
    'library.repair': async () => {
      const recovery = await library.recover()
      return replaced(recovery, recovery)
    },
  }
}
