/** arXiv's OAI-PMH interface for one record, the way round a throttled query API (feed.md §3.5). */
import { z } from 'zod'
import type { ArxivId, Original } from '../../src/shared/domain.ts'
import { parseArxivId } from '../../src/shared/paper-address.ts'
import { textLimits } from './arxiv-atom.ts'
import { arxivLine, arxivProse } from './arxiv-text.ts'
import { dayOf, elements, elementText, parseXml } from './arxiv-xml.ts'
import { feedFailure } from './failures.ts'

/** The parameters of a question for one paper. */
export function recordParameters(id: ArxivId): Readonly<Record<string, string>> {
  return { verb: 'GetRecord', identifier: `oai:arXiv.org:${id}`, metadataPrefix: 'arXiv' }
}

const answer = z.object({
  'OAI-PMH': z.object({
    error: z.object({ '@code': z.string() }).optional().catch(undefined),
    GetRecord: z.object({ record: elements }).optional().catch(undefined),
  }),
})

const record = z.object({
  metadata: z.object({
    arXiv: z.object({
      id: elementText,
      title: elementText,
      abstract: elementText,
      categories: elementText,
      comments: elementText,
      doi: elementText,
      'journal-ref': elementText,
      created: elementText,
      updated: elementText,
      authors: z.object({ author: elements }).optional().catch(undefined),
    }),
  }),
})

const author = z.object({ keyname: elementText, forenames: elementText, suffix: elementText })

/** The paper of an answer; null if arXiv has none of that id. The version is not told. Throws `feed-changed`. */
export function readRecord(bytes: Uint8Array): Original | null {
  const parsed = answer.safeParse(parseXml(bytes))
  if (!parsed.success) throw feedFailure('feed-changed', 'shape')
  const { error, GetRecord } = parsed.data['OAI-PMH']
  if (error !== undefined && /^(idDoesNotExist|noRecordsMatch)$/.test(error['@code'])) return null
  const first = record.safeParse(GetRecord?.record?.[0])
  if (!first.success) throw feedFailure('feed-changed', 'shape')
  const facts = first.data.metadata.arXiv
  const address = parseArxivId(facts.id ?? '')
  const title = arxivLine(facts.title ?? '', textLimits.title)
  const abstract = arxivProse(facts.abstract ?? '', textLimits.abstract)
  if (address === null || title === '' || abstract === '') throw feedFailure('feed-changed', 'shape')
  return {
    arxivId: address.id,
    version: null,
    title,
    abstract,
    authors: (facts.authors?.author ?? []).flatMap(nameOf).slice(0, textLimits.authors),
    categories: (facts.categories ?? '').split(/\s+/).filter((category) => category !== ''),
    comment: arxivProse(facts.comments ?? '', textLimits.comment) || null,
    doi: arxivLine(facts.doi ?? '', 300) || null,
    journalRef: arxivLine(facts['journal-ref'] ?? '', 1000) || null,
    publishedOn: dayOf(facts.created),
    updatedOn: dayOf(facts.updated) ?? dayOf(facts.created),
  }
}

function nameOf(raw: unknown): readonly string[] {
  const parts = author.safeParse(raw).data
  const name = arxivLine(
    `${parts?.forenames ?? ''} ${parts?.keyname ?? ''} ${parts?.suffix ?? ''}`,
    textLimits.name,
  )
  return name === '' ? [] : [name]
}
