/** A table of papers for spreadsheets and scripts: CSV by RFC 4180, in UTF-8. */
import type { PaperDetail } from '../../src/shared/domain.ts'
import { abstractUrl, lineOfText, pdfUrl } from './citable.ts'

type Cell = string | number | boolean | null

/** The columns in order. New ones are added at the end, so that scripts keep working. */
const columns: readonly (readonly [name: string, cell: (paper: PaperDetail) => Cell])[] = [
  ['arxiv_id', ({ arxivId }) => arxivId],
  ['title', ({ title }) => lineOfText(title)],
  ['authors', ({ authors }) => authors.map(({ name }) => name).join('; ')],
  ['organization', ({ organization }) => organization],
  ['published_on', ({ publishedOn }) => publishedOn],
  ['listed_on', ({ listedOn }) => listedOn],
  ['rank', ({ rank }) => rank],
  ['upvotes', ({ upvotes }) => upvotes],
  ['comments', ({ commentCount }) => commentCount],
  ['verdict', ({ verdict }) => verdict],
  ['starred', ({ isStarred }) => isStarred],
  ['snoozed_until', ({ snoozedUntil }) => snoozedUntil],
  ['tags', ({ tags }) => tags.join('; ')],
  ['note', ({ note }) => note.text],
  ['decided_at', ({ decidedAt }) => (decidedAt === null ? null : new Date(decidedAt).toISOString())],
  ['added_at', ({ addedAt }) => new Date(addedAt).toISOString()],
  ['keywords', ({ keywords }) => keywords.join('; ')],
  ['summary', ({ aiSummary }) => aiSummary],
  ['abstract', ({ abstract }) => lineOfText(abstract)],
  ['url', ({ arxivId }) => (arxivId === null ? null : abstractUrl(arxivId))],
  ['pdf', ({ arxivId }) => (arxivId === null ? null : pdfUrl(arxivId))],
  ['code', ({ githubRepo }) => githubRepo],
  ['project_page', ({ projectPage }) => projectPage],
]

/** A header and one row per paper, every row ended by CRLF. Absent facts are empty cells. */
export function csv(papers: readonly PaperDetail[]): string {
  const rows = papers.map((paper) => columns.map(([, cell]) => quoted(cell(paper))).join(','))
  return [columns.map(([name]) => name).join(','), ...rows].map((row) => `${row}\r\n`).join('')
}

/**
 * Spreadsheets take a text that begins like a formula for one, and a formula can send the sheet's content away: an
 * apostrophe in front keeps it text. Numbers are ours and need none.
 */
function quoted(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
