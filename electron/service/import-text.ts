/**
 * What the reader brings as text, a file's or pasted: an export of Octavo, answers of the API, saved pages, lists of
 * ids and addresses, bibliographies. Which of them it is is told by the text itself.
 */
import { addDays, feedDayAt, localDayAt, type Day } from '../../src/shared/days.ts'
import type { IncomingList, StoredList } from '../../src/shared/domain.ts'
import { isListOfPapers } from '../../src/shared/paper-address.ts'
import { isJsonLines } from '../export/json-lines.ts'
import { readSavedHtml } from '../feed/saved-html.ts'
import { readSavedPage } from '../feed/saved-page.ts'
import { readResponse } from '../feed/saved-response.ts'
import { importLines } from './import-lines.ts'
import type { ServiceParts } from './index.ts'

export interface ImportedText {
  readonly stored: StoredList
  /** Feed days whose lists were in it. */
  readonly days: readonly Day[]
}

type Parts = Pick<ServiceParts, 'library' | 'feed' | 'now'>

/** `name` is the file's, or a title for the list. Throws `invalid-input`, and what asking for named papers throws. */
export async function importText(parts: Parts, name: string, text: string): Promise<ImportedText> {
  if (isJsonLines(text)) {
    return { stored: await importLines(parts.library, { name, text }, parts.now()), days: [] }
  }
  const latest = addDays(feedDayAt(parts.now()), 1)
  const today = localDayAt(parts.now())
  const answer = readResponse(text, name, latest)
  if (answer !== null) return importLists(parts, answer)
  const page = readSavedHtml(text, name, { latest, today })
  if (page?.lists) return importLists(parts, page.lists)
  // Only then: an answer saved without line breaks is one line that names papers, too.
  const named = page === null ? (isListOfPapers(text) ? text : null) : page.named.join(' ')
  if (named !== null) return { stored: (await parts.feed.addPapers(named)).stored, days: [] }
  return importLists(parts, [readSavedPage(text, name, today)])
}

/** Papers stored in one transaction: about 10 ms in which no key is answered. */
const pieceSize = 100

async function importLists({ library }: Parts, lists: readonly IncomingList[]): Promise<ImportedText> {
  const stored: StoredList[] = []
  for (const list of lists) {
    // A paper that stands on a list twice keeps its first rank, which only the whole list can tell.
    const ids = new Set(list.papers.map(({ arxivId }) => arxivId))
    const step = ids.size === list.papers.length ? pieceSize : Math.max(1, list.papers.length)
    const session = crypto.randomUUID()
    for (let from = 0; from === 0 || from < list.papers.length; from += step) {
      const papers = list.papers.slice(from, from + step)
      const piece = await library.importList({ ...list, papers }, { session, from })
      stored.push(from === 0 ? piece : { ...piece, rejected: 0 })
    }
  }
  return { stored: stored.reduce(sum, nothingStored), days: lists.flatMap(daysOf) }
}

export const nothingStored: StoredList = { added: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 }

/** Both together. */
export function sum(a: StoredList, b: StoredList): StoredList {
  return {
    added: a.added + b.added,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    merged: a.merged + b.merged,
    rejected: a.rejected + b.rejected,
  }
}

/** The feed day of a list, if it is one's. */
export function daysOf({ list }: Pick<IncomingList, 'list'>): readonly Day[] {
  return list.startsWith('day:') ? [list.slice('day:'.length)] : []
}
