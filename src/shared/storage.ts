/** Where the library is kept, what copies of it there are, and what a repair could save. */

/** A copy of the library on the disk. */
export interface LibraryCopy {
  readonly path: string
  /** A backup of a day, the copy made before the library changed its shape, or a library that was set aside. */
  readonly kind: 'daily' | 'version' | 'set-aside'
  /** When it was last written, ms. */
  readonly at: number
  readonly bytes: number
  /** What is in it; null for a copy that cannot be read. */
  readonly counts: CopyCounts | null
}

export interface CopyCounts {
  readonly papers: number
  readonly notes: number
  /** Papers with a verdict. */
  readonly decided: number
}

export interface StorageFacts {
  readonly libraryPath: string
  /** Size of the library's files; 0 if there are none. */
  readonly bytes: number
  /** Where backups are written. */
  readonly backupFolder: string
  /** Newest first. */
  readonly backups: readonly LibraryCopy[]
  readonly setAside: readonly LibraryCopy[]
}

/** What the repair of a damaged library came to. */
export interface Recovery {
  /** When the backup was made from which it began, ms; null if there was none that could be used. */
  readonly backupAt: number | null
  /** What was read from the damaged file and is not in the backup. */
  readonly notes: number
  readonly decisions: number
  readonly papers: number
  /** The folder with the damaged files. */
  readonly setAside: string
}

/** What a check of the library found: nothing, a search index that was made anew, or damage. */
export type Health = 'sound' | 'index-rebuilt' | 'damaged'

/** Whether a folder looks like one that a program keeps in sync between computers, which an open library does not survive. */
export function isSyncedFolder(path: string): boolean {
  return /[/\\](?:Dropbox|OneDrive|Google ?Drive|GoogleDrive|My Drive|Nextcloud|ownCloud|Syncthing|Sync|pCloudDrive|Mobile Documents|CloudStorage|iCloudDrive|iCloud Drive)(?:[^/\\]*)(?:[/\\]|$)/i.test(
    `${path}/`,
  )
}
