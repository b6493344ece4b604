/** How a row is called where it cannot be seen: its title and state, then who wrote it. */
import type { RowLook } from '../components/PaperRow.tsx'
import { plainText } from '../components/read-text.ts'
import type { PaperRow } from '../shared/domain.ts'
import { counted } from '../text/format.ts'
import { verdictWord } from '../text/messages.ts'

/** "World Action Models: A Survey, later, starred" */
export function nameOf(row: PaperRow): string {
  const state = [row.verdict === 'unread' ? null : verdictWord(row.verdict), row.isStarred ? 'starred' : null]
  return [plainText(row.title), ...state.filter((word) => word !== null)].join(', ')
}

/** What the row shows besides, in its order: who wrote it and where, what became of it, what the reader added. */
export function descriptionOf(
  { firstAuthor, authorCount, organization, putOff, tags, noteLine, upvotes }: PaperRow,
  { isKept, snoozed, remark }: Pick<RowLook, 'isKept' | 'snoozed' | 'remark'>,
): string {
  const authors =
    firstAuthor === null ? '' : authorCount > 1 ? `${firstAuthor} and ${authorCount - 1} more` : firstAuthor
  return [
    authors,
    organization,
    upvotes === null ? null : counted(upvotes, 'upvote'),
    putOff >= 2 ? `put off ${putOff} times` : null,
    isKept ? 'kept offline' : null,
    snoozed,
    remark,
    noteLine === null || noteLine === '' ? null : 'with a note',
    ...tags.map((tag) => `#${tag}`),
  ]
    .filter(Boolean)
    .join(', ')
}
