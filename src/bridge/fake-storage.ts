/** The library's files in memory: one backup, which brings back the papers as they are. */
import type { Input, Method, Outputs } from '../shared/contract.ts'
import type { LibraryCopy } from '../shared/storage.ts'

const backup: LibraryCopy = {
  path: '/backups/octavo-2026-06-22.sqlite',
  kind: 'daily',
  at: Date.parse('2026-06-22T09:41:00'),
  bytes: 812_000,
  counts: { papers: 1204, notes: 37, decided: 890 },
}

type StorageMethod =
  | 'library.move'
  | 'library.use'
  | 'shell.pick'
  | 'storage.get'
  | 'backups.make'
  | 'library.open'
  | 'library.startOver'
  | 'library.repair'

export const storageHandlers: { readonly [M in StorageMethod & Method]: (input: Input<M>) => Outputs[M] } = {
  'storage.get': () => ({
    libraryPath: '/octavo/library.sqlite',
    bytes: 2_400_000,
    backupFolder: '/backups',
    backups: [backup],
    setAside: [],
  }),
  'backups.make': () => backup,
  'library.open': () => null,
  'library.startOver': () => null,
  'library.move': ({ folder }) => ({ path: `${folder}/library.sqlite` }),
  'library.use': ({ path }) => ({ path }),
  'shell.pick': () => '/elsewhere',
  'library.repair': () => ({
    backupAt: backup.at,
    notes: 12,
    decisions: 40,
    papers: 0,
    setAside: '/set-aside/1',
  }),
}
