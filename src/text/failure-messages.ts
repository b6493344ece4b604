/** What is said when something failed: a sentence for each code of shared/errors.ts, what is so and then what to do. */
import type { ErrorCode, Failure } from '../shared/errors.ts'
import { unusableCopies, unusablePlaces } from './unusable-messages.ts'

export interface FailureText {
  readonly title: string
  readonly body: string
}

const failures: Readonly<Record<ErrorCode, (failure: Failure) => FailureText>> = {
  offline: () => ({ title: 'There is no network.', body: 'Everything fetched so far is here.' }),
  'rate-limited': () => ({ title: 'The feed asks for a pause.', body: 'The next try is made by itself.' }),
  'feed-unavailable': ({ detail }) => ({
    title:
      typeof detail?.['status'] === 'number'
        ? `The feed answered with an error (${detail['status']}).`
        : 'The feed does not answer.',
    body: 'What was fetched before is untouched.',
  }),
  'feed-changed': ({ detail }) => ({
    title: unreadable[String(detail?.['reason'])] ?? 'This day could not be read.',
    body: 'What you had is untouched; the log says more.',
  }),
  'library-locked': () => ({
    title: 'The library is open in another window.',
    body: 'Close Octavo there, then try again here.',
  }),
  'library-newer': () => ({
    title: 'This library was written by a newer Octavo.',
    body: 'Nothing was changed. Update Octavo on this computer to open it.',
  }),
  'library-damaged': () => ({
    title: 'The library file is damaged.',
    body: 'Nothing was changed. A repair begins with the newest backup and adds all that can still be read.',
  }),
  'library-foreign': () => ({
    title: 'This file is not an Octavo library.',
    body: 'Nothing was changed. Start Octavo with another folder.',
  }),
  'backup-unusable': ({ detail }) => ({
    title: unusableCopies[String(detail?.['reason'])] ?? 'This copy is not whole.',
    body: 'Nothing was changed. Choose another one.',
  }),
  'place-unusable': ({ detail }) => ({
    title: unusablePlaces[String(detail?.['reason'])] ?? 'The library cannot be there.',
    body: 'Nothing was changed: the library is where it was.',
  }),
  'library-away': ({ detail }) => ({
    title: 'The library is not where it was left.',
    body: `Connect the drive with ${String(detail?.['path'])}, then start Octavo again.`,
  }),
  'disk-full': () => ({
    title: 'The disk is full.',
    body: 'The last change was not saved. Free some space, then make it again.',
  }),
  'no-room': () => ({
    title: 'The space for kept papers is full.',
    body: 'Give it more in Settings, Offline, or remove something there.',
  }),
  'read-only': () => ({
    title: 'The library cannot be written to.',
    body: 'Check the rights of its folder, then try again.',
  }),
  'not-found': () => ({ title: 'That paper is no longer in the library.', body: '' }),
  conflict: () => ({ title: 'This was changed elsewhere meanwhile.', body: 'Both versions are kept.' }),
  'invalid-input': () => ({ title: 'That could not be read.', body: 'Nothing was changed.' }),
  'zotero-away': () => ({
    title: 'Zotero is not running.',
    body: 'Start Zotero on this computer, then send again.',
  }),
  'zotero-refused': () => ({
    title: 'Zotero did not take the papers.',
    body: 'Choose a collection there that you may change, then send again.',
  }),
  'unsupported-runtime': () => ({
    title: 'This version of Node is too old for the library.',
    body: 'Octavo needs Node 22.14 or newer.',
  }),
  internal: ({ detail }) => ({
    title: 'Something went wrong inside Octavo.',
    body: `What you had is untouched; the log says more${typeof detail?.['id'] === 'string' ? ` under ${detail['id']}` : ''}.`,
  }),
}

/** Answers that are none, by the reason that electron/feed/failures.ts gives. */
const unreadable: Readonly<Record<string, string | undefined>> = {
  'content-type': 'Something else answered in the feed’s place.',
  redirects: 'Something else answered in the feed’s place.',
  'too-large': 'The feed sent more than a list can be.',
  'other-day': 'The feed answered with the list of another day.',
}

/** The sentence of a failure. A library's own message is never shown. */
export function failureText(failure: Failure): FailureText {
  return failures[failure.code](failure)
}
