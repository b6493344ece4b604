/** arXiv's announcements as its RSS has them (feed.md §3.4). */
export interface Announcement {
  /** With its version. */
  readonly id: string
  readonly kind: string
  readonly title?: string
  readonly abstract?: string
  readonly creator?: string
  readonly categories?: readonly string[]
  readonly doi?: string
}

/** The document of a day; `date` in the manner of `Thu, 24 Sep 2026 00:00:00 -0400`. */
export function announcementsXml(date: string, items: readonly Announcement[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>updates on arXiv.org</title><pubDate>${date}</pubDate><skipDays><day>Sunday</day></skipDays>
${items.map(itemXml).join('\n')}</channel></rss>`
}

function itemXml({ id, kind, title, abstract, creator, categories = ['cs.LG'], doi }: Announcement): string {
  return `<item><title>${escaped(title ?? `Paper ${id}`)}</title>
<link>https://arxiv.org/abs/${id.replace(/v\d+$/, '')}</link>
<description>arXiv:${id} Announce Type: ${kind}${' '}
Abstract: ${escaped(abstract ?? 'It is $x$.')}</description>
<guid isPermaLink="false">oai:arXiv.org:${id}</guid>
${categories.map((name) => `<category>${name}</category>`).join('')}
<pubDate>x</pubDate><arxiv:announce_type>${kind}</arxiv:announce_type>
${doi === undefined ? '' : `<arxiv:DOI>${doi}</arxiv:DOI>`}<dc:creator>${escaped(creator ?? 'Ada Example')}</dc:creator></item>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
