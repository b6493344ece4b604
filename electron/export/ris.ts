/**
 * RIS, for every reference manager there is (feed.md §5). `UNPB` is the type that importers take for a preprint. Fields end
 * with CRLF and are one line each; the format has no escapes and needs none.
 */
import { toPlainText } from '../../src/shared/math/index.ts'
import { abstractUrl, doiOf, lineOfText, pdfUrl } from './citable.ts'
import type { Citable } from './citable.ts'
import type { CitedName } from './person-name.ts'
import { familyName } from './person-name.ts'

/** One record per paper, an empty line between two. UTF-8. */
export function ris(papers: readonly Citable[]): string {
  return papers.map(record).join('\r\n')
}

function record(paper: Citable): string {
  const { arxivId, year, issuedOn } = paper
  const fields: readonly (readonly [tag: string, values: readonly (string | null)[]])[] = [
    ['AU', paper.authors.map(authorOf)],
    ['TI', [toPlainText(paper.title)]],
    ['PY', [year === null ? null : String(year)]],
    ['DA', [issuedOn === null ? null : `${issuedOn.replaceAll('-', '/')}/`]],
    ['PB', [arxivId === null ? null : 'arXiv']],
    ['M1', [arxivId === null ? null : `arXiv:${arxivId}`]],
    ['DO', [doiOf(paper)]],
    ['UR', [arxivId === null ? null : abstractUrl(arxivId)]],
    ['L1', [arxivId === null ? null : pdfUrl(arxivId)]],
    ['N1', [paper.comment, paper.journalRef]],
    ['AB', [lineOfText(paper.abstract)]],
    ['KW', [...paper.categories, ...paper.keywords]],
  ]
  const lines = fields.flatMap(([tag, values]) => values.map((value) => line(tag, value ?? '')))
  return [`TY  - UNPB\r\n`, ...lines, 'ER  - \r\n'].join('')
}

function line(tag: string, value: string): string {
  const text = value.replace(/[\p{Cc}\p{Cs}\p{Z}\ufeff]+/gu, ' ').trim()
  return text === '' ? '' : `${tag}  - ${text}\r\n`
}

/** A comma parts the family name from the given names, so a name left whole has none. */
function authorOf(name: CitedName): string {
  if ('literal' in name) return name.literal.replaceAll(',', ' ')
  const parts = [familyName(name), name.given, name.suffix].map((part) => part.replaceAll(',', ' '))
  return parts.filter(Boolean).join(', ')
}
