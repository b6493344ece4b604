/** CSL-JSON, which citation processors, Pandoc and Zotero read (feed.md §5; schema of citation-style-language, csl-data). */
import { toPlainText } from '../../src/shared/math/index.ts'
import { abstractUrl, doiOf, lineOfText } from './citable.ts'
import type { Citable } from './citable.ts'
import { bibtexKeys } from './bibtex-key.ts'
import type { CitedName } from './person-name.ts'

/** A JSON array with one item per paper. `id` is the arXiv id, or the key of the BibTeX export where there is none. */
export function cslJson(papers: readonly Citable[]): string {
  const keys = bibtexKeys(papers)
  const items = papers.map((paper, index) => item(paper, keys[index] ?? ''))
  return `${JSON.stringify(items, null, 2)}\n`
}

function item(paper: Citable, key: string): Readonly<Record<string, unknown>> {
  const { arxivId, version, categories, keywords } = paper
  const fields = {
    id: arxivId === null ? key : `arxiv:${arxivId}`,
    type: 'article',
    'citation-key': key,
    title: toPlainText(paper.title),
    author: paper.authors.map(nameOf),
    issued: issuedOf(paper),
    ...(arxivId === null ? {} : arxivFields(arxivId)),
    DOI: doiOf(paper),
    version: version === null ? null : `v${version}`,
    genre: 'preprint',
    abstract: lineOfText(paper.abstract),
    keyword: keywords.join(', '),
    categories,
    note: [paper.comment, paper.journalRef].filter(Boolean).join('. '),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isThere(value)))
}

function arxivFields(arxivId: string): Readonly<Record<string, string>> {
  return {
    publisher: 'arXiv',
    number: `arXiv:${arxivId}`,
    archive: 'arXiv',
    archive_location: arxivId,
    URL: abstractUrl(arxivId),
  }
}

function nameOf(name: CitedName): Readonly<Record<string, string>> {
  if ('literal' in name) return { literal: name.literal }
  const { family, given, particle, suffix } = name
  const fields = { family, given, 'non-dropping-particle': particle, suffix }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

/** The day of the first version; the year of the latest where no day is known. */
function issuedOf({ issuedOn, year }: Citable): object | null {
  if (issuedOn !== null) return { 'date-parts': [issuedOn.split('-').map(Number)] }
  return year === null ? null : { 'date-parts': [[year]] }
}

function isThere(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}
