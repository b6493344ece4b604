/** arXiv's daily announcements as RSS (feed.md §3.4): what is new, cross-listed and replaced in some categories today. */
import { z } from 'zod'
import { announcementKinds, categoriesIn, type AnnouncementKind } from '../../src/shared/announcements.ts'
import type { Day } from '../../src/shared/days.ts'
import type { Original } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { parseArxivId } from '../../src/shared/paper-address.ts'
import { textLimits } from './arxiv-atom.ts'
import { arxivLine, arxivProse } from './arxiv-text.ts'
import { elements, elementText, parseXml } from './arxiv-xml.ts'
import { feedFailure } from './failures.ts'

export interface Announcements {
  /** The day they were announced; null if the feed does not say, as it never does on an empty day. */
  readonly day: Day | null
  readonly papers: Readonly<Record<AnnouncementKind, readonly Original[]>>
  /** Items that could not be read. */
  readonly rejected: number
}

/** `cs.LG+cs.CL` in the spelling of arXiv, each once. Throws `invalid-input` if one cannot be a category. */
export function parseCategories(text: string): string {
  const names = categoriesIn(text)
  if (names === null || names.length === 0) {
    throw new AppError('invalid-input', 'these are not categories of arXiv', {
      detail: { text: text.slice(0, 80) },
    })
  }
  return names.join('+')
}

const channel = z.object({
  rss: z.object({ channel: z.object({ pubDate: elementText, item: elements }) }),
})

const item = z.object({
  title: elementText,
  description: elementText,
  guid: elementText,
  announce_type: elementText,
  creator: elementText,
  category: elements,
  DOI: elementText,
  journal_reference: elementText,
})

/** The announcements of a document. A weekend's has none, and that is an answer. Throws `feed-changed`. */
export function readRss(bytes: Uint8Array): Announcements {
  const parsed = channel.safeParse(parseXml(bytes))
  if (!parsed.success) throw feedFailure('feed-changed', 'shape')
  const { pubDate, item: items = [] } = parsed.data.rss.channel
  const day = announcedOn(pubDate)
  const papers: Record<AnnouncementKind, Original[]> = { new: [], cross: [], replace: [] }
  let rejected = 0
  for (const raw of items) {
    const read = readItem(raw, day)
    if (read === null) rejected += 1
    else papers[read.kind].push(read.original)
  }
  return { day: items.length === 0 ? null : day, papers, rejected }
}

function readItem(
  raw: unknown,
  day: Day | null,
): { readonly kind: AnnouncementKind; readonly original: Original } | null {
  const parsed = item.safeParse(raw)
  if (!parsed.success) return null
  const facts = parsed.data
  const address = parseArxivId((facts.guid ?? '').trim().replace(/^oai:arXiv\.org:/, ''))
  const kind = announcementKinds.find((known) => (facts.announce_type ?? '').trim().startsWith(known))
  const title = arxivLine(facts.title ?? '', textLimits.title)
  const abstract = arxivProse(
    (facts.description ?? '').replace(/^\s*arXiv:\S+\s+Announce Type:[^\n]*\n\s*Abstract:\s*/, ''),
    textLimits.abstract,
  )
  if (address === null || kind === undefined || title === '' || abstract === '') return null
  return {
    kind,
    original: {
      arxivId: address.id,
      version: address.version,
      title,
      abstract,
      authors: namesIn(facts.creator ?? ''),
      categories: textsIn(facts.category),
      comment: null,
      doi: arxivLine(facts.DOI ?? '', 300) || null,
      journalRef: arxivLine(facts.journal_reference ?? '', 1000) || null,
      // A first version is announced on the day after it was sent, or later; the day itself is not told.
      publishedOn: null,
      updatedOn: day,
    },
  }
}

/** All names are one text, parted by commas, with affiliations in parentheses that may hold commas of their own. */
function namesIn(creator: string): readonly string[] {
  let plain = creator
  for (let before = ''; before !== plain;) {
    before = plain
    plain = plain.replace(/\([^()]*\)/g, '')
  }
  return plain
    .split(',')
    .map((name) => arxivLine(name, textLimits.name))
    .filter((name) => name !== '')
    .slice(0, textLimits.authors)
}

function textsIn(items: readonly unknown[] | undefined): readonly string[] {
  const texts = (items ?? []).flatMap((raw) => elementText.parse(raw)?.trim() ?? [])
  return [...new Set(texts)].slice(0, 40)
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** The calendar day of `Thu, 24 Sep 2026 00:00:00 -0400` as it stands there: midnight in New York. */
function announcedOn(pubDate: string | undefined): Day | null {
  const found = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})/.exec(pubDate ?? '')
  const month = months.indexOf(found?.[2] ?? '?') / 3 + 1
  if (found === null || !Number.isInteger(month) || month < 1) return null
  const pad = (part: string | number): string => String(part).padStart(2, '0')
  return `${found[3] ?? ''}-${pad(month)}-${pad(found[1] ?? '')}`
}
