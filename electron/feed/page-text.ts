/** What a page of HTML shows, as a browser would copy it: its text, block by block, and the papers that it links to. */
import { Parser } from 'htmlparser2'
import type { ArxivId } from '../../src/shared/domain.ts'
import { parsePaperAddress } from '../../src/shared/paper-address.ts'

export interface PageText {
  readonly text: string
  /** Links to papers in order, with the words that one clicks on. */
  readonly links: readonly { readonly words: string; readonly id: ArxivId }[]
}

/** Elements whose content is not shown. */
const hidden = new Set('head script style template noscript svg math button select textarea title'.split(' '))
/** Elements that begin and end a paragraph. */
const blocks = new Set(
  'address article aside blockquote body dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
)

/** Reads a page; nothing of it is ever run, loaded or shown. */
export function pageTextOf(html: string): PageText {
  let text = ''
  let hiddenDepth = 0
  const links: { words: string; id: ArxivId }[] = []
  let link: { from: number; id: ArxivId } | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      if (hidden.has(name)) hiddenDepth += 1
      if (blocks.has(name)) text += '\n\n'
      if (name === 'br') text += '\n'
      const id = name === 'a' ? paperOf(attributes['href'] ?? '') : null
      if (id !== null) link = { from: text.length, id }
    },
    ontext(piece) {
      if (hiddenDepth === 0) text += piece.replace(/\s+/g, ' ')
    },
    onclosetag(name) {
      if (hidden.has(name)) hiddenDepth = Math.max(0, hiddenDepth - 1)
      if (name === 'a' && link !== null) {
        links.push({ words: wordsOf(text.slice(link.from)), id: link.id })
        link = null
      }
      if (blocks.has(name)) text += '\n\n'
    },
  })
  parser.write(html)
  parser.end()
  return { text: text.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/\n{3,}/g, '\n\n'), links }
}

/** Words with single spaces, for comparing them. */
export function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Links on the page itself may leave out where it is. */
function paperOf(href: string): ArxivId | null {
  const address = href.startsWith('/') ? `https://huggingface.co${href}` : href
  return /^https?:\/\//i.test(address)
    ? (parsePaperAddress(address.split(/[?#]/, 1)[0] ?? '')?.id ?? null)
    : null
}
