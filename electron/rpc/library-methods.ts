/** The library's methods as a value: what may be called over a port. A missing or surplus name does not compile. */
import type { AsyncLibrary, Library } from '../library/library.ts'

const methods: { readonly [K in keyof Library]: true } = {
  counts: true,
  tags: true,
  list: true,
  rows: true,
  search: true,
  searchCount: true,
  excerpts: true,
  similar: true,
  twins: true,
  merge: true,
  tellApart: true,
  keepSearch: true,
  paper: true,
  named: true,
  change: true,
  undo: true,
  redo: true,
  journal: true,
  revert: true,
  saveNote: true,
  storeList: true,
  importList: true,
  takeIn: true,
  recordIds: true,
  paperRecords: true,
  commandRecords: true,
  frameRecord: true,
  removeSample: true,
  papersWithoutOriginal: true,
  storeOriginals: true,
  announced: true,
  dayFacts: true,
  nearDays: true,
  latestDay: true,
  weekReview: true,
  stats: true,
  checkedDays: true,
  settings: true,
  saveSettings: true,
  view: true,
  saveView: true,
  backfill: true,
  saveBackfill: true,
  announcementsSeen: true,
  saveAnnouncementsSeen: true,
  queueKept: true,
  askKept: true,
  nextKeptFile: true,
  nextKeptAt: true,
  wantFigures: true,
  saveKeptFile: true,
  postponeKeptFile: true,
  keptPapers: true,
  keptFiles: true,
  keptBytes: true,
  keptToDrop: true,
  moveKept: true,
  forgetKeptFiles: true,
  wantPictures: true,
  wantPicturesOf: true,
  askPictures: true,
  nextPicture: true,
  savePicture: true,
  postponePicture: true,
  pictures: true,
  begunPictures: true,
  pictureUsage: true,
  picturesToDrop: true,
  dropPictures: true,
  storage: true,
  backUp: true,
  replaceWith: true,
  place: true,
  moveTo: true,
  useLibrary: true,
  startOver: true,
  recover: true,
  needsCheck: true,
  checkPart: true,
  close: true,
}

export type LibraryMethod = keyof Library

export function isLibraryMethod(name: string): name is LibraryMethod {
  return Object.hasOwn(methods, name)
}

/** One call of the library by name. */
export type LibraryCall = (method: LibraryMethod, args: readonly unknown[]) => Promise<unknown>

/** An `AsyncLibrary` all of whose methods go through `call`. */
export function asyncLibrary(call: LibraryCall): AsyncLibrary {
  const entries = Object.keys(methods)
    .filter(isLibraryMethod)
    .map((name) => [name, (...args: readonly unknown[]) => call(name, args)])
  // `methods` has exactly the names of the interface; only their types are lost on the way through the entries.
  return Object.fromEntries(entries) as AsyncLibrary
}
