/** Takes in an export of Octavo (JSON lines): see electron/library/take-in.ts for what becomes of it. */
import type { StoredList } from '../../src/shared/domain.ts'
import { readJsonLines } from '../export/json-lines.ts'
import type { AsyncLibrary } from '../library/library.ts'

/** `now` in ms. */
export async function importLines(
  library: Pick<AsyncLibrary, 'takeIn'>,
  file: { readonly name: string; readonly text: string },
  now: number,
): Promise<StoredList> {
  const { refused, ...records } = readJsonLines(file.text, now)
  const stored = await library.takeIn(records, file.name)
  return { ...stored, rejected: refused.length }
}
