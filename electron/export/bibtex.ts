/** BibTeX as arXiv itself gives it (feed.md §5), but escaped, and with a bare DOI as BibTeX's styles want it. */
import { bibtexKeys } from './bibtex-key.ts'
import { abstractUrl } from './citable.ts'
import type { Citable } from './citable.ts'
import { isEastAsian } from './person-name.ts'
import type { CitedName } from './person-name.ts'
import { escapeTex, texOf } from './tex.ts'

/** One entry per paper; no two have the same key. UTF-8. */
export function bibtex(papers: readonly Citable[]): string {
  const keys = bibtexKeys(papers)
  return papers.map((paper, index) => entry(paper, keys[index] ?? '')).join('\n\n') + '\n'
}

function entry(paper: Citable, key: string): string {
  const { arxivId, year, categories, publisherDoi } = paper
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['title', texOf(paper.title)],
    ['author', paper.authors.map(authorOf).join(' and ')],
    ['year', year === null ? '' : String(year)],
    ['eprint', arxivId ?? ''],
    ['archivePrefix', arxivId === null ? '' : 'arXiv'],
    ['primaryClass', arxivId === null ? '' : verbatim(categories[0] ?? '')],
    ['doi', verbatim(publisherDoi ?? '')],
    ['url', arxivId === null ? '' : abstractUrl(arxivId)],
  ]
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => line(name, value))
  return `@misc{${key},\n${lines.join('')}}`
}

/** arXiv ends the lines of title and address with a space; so a file of its entries and ours shows no difference. */
function line(name: string, value: string): string {
  return `      ${name}={${value}},${name === 'title' || name === 'url' ? ' ' : ''}\n`
}

/** For fields that are addresses and codes: no TeX there, so what would end the field is left out. */
function verbatim(text: string): string {
  return text.replace(/[{}\\\p{C}\p{Z}]/gu, '')
}

/**
 * `First Last`, or `von Last, Jr, First` where BibTeX would take the former apart otherwise. What must stay whole is in
 * braces: collectives, East Asian names (BibTeX would turn them round), and an `and` inside a name.
 */
function authorOf(name: CitedName): string {
  if ('literal' in name) return `{${escapeTex(name.literal)}}`
  if (isEastAsian(name)) return `{${name.family}${name.given}}`
  const family = words(name.family)
  const given = words(name.given)
  const isPlain =
    name.suffix === '' && !/\s/.test(name.family) && /^\p{Lu}/u.test(family) && isCapitalised(name.given)
  const last = [name.particle, family].filter(Boolean).join(' ')
  if (isPlain) return [given, last].filter(Boolean).join(' ')
  return [last, words(name.suffix), given].filter(Boolean).join(', ')
}

function isCapitalised(given: string): boolean {
  return given.split(' ').every((word) => /^\p{Lu}/u.test(word))
}

/** The words of one part of a name; those that BibTeX would read as more than letters are in braces. */
function words(part: string): string {
  const escaped = part
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const tex = escapeTex(word)
      return /^and$|^others$/i.test(word) || word.includes(',') || /[\\$]/.test(tex) ? `{${tex}}` : tex
    })
  return escaped.join(' ')
}
