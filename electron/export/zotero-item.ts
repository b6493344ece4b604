/**
 * Papers as Zotero's own connector sends them (zotero/zotero, connector server; fields as its arXiv translator fills them,
 * feed.md §5). The verdict goes along in the words of the plugin zotero-reading-list: in the Extra field, where the
 * plugin keeps it, and as a tag, for those who do not have it.
 */
import type { PaperDetail, Verdict } from '../../src/shared/domain.ts'
import { toPlainText } from '../../src/shared/math/index.ts'
import { abstractUrl, citableOf, doiOf, lineOfText } from './citable.ts'
import { familyName } from './person-name.ts'
import type { CitedName } from './person-name.ts'

/** zotero-reading-list's words for a verdict. */
const readStatuses: Readonly<Record<Verdict, string>> = {
  unread: 'New',
  later: 'To Read',
  read: 'Read',
  skipped: 'Not Reading',
}

export type ZoteroItem = Readonly<Record<string, unknown>>

/** A paper as an item to be saved. Empty fields are left out. */
export function zoteroItem(paper: PaperDetail): ZoteroItem {
  const cited = citableOf(paper)
  const { arxivId } = cited
  const status = readStatuses[paper.verdict]
  const tags = [status, ...(paper.isStarred ? ['Starred'] : []), ...paper.tags]
  const fields = {
    itemType: 'preprint',
    title: toPlainText(cited.title),
    creators: cited.authors.map(creator),
    abstractNote: lineOfText(cited.abstract),
    date: cited.issuedOn ?? (cited.year === null ? '' : String(cited.year)),
    DOI: doiOf(cited) ?? '',
    url: arxivId === null ? '' : abstractUrl(arxivId),
    ...(arxivId === null
      ? {}
      : { repository: 'arXiv', archiveID: `arXiv:${arxivId}`, libraryCatalog: 'arXiv.org' }),
    extra: extraOf(paper, status),
    tags: tags.map((tag) => ({ tag })),
    notes: paper.note.text.trim() === '' ? [] : [{ note: paragraphs(paper.note.text) }],
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function creator(name: CitedName): ZoteroItem {
  return 'literal' in name
    ? { lastName: name.literal, fieldMode: 1, creatorType: 'author' }
    : {
        firstName: [name.given, name.suffix].filter(Boolean).join(', '),
        lastName: familyName(name),
        creatorType: 'author',
      }
}

/** One field to a line, as Zotero and its plugins read them. */
function extraOf({ arxivId, arxiv, decidedAt }: PaperDetail, status: string): string {
  const category = arxiv?.categories[0]
  const lines = [
    arxivId === null ? '' : `arXiv:${arxivId}${category === undefined ? '' : ` [${category}]`}`,
    `Read_Status: ${status}`,
    decidedAt === null ? '' : `Read_Status_Date: ${new Date(decidedAt).toISOString()}`,
  ]
  return lines.filter(Boolean).join('\n')
}

/** A note as the HTML that Zotero's notes are; nothing in it is markup. */
function paragraphs(text: string): string {
  const escaped = text.trim().replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br/>')}</p>`)
    .join('')
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
