/** One paper as a line of a list of references, as plain text, and as a few lines to send to somebody. */
import { toPlainText } from '../../src/shared/math/index.ts'
import { plainNote } from '../../src/shared/note-text.ts'
import { abstractUrl, doiOf } from './citable.ts'
import type { Citable } from './citable.ts'
import { familyName, fullName, isEastAsian } from './person-name.ts'
import type { CitedName } from './person-name.ts'

/** APA, 7th edition: up to 20 authors, of more the first 19 and the last. */
export function apa(paper: Citable): string {
  const names = paper.authors.map(familyFirst)
  const last = names.at(-1) ?? ''
  const isLong = names.length > 20
  const authors = isLong ? `${names.slice(0, 19).join(', ')}, … ${last}` : listed(names, ', & ')
  const id = paper.arxivId === null ? '' : ` (arXiv:${paper.arxivId})`
  const parts = [
    ended(authors || sentence(paper)),
    `(${paper.year ?? 'n.d.'}).`,
    authors === '' ? '' : ended(sentence(paper) + id),
    paper.arxivId === null ? '' : 'arXiv.',
    linkOf(paper),
  ]
  return spaced(parts)
}

/** IEEE: up to 6 authors, of more the first and et al. */
export function ieee(paper: Citable): string {
  const names = paper.authors.map((name) => ('literal' in name ? name.literal : initialsFirst(name)))
  const authors =
    names.length > 6 ? `${names[0]} et al.` : listed(names, names.length > 2 ? ', and ' : ' and ')
  const title = inQuotes(paper, ',')
  const [category] = paper.categories
  const inCategory = category === undefined ? '' : ` [${category}]`
  const id = paper.arxivId === null ? '' : `arXiv:${paper.arxivId}${inCategory},`
  const doi = doiOf(paper)
  const parts = [
    authors && `${authors},`,
    title,
    id || doi ? `${paper.year ?? 'n.d.'},` : ended(String(paper.year ?? 'n.d.')),
    id,
  ]
  return spaced([...parts, doi && `doi: ${doi}.`])
}

/** Chicago, author and date: up to 10 authors, of more the first 7 and et al. */
export function chicago(paper: Citable): string {
  const names = paper.authors.map((name, index) => (index === 0 ? familyFirstInFull(name) : fullName(name)))
  const authors = names.length > 10 ? `${names.slice(0, 7).join(', ')}, et al` : listed(names, ', and ')
  const parts = [
    authors && ended(authors),
    ended(String(paper.year ?? 'n.d.')),
    inQuotes(paper, '.'),
    paper.arxivId === null ? '' : `Preprint, arXiv:${paper.arxivId}.`,
    linkOf(paper),
  ]
  return spaced(parts)
}

/** Title, authors, address and the first line of the note, a line each. */
export function shareText(paper: Citable, noteLine: string | null): string {
  const names = paper.authors.map(fullName)
  const authors = names.length > 3 ? `${names[0]} et al.` : names.join(', ')
  const url = paper.arxivId === null ? '' : abstractUrl(paper.arxivId)
  return [toPlainText(paper.title), authors, url, plainNote(noteLine ?? '')].filter(Boolean).join('\n')
}

function sentence(paper: Citable): string {
  return toPlainText(paper.title).replace(/\.$/, '')
}

/** The title in quotation marks, with the mark that follows it inside. */
function inQuotes(paper: Citable, mark: '.' | ','): string {
  const title = sentence(paper)
  return `“${title}${/[?!]$/.test(title) ? '' : mark}”`
}

function linkOf(paper: Citable): string {
  const doi = doiOf(paper)
  return doi === null ? '' : `https://doi.org/${doi}`
}

/** `Yin, Z.-H.` */
function familyFirst(name: CitedName): string {
  if ('literal' in name) return name.literal
  return [familyName(name), initials(name.given), name.suffix].filter(Boolean).join(', ')
}

function initialsFirst(name: Exclude<CitedName, { literal: string }>): string {
  if (isEastAsian(name)) return fullName(name)
  return [initials(name.given), familyName(name), name.suffix].filter(Boolean).join(' ')
}

/** `Yin, Zhao-Heng` */
function familyFirstInFull(name: CitedName): string {
  if ('literal' in name || isEastAsian(name)) return fullName(name)
  return [familyName(name), name.given, name.suffix].filter(Boolean).join(', ')
}

/** `Zhao-Heng C.` is `Z.-H. C.`; a script without capitals has no initials. */
function initials(given: string): string {
  const words = given.split(' ').flatMap((word) => {
    const parts = word.split('-').flatMap((part) => /\p{L}/u.exec(part)?.[0] ?? [])
    return parts.length === 0 ? [] : [parts]
  })
  const isCased = words.every((parts) => parts.every((part) => part.toUpperCase() !== part.toLowerCase()))
  if (!isCased) return given
  return words.map((parts) => parts.map((part) => `${part.toUpperCase()}.`).join('-')).join(' ')
}

/** `A, B` and, before the last, `end`. */
function listed(names: readonly string[], end: string): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : names.slice(0, -1).join(', ') + end + last
}

function ended(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

function spaced(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' ')
}
