/**
 * A paper as a file of a folder of Markdown notes (Obsidian and others), written again and again without ever losing what
 * somebody wrote there. Ours are some keys of the front matter and the block between two comments; the second carries a
 * hash of both. While the hash holds, nobody has touched what is ours and it is written anew; everything else in the file
 * stays. Where it does not hold, the file stays as it is and the new text goes into a copy beside it.
 */
import { createHash } from 'node:crypto'
import type { PaperDetail } from '../../src/shared/domain.ts'
import { abstractUrl, lineOfText, pdfUrl, segmentsOf } from './citable.ts'
import { readFrontMatter, replaceProperties, writeFrontMatter } from './front-matter.ts'
import type { Properties } from './front-matter.ts'
import { escapeMarkdown, markdownOf } from './markdown.ts'

export interface VaultPage {
  /** Name of the file without its ending. A later title of the paper gives another name for the same `key`. */
  readonly name: string
  /** What the names of all files of this paper begin with. */
  readonly key: string
  readonly properties: Properties
  readonly block: string
}

/** What is to be done with a file. `conflict`: it stays as it is, and the page goes into a copy. */
export type Merged =
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict' }

const begin = '<!-- octavo:begin Octavo writes this part again; write above or below it. -->'
const endShape = /<!-- octavo:end ([0-9a-f]{16}) -->/
const frontMatter = /^\ufeff?---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/

/** Not allowed in file names on some system, or with a meaning in Obsidian's links. */
const unsafe = /[\\/:*?"<>|#^[\]%{}\p{C}]/gu
/** In UTF-8, of a title: file systems allow names of 255 bytes. */
const longestName = 150

/** The page of a paper. */
export function vaultPage(paper: PaperDetail): VaultPage {
  const title = lineOf(lineOfText(paper.title))
  const safeTitle = shortened(title.replace(unsafe, ' ').replace(/\s+/g, ' ').trim())
  const readable = safeTitle.replace(/^[. ]+|[. ]+$/g, '') || 'Untitled'
  const key = paper.arxivId?.replace('/', '-') ?? readable
  return {
    name: paper.arxivId === null ? `Paper ${readable}` : `${key} ${readable}`,
    key: paper.arxivId === null ? `Paper ${readable}` : key,
    properties: propertiesOf(paper, title),
    block: blockOf(paper),
  }
}

/** The page merged into what the file holds; null for a file that is not there. */
export function mergeInto(existing: string | null, page: VaultPage): Merged {
  if (existing === null) return { kind: 'write', text: fileOf(page) }
  const isCrLf = /\r\n/.test(existing) && !/(?<!\r)\n/.test(existing)
  const file = readFile(isCrLf ? existing.replaceAll('\r\n', '\n') : existing)
  if (file === null || file.hash !== hashOf(file.ours, file.block)) return { kind: 'conflict' }
  const hash = hashOf(page.properties, page.block)
  if (hash === file.hash) return { kind: 'unchanged' }
  const yaml = replaceProperties(file.yaml, ownKeys, page.properties)
  if (yaml === null) return { kind: 'conflict' }
  const text = `---\n${yaml}---\n${file.before}${framed(page.block, hash)}${file.after}`
  return { kind: 'write', text: isCrLf ? text.replaceAll('\n', '\r\n') : text }
}

interface ReadFile {
  readonly yaml: string
  /** Our keys as they stand there. */
  readonly ours: Properties
  readonly before: string
  readonly block: string
  readonly hash: string
  readonly after: string
}

/** Null for a file that Octavo has not written, or whose marks somebody took out. */
function readFile(text: string): ReadFile | null {
  const head = frontMatter.exec(text)
  const yaml = head?.[1] ?? ''
  const values = head === null ? null : readFrontMatter(yaml)
  if (head === null || values === null) return null
  const rest = text.slice(head[0].length)
  const from = rest.indexOf(begin)
  const end = endShape.exec(rest)
  if (from < 0 || end === null || end.index < from) return null
  return {
    yaml,
    ours: Object.fromEntries(Object.entries(values).filter(([key]) => ownKeys.has(key))),
    before: rest.slice(0, from),
    block: rest.slice(from + begin.length, end.index).trim(),
    hash: end[1] ?? '',
    after: rest.slice(end.index + end[0].length),
  }
}

function fileOf(page: VaultPage): string {
  const hash = hashOf(page.properties, page.block)
  return `---\n${writeFrontMatter(page.properties)}---\n\n${framed(page.block, hash)}\n`
}

function framed(block: string, hash: string): string {
  return `${begin}\n\n${block}\n\n<!-- octavo:end ${hash} -->`
}

/** Of the values and not of their spelling: an editor may write YAML in another way. */
function hashOf(properties: Properties, block: string): string {
  const sorted = Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([sorted, block]))
    .digest('hex')
    .slice(0, 16)
}

const ownKeys = new Set(
  'title authors arxiv url pdf published listed verdict starred snoozed octavo-tags categories doi'.split(
    ' ',
  ),
)

/** Only what is known; an absent key is taken out of the file. */
function propertiesOf(paper: PaperDetail, title: string): Properties {
  const { arxivId, arxiv } = paper
  const all: Properties = {
    title,
    authors: paper.authors.map(({ name }) => lineOf(name)),
    arxiv: arxivId,
    url: arxivId === null ? null : abstractUrl(arxivId),
    pdf: arxivId === null ? null : pdfUrl(arxivId),
    published: paper.publishedOn,
    listed: paper.listedOn,
    verdict: paper.verdict,
    starred: paper.isStarred,
    snoozed: paper.snoozedUntil,
    'octavo-tags': paper.tags.map(lineOf),
    categories: arxiv?.categories ?? [],
    doi: arxiv?.doi ?? null,
  }
  const isKnown = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isKnown(value)))
}

function shortened(text: string): string {
  let [short, bytes] = ['', 0]
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > longestName) break
    short += character
  }
  return short
}

/** One line without control characters: a value of many lines would be at the mercy of every reader of YAML. */
function lineOf(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Z}]+/gu, ' ').trim()
}

/** Tags are links: papers with the same tag meet at its page, in the graph and in the backlinks. */
function blockOf(paper: PaperDetail): string {
  const { arxivId, organization, aiSummary, tags } = paper
  const note = paper.note.text.trim().replaceAll('\r\n', '\n')
  const facts = [
    paper.authors.map(({ name }) => escapeMarkdown(name)).join(', '),
    organization === null ? '' : escapeMarkdown(organization),
    arxivId === null ? '' : `[arXiv:${arxivId}](${abstractUrl(arxivId)})`,
  ]
  const parts = [
    `# ${markdownOf(segmentsOf(paper.title)).replaceAll('\n\n', ' ')}`,
    facts.filter(Boolean).join(' · '),
    tags.map((tag) => `[[${tag.replace(unsafe, ' ').trim()}]]`).join(' '),
    note === '' ? '' : `## Note\n\n${note}`,
    aiSummary === null ? '' : `## Summary\n\n${markdownOf(segmentsOf({ feed: null, original: aiSummary }))}`,
    `## Abstract\n\n${markdownOf(segmentsOf(paper.abstract))}`,
  ]
  // Our marks, should a note or a formula hold them.
  return parts.filter(Boolean).join('\n\n').replaceAll('<!-- octavo:', '<\\!-- octavo:').trim()
}
