/** The library's files, from the window: what is there, backups, and another library in place of this one. */
import type { LibraryCopy, StorageFacts } from '../shared/storage.ts'
import type { App } from '../stores/app.ts'
import { backedUp, recoveredText } from '../text/storage-messages.ts'
import { bootAnew } from './boot.ts'
import { saveMoved, saveNote, unsavedNotes } from './notes.ts'
import { tellFailure, toast } from './notify.ts'

/** Where the library is and what copies there are; null, with a notice, if that cannot be told. */
export async function fetchStorage(app: App): Promise<StorageFacts | null> {
  const answer = await app.bridge.call('storage.get', {})
  if (answer.ok) return answer.value
  tellFailure(app, answer.error)
  return null
}

/** Makes a backup now. */
export async function backUp(app: App): Promise<LibraryCopy | null> {
  await saveNote(app)
  const answer = await app.write('backups.make', {})
  if (!answer.ok) {
    tellFailure(app, answer.error)
    return null
  }
  toast(app, backedUp(answer.value))
  return answer.value
}

/** Goes on with the library at `path`; the present one is set aside. */
export async function openOther(app: App, path: string): Promise<void> {
  await saveNote(app)
  const answer = await app.write('library.open', { path })
  if (!answer.ok) return tellFailure(app, answer.error)
  await bootAnew(app)
  toast(app, 'This library is open now. The one before is kept under Set aside.')
}

/** Moves the library into `folder`, with what it had no room for. */
export async function moveLibrary(app: App, folder: string): Promise<void> {
  await saveNote(app)
  const unsaved = unsavedNotes(app)
  const answer = await app.write('library.move', { folder })
  if (!answer.ok) return tellFailure(app, answer.error)
  await bootAnew(app)
  await saveMoved(app, unsaved)
  toast(app, `The library is in ${answer.value.path} now. What was here before is kept beside the backups.`)
}

/** Goes on with another library, where it is. */
export async function goOnAt(app: App, path: string): Promise<void> {
  await saveNote(app)
  const answer = await app.write('library.use', { path })
  if (!answer.ok) return tellFailure(app, answer.error)
  await bootAnew(app)
  toast(app, `${answer.value.path} is open now. The library of before is where it was.`)
}

/** A path that the reader chooses in the shell's dialog; null for none. */
export async function pickPath(app: App, what: 'folder' | 'library'): Promise<string | null> {
  const answer = await app.bridge.call('shell.pick', { what })
  return answer.ok ? answer.value : null
}

/** Goes on with a new library; the present one is set aside. */
export async function startOver(app: App): Promise<void> {
  await saveNote(app)
  const answer = await app.write('library.startOver', {})
  if (!answer.ok) return tellFailure(app, answer.error)
  await bootAnew(app)
  toast(app, 'A new library is open. The one before is kept under Set aside.')
}

/** Repairs the library from the newest backup and what can be read of it. */
export async function repair(app: App): Promise<void> {
  const answer = await app.write('library.repair', {})
  if (!answer.ok) return tellFailure(app, answer.error)
  await bootAnew(app)
  toast(app, recoveredText(answer.value, app.now()))
}
