/** What tells two copies of a paper apart, in words. */
import type { PaperRow } from '../shared/domain.ts'
import { counted, fullDay } from './format.ts'
import { verdictWord } from './messages.ts'

/** Where a copy is from and what was done with it: "2606.13677 · 22 June 2026 · later, starred, #rl, with a note". */
export function copyFacts(row: PaperRow): string {
  const day = row.listedOn ?? row.publishedOn
  const done = [
    row.verdict === 'unread' ? '' : verdictWord(row.verdict),
    row.isStarred ? 'starred' : '',
    ...row.tags.map((tag) => `#${tag}`),
    row.noteLine === null ? '' : 'with a note',
  ]
  const facts = [
    row.arxivId ?? 'no arXiv id',
    day === null ? '' : fullDay(day),
    row.authorCount === 0 ? '' : counted(row.authorCount, 'author'),
    done.filter(Boolean).join(', '),
  ]
  return facts.filter(Boolean).join(' · ')
}
