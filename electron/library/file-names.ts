/** What the files are called that tell where a library is and who has it, and what their being there tells. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The name of a library's file in a folder of its own. */
export const libraryName = 'library.sqlite'

/** Beside a library while somebody has it; left behind by a process that was killed. */
export const ownerCard = 'owner.json'

/** In the data folder if the library is elsewhere. */
export const locationNote = 'location.json'

/** Where the library of a data folder is unless it was moved. */
export function homeOf(dataDir: string): string {
  return join(dataDir, 'library', libraryName)
}

/**
 * Whether the library of a data folder seems to have been closed as it should be. Cheap, for a process that has yet to load
 * everything else; of a library that was moved it is taken for granted.
 */
export function seemsAtRest(dataDir: string): boolean {
  if (existsSync(join(dataDir, locationNote))) return true
  const path = homeOf(dataDir)
  return existsSync(path) && !existsSync(join(dirname(path), ownerCard))
}
