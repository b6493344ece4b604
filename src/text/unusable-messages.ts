/** Why a copy or a place of the library will not do. */

/** Copies that are none, by the reason that electron/library/backup.ts gives. */
export const unusableCopies: Readonly<Record<string, string | undefined>> = {
  missing: 'There is no library in that place.',
  damaged: 'This copy is damaged.',
  folder: 'The folder for backups cannot be written to.',
}

/** Places where no library can be, by the reason that electron/library/relocate.ts gives. */
export const unusablePlaces: Readonly<Record<string, string | undefined>> = {
  'not-absolute': 'Give the whole path, such as ~/Octavo.',
  same: 'The library is there already.',
  taken: 'There is a library in that folder already.',
  missing: 'There is no library in that place.',
  backup: 'This is a backup, which is thinned out in time: open a copy of it.',
  'not-writable': 'This folder cannot be written to.',
  fixed: 'This library stays where it is.',
}
