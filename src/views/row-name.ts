/** How a row is called where it cannot be seen: its title and state, then who wrote it. */
import { plainText } from '../components/read-text.ts'
import type { PaperRow } from '../shared/domain.ts'
import { verdictWord } from '../text/messages.ts'

/** "World Action Models: A Survey, later, starred" */
export function nameOf(row: PaperRow): string {
  const state = [row.verdict === 'unread' ? null : verdictWord(row.verdict), row.isStarred ? 'starred' : null]
  return [plainText(row.title), ...state.filter((word) => word !== null)].join(', ')
}

/** Who wrote it and where, and whether it is kept offline: said after the name. */
export function descriptionOf({ firstAuthor, authorCount, organization }: PaperRow, isKept: boolean): string {
  const authors =
    firstAuthor === null ? '' : authorCount > 1 ? `${firstAuthor} and ${authorCount - 1} more` : firstAuthor
  return [authors, organization, isKept ? 'kept offline' : null].filter(Boolean).join(', ')
}
