/**
 * The names under which people know a paper: arXiv ids of both ages, and the addresses of arXiv, Hugging Face,
 * alphaXiv, ar5iv and doi.org that contain one (feed.md §3.2).
 */
import type { ArxivId } from './domain.ts'

export interface PaperAddress {
  /** Canonical and without version: `2606.13677`, `math/0309136`. */
  readonly id: ArxivId
  /** The version that was named; null for the latest. */
  readonly version: number | null
}

const newStyle = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,2}))?$/
const oldStyle = /^([a-z][a-z-]{1,11})(?:\.[A-Z]{2})?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,2}))?$/

/** Hosts whose paths contain an arXiv id, and the path before it. */
const hosts: readonly { readonly host: RegExp; readonly path: RegExp }[] = [
  {
    host: /^(?:www\.|export\.|browse\.)?arxiv\.org$/,
    path: /^\/(?:abs|pdf|html|format|ps|e-print|src|bibtex|tb)\//,
  },
  { host: /^(?:www\.)?(?:huggingface\.co|hf\.co)$/, path: /^\/(?:api\/)?papers\// },
  {
    host: /^(?:www\.)?alphaxiv\.org$/,
    path: /^\/(?:[a-z]{2}\/)?(?:abs|overview|pdf|html|resources|audio)\//,
  },
  { host: /^ar5iv(?:\.labs)?(?:\.arxiv)?\.org$/, path: /^\/(?:abs|html)\// },
  { host: /^(?:dx\.|www\.)?doi\.org$/, path: /^\/10\.48550\/arxiv\./i },
]

/** The id in `text`, which must be an id and nothing else (`arXiv:` and a version may stand around it); null otherwise. */
export function parseArxivId(text: string): PaperAddress | null {
  const bare = text.trim().replace(/^arxiv:\s*/i, '')
  const modern = newStyle.exec(bare)
  if (modern !== null) {
    const [, year = '', month = '', number = '', version] = modern
    // Four digits from April 2007 on, five since January 2015.
    const digits = year >= '15' ? 5 : 4
    const isTime = isMonth(month) && `${year}${month}` >= '0704' && number.length === digits
    return isTime ? { id: `${year}${month}.${number}`, version: versionOf(version) } : null
  }
  const old = oldStyle.exec(bare)
  if (old === null) return null
  const [, archive = '', year = '', month = '', number = '', version] = old
  const isTime = isMonth(month) && (year >= '91' || `${year}${month}` <= '0703')
  return isTime ? { id: `${archive}/${year}${month}${number}`, version: versionOf(version) } : null
}

/** The paper that an id or an address means; null if it means none. */
export function parsePaperAddress(text: string): PaperAddress | null {
  const direct = parseArxivId(text)
  if (direct !== null) return direct
  const doi = /^(?:doi:\s*)?10\.48550\/arxiv\.(.+)$/i.exec(text.trim())
  if (doi !== null) return parseArxivId(doi[1] ?? '')
  const url = urlOf(text)
  if (url === null) return null
  const host = hosts.find((known) => known.host.test(url.hostname))
  const path = decoded(url.pathname)
  if (host === undefined || path === null || !host.path.test(path)) return null
  return parseArxivId(
    path
      .replace(host.path, '')
      .replace(/\/+$/, '')
      .replace(/\.(?:pdf|md)$/, ''),
  )
}

/** All papers named in pasted or dropped text, each once, in order: ids and addresses parted by white space or punctuation. */
export function papersIn(text: string): readonly PaperAddress[] {
  const found = new Map<ArxivId, PaperAddress>()
  for (const token of text.split(/[\s,;|"'<>{}]+/)) {
    const address = parsePaperAddress(token.replace(/^[([*_]+/, '').replace(/[)\]*_.:!?]+$/, ''))
    if (address !== null && !found.has(address.id)) found.set(address.id, address)
  }
  return [...found.values()]
}

/** Whether a text names papers and nothing else: an id or address on every line, or a bibliography. */
export function isListOfPapers(text: string): boolean {
  if (/^\s*@[a-z]+\s*[{(]/im.test(text)) return true
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => papersIn(line).length > 0)
}

/** A name for files of the paper, the same on every system: old ids contain a slash. */
export function fileNameOf(id: ArxivId): string {
  return id.replace('/', '_')
}

function urlOf(text: string): URL | null {
  const trimmed = text.trim()
  if (trimmed.length > 2048) return null
  const address = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  return URL.canParse(address) ? new URL(address) : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

function isMonth(month: string): boolean {
  return month >= '01' && month <= '12'
}

function versionOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
