/** arXiv's query API: addresses and Atom answers (feed.md §3.1). */
import { z } from 'zod'
import type { ArxivId, Original } from '../../src/shared/domain.ts'
import { parsePaperAddress } from '../../src/shared/paper-address.ts'
import { arxivLine, arxivProse } from './arxiv-text.ts'
import { dayOf, elements, elementText, parseXml } from './arxiv-xml.ts'
import { feedFailure } from './failures.ts'

export const textLimits = { title: 1000, abstract: 20_000, comment: 4000, name: 200, authors: 3000 }

/** The form of a query for `ids`. Without `max_results` the answer is cut to ten. */
export function queryForm(ids: readonly ArxivId[]): Readonly<Record<string, string>> {
  return { id_list: ids.join(','), start: '0', max_results: String(ids.length) }
}

const feed = z.object({
  feed: z.object({ entry: elements, totalResults: elementText }),
})

const entry = z.object({
  id: elementText,
  title: elementText,
  summary: elementText,
  published: elementText,
  updated: elementText,
  comment: elementText,
  doi: elementText,
  journal_ref: elementText,
  author: elements,
  category: elements,
  primary_category: z.object({ '@term': z.string() }).optional().catch(undefined),
})

/**
 * The papers of an answer, in the answer's order, which is not that of the question. Throws `feed-changed` if it is no
 * answer, and `feed-unavailable` for the empty page that the API sometimes sends in place of results.
 */
export function readAtom(bytes: Uint8Array): readonly Original[] {
  const parsed = feed.safeParse(parseXml(bytes))
  if (!parsed.success) throw feedFailure('feed-changed', 'shape')
  const { entry: items = [], totalResults } = parsed.data.feed
  if (items.length === 0 && Number(totalResults ?? 0) > 0) {
    throw feedFailure('feed-unavailable', 'empty-page')
  }
  return items.flatMap((item) => {
    const original = readEntry(item)
    return original === null ? [] : [original]
  })
}

/** The ids by which arXiv itself names an entry are `http://arxiv.org/abs/<id>v<n>`; an error is an entry of another name. */
function readEntry(raw: unknown): Original | null {
  const parsed = entry.safeParse(raw)
  const address = parsed.success ? parsePaperAddress(parsed.data.id ?? '') : null
  if (!parsed.success || address === null) return null
  const item = parsed.data
  const title = arxivLine(item.title ?? '', textLimits.title)
  const abstract = arxivProse(item.summary ?? '', textLimits.abstract)
  if (title === '' || abstract === '') return null
  const categories = textsOf(item.category, '@term')
  const primary = item.primary_category?.['@term'] ?? categories[0]
  return {
    arxivId: address.id,
    version: address.version,
    title,
    abstract,
    authors: textsOf(item.author, 'name')
      .map((name) => arxivLine(name, textLimits.name))
      .filter((name) => name !== '')
      .slice(0, textLimits.authors),
    categories: [...new Set(primary === undefined ? categories : [primary, ...categories])].slice(0, 40),
    comment: arxivProse(item.comment ?? '', textLimits.comment) || null,
    doi: arxivLine(item.doi ?? '', 300) || null,
    journalRef: arxivLine(item.journal_ref ?? '', 1000) || null,
    publishedOn: dayOf(item.published),
    updatedOn: dayOf(item.updated),
  }
}

function textsOf(items: readonly unknown[] | undefined, key: string): readonly string[] {
  const shape = z.object({ [key]: elementText })
  return (items ?? []).flatMap((item) => {
    const value = shape.safeParse(item).data?.[key]
    return value === undefined ? [] : [value]
  })
}
