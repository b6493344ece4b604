/** Full texts, PDFs with byte ranges, and pictures, as Hugging Face and arXiv have them (feed.md §1.1, §3.6). */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Real } from './faults.ts'

export interface FullText {
  /** Null: there is none, as for papers without HTML. */
  readonly markdown: string | null
  /** Null: withdrawn. */
  readonly pdf: Uint8Array | null
  readonly version?: number
}
export type FullTexts = ReadonlyMap<string, FullText>

/** The answer to an address of a full text, a PDF or a picture; null for any other. */
export function fullTextAnswer(
  path: string,
  headers: IncomingMessage['headers'],
  texts: FullTexts,
): Real | null {
  const markdown = /^\/papers\/(.+)\.md$/.exec(path)?.[1]
  if (markdown !== undefined) {
    const body = texts.get(markdown)?.markdown ?? null
    return body === null
      ? missing
      : { status: 200, headers: { 'content-type': 'text/markdown; charset=utf-8' }, body }
  }
  if (/^\/html\/.+\.png$/.test(path)) {
    return { status: 200, headers: { 'content-type': 'image/png' }, body: picture }
  }
  const id = /^\/pdf\/(.+)$/.exec(path)?.[1]
  const text = id === undefined ? undefined : texts.get(id)
  if (id === undefined) return null
  return text?.pdf == null ? missing : pdfAnswer(`${id}v${text.version ?? 1}.pdf`, text.pdf, headers)
}

function pdfAnswer(name: string, pdf: Uint8Array, headers: IncomingMessage['headers']): Real {
  const types = { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` }
  return rangedAnswer(types, pdf, headers)
}

/** A file, or the rest of it that is asked for by its mark. */
export function rangedAnswer(
  types: Readonly<Record<string, string>>,
  whole: Uint8Array,
  headers: IncomingMessage['headers'],
): Real {
  const etag = `"${createHash('sha256').update(whole).digest('hex').slice(0, 16)}"`
  const facts = { ...types, 'accept-ranges': 'bytes', etag }
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
  if (from === 0 || headers['if-range'] !== etag) return { status: 200, headers: facts, body: whole }
  if (from >= whole.byteLength) {
    return { status: 416, headers: { ...facts, 'content-range': `bytes */${whole.byteLength}` }, body: '' }
  }
  const range = `bytes ${from}-${whole.byteLength - 1}/${whole.byteLength}`
  return { status: 206, headers: { ...facts, 'content-range': range }, body: whole.subarray(from) }
}

const missing: Real = { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' }

/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A PDF of one page that says `line`, with at least so many bytes. */
export function makePdf(line: string, bytes = 0): Uint8Array {
  const stream = `BT /F1 24 Tf 30 100 Td (${line}) Tj ET\n${'% '.padEnd(Math.max(2, bytes), '.')}`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + end + trailer, 'latin1')
}
