/** arXiv's query API and OAI-PMH, as far as one needs them to get originals (feed.md §3.1, §3.5). */
import { readFile } from 'node:fs/promises'
import type { Real } from './faults.ts'

export interface ArxivRecord {
  readonly id: string
  readonly title: string
  readonly abstract: string
  readonly version?: number
  readonly categories?: readonly string[]
  readonly authors?: readonly string[]
  readonly comment?: string
  readonly doi?: string
  readonly journalRef?: string
}
export type ArxivRecords = ReadonlyMap<string, ArxivRecord>

/** Reads records from JSON lines with `id`, `title` and `abstract`. */
export async function readRecords(path: string): Promise<ArxivRecords> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
  const records = lines.map((line): ArxivRecord => JSON.parse(line))
  return new Map(records.map((record) => [record.id, record]))
}

/** The answer to `/api/query`, parameters from the address or a form. Order is not that of the ids, as with the real one. */
export function queryAnswer(parameters: URLSearchParams, records: ArxivRecords): Real {
  const ids = (parameters.get('id_list') ?? '').split(',')
  const bad = ids.find((id) => !/^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?$/.test(id))
  if (bad !== undefined) return { ...atom(errorEntry(bad), 1), status: 400 }
  const found = ids.flatMap((id) => records.get(id.replace(/v\d+$/, '')) ?? [])
  const most = Number(parameters.get('max_results') ?? 10)
  return atom(found.slice(0, most).reverse().map(entryOf).join('\n'), found.length)
}

/** The answer to `/oai?verb=GetRecord`. */
export function oaiAnswer(parameters: URLSearchParams, records: ArxivRecords): Real {
  const id = (parameters.get('identifier') ?? '').replace('oai:arXiv.org:', '')
  const record = records.get(id)
  const body =
    record === undefined
      ? '<error code="idDoesNotExist">no such record</error>'
      : `<GetRecord><record><header><identifier>oai:arXiv.org:${escaped(id)}</identifier></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${escaped(id)}</id><created>2026-06-01</created>
<authors>${(record.authors ?? ['Ada Example']).map(oaiAuthor).join('')}</authors>
<title>${escaped(record.title)}</title><categories>${(record.categories ?? ['cs.LG']).join(' ')}</categories>
<abstract>  ${escaped(record.abstract)}
</abstract></arXiv></metadata></record></GetRecord>`
  return xml(`<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">${body}</OAI-PMH>`, 'text/xml')
}

function entryOf(record: ArxivRecord): string {
  const { id, title, abstract, version = 1, categories = ['cs.LG'], authors = ['Ada Example'] } = record
  const optional = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<arxiv:${name}>${escaped(value)}</arxiv:${name}>`
  return `<entry><id>http://arxiv.org/abs/${id}v${version}</id><title>${escaped(title)}</title>
<updated>2026-06-02T00:00:00Z</updated><summary>${escaped(abstract)}</summary>
${categories.map((term) => `<category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`).join('')}
<published>2026-06-01T00:00:00Z</published>${optional('comment', record.comment)}
<arxiv:primary_category term="${categories[0] ?? ''}"/>${optional('journal_ref', record.journalRef)}
${optional('doi', record.doi)}${authors.map((name) => `<author><name>${escaped(name)}</name></author>`).join('')}</entry>`
}

function errorEntry(id: string): string {
  return `<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_${escaped(id)}</id><title>Error</title>
<summary>incorrect id format for ${escaped(id)}</summary><author><name>arXiv api core</name></author></entry>`
}

function atom(entries: string, total: number): Real {
  return xml(
    `<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
<id>https://arxiv.org/api/x</id><title>arXiv Query</title><opensearch:totalResults>${total}</opensearch:totalResults>
${entries}</feed>`,
    'application/atom+xml; charset=utf-8',
  )
}

function xml(body: string, type: string): Real {
  return {
    status: 200,
    headers: { 'content-type': type },
    body: `<?xml version='1.0' encoding='UTF-8'?>\n${body}`,
  }
}

function oaiAuthor(name: string): string {
  const parts = name.split(' ')
  const keyname = parts.pop() ?? ''
  return `<author><keyname>${escaped(keyname)}</keyname><forenames>${escaped(parts.join(' '))}</forenames></author>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
