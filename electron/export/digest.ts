/**
 * A page to print or to send: the papers of a day or a week in HTML, complete in one file, with no script and nothing to
 * load. Every text in it came from outside and is escaped; formulas are MathML, which browsers draw and print by themselves.
 */
import { renderToString } from 'katex'
import { findMath, macros, toPlainText, toUnicode } from '../../src/shared/math/index.ts'
import type { EmphasisStyle, Segment } from '../../src/shared/math/index.ts'
import type { PaperDetail, Verdict } from '../../src/shared/domain.ts'
import { abstractUrl, segmentsOf } from './citable.ts'

export interface DigestHeading {
  /** `Papers of 23 June 2026`. */
  readonly title: string
  /** Language of the heading; the papers' own is English. */
  readonly language: string
}

const style = `
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 11pt/1.5 "Source Serif 4", Georgia, serif; color: #1d1d1f }
h1 { font-size: 1.6rem } h2 { margin-top: 2.5rem; font-size: 1.1rem; border-bottom: 1px solid #999 }
h3 { margin: 1.6rem 0 0.2rem; font-size: 1.05rem; line-height: 1.3; break-after: avoid }
p { margin: 0.4rem 0 } .by, .facts { font-size: 0.9rem; color: #555 }
.note { border-left: 3px solid #999; padding-left: 0.8rem; white-space: pre-wrap }
.small-caps { font-variant: small-caps } a { color: inherit } h3 a { text-decoration: none } code { overflow-wrap: anywhere }
p { orphans: 3; widows: 3 } h2, .by { break-after: avoid }
@media print { body { margin: 0; max-width: none; font-size: 10pt; line-height: 1.4 } .facts { break-after: avoid } }`

const groups: readonly (readonly [heading: string, has: (paper: PaperDetail) => boolean])[] = [
  ['Starred', ({ isStarred }) => isStarred],
  ['To read later', ofVerdict('later')],
  ['Read', ofVerdict('read')],
  ['Not decided', ofVerdict('unread')],
  ['Skipped', ofVerdict('skipped')],
]

/** The digest as an HTML document, its papers in the order given under their verdicts; a starred one stands only there. */
export function digest(papers: readonly PaperDetail[], heading: DigestHeading): string {
  const body = groups.map(([name, has], index) => {
    const before = groups.slice(0, index)
    const here = papers.filter((paper) => has(paper) && !before.some(([, hadIt]) => hadIt(paper)))
    return here.length === 0 ? '' : `<h2>${name} (${here.length})</h2>\n${here.map(article).join('\n')}\n`
  })
  return `<!doctype html>
<html lang="${escape(heading.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(heading.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escape(heading.title)}</h1>
${body.join('')}</body>
</html>
`
}

function ofVerdict(verdict: Verdict): (paper: PaperDetail) => boolean {
  return (paper) => paper.verdict === verdict
}

function article(paper: PaperDetail): string {
  const url = paper.arxivId === null ? null : abstractUrl(paper.arxivId)
  const title = html(segmentsOf(paper.title), url === null)
  const parts = [
    `<h3>${url === null ? title : `<a href="${escape(url)}">${title}</a>`}</h3>`,
    paragraph('by', escape(authorsOf(paper))),
    paragraph('facts', escape(factsOf(paper))),
    `<p>${html(segmentsOf(paper.abstract), true)}</p>`,
    paragraph('note', noteHtml(paper.note.text.trim())),
  ]
  return `<article>\n${parts.filter(Boolean).join('\n')}\n</article>`
}

/** A note as it was written, with its formulas set. */
function noteHtml(text: string): string {
  let [content, from] = ['', 0]
  for (const { start, end, tex, display } of findMath(text)) {
    if (tex.trim() === '') continue
    content += escape(text.slice(from, start)) + mathMl(tex, display)
    from = end
  }
  return content + escape(text.slice(from))
}

function paragraph(name: string, content: string): string {
  return content === '' ? '' : `<p class="${name}">${content}</p>`
}

function authorsOf({ authors, authorCount }: PaperDetail): string {
  const shown = authors.slice(0, 12).map(({ name }) => name)
  const others = Math.max(authorCount, authors.length) - shown.length
  if (shown.length === 0) return ''
  return shown.join(', ') + (others > 0 ? ` and ${others} more` : '')
}

function factsOf({ organization, arxivId, publishedOn, upvotes, tags }: PaperDetail): string {
  const facts = [
    organization,
    arxivId && `arXiv:${arxivId}`,
    publishedOn,
    upvotes === null ? null : `${upvotes} ${upvotes === 1 ? 'upvote' : 'upvotes'}`,
    ...tags.map((tag) => `#${tag}`),
  ]
  return facts.filter(Boolean).join(' · ')
}

const emphasisTags: Readonly<Record<EmphasisStyle, readonly [open: string, close: string]>> = {
  italic: ['<em>', '</em>'],
  bold: ['<strong>', '</strong>'],
  smallCaps: ['<span class="small-caps">', '</span>'],
  underline: ['<u>', '</u>'],
}

/** Segments as HTML that may stand in a paragraph; without links where it stands in one. */
function html(segments: readonly Segment[], hasLinks: boolean): string {
  return segments.map((segment) => htmlOf(segment, hasLinks)).join('')
}

function htmlOf(segment: Segment, hasLinks: boolean): string {
  switch (segment.kind) {
    case 'math':
      return mathMl(segment.tex, segment.display)
    case 'text':
      return escape(segment.text)
    case 'code':
      return `<code>${escape(segment.text)}</code>`
    case 'emphasis': {
      const [open, close] = emphasisTags[segment.style]
      return open + html(segment.children, hasLinks) + close
    }
    case 'link': {
      const content = html(segment.children, false)
      return hasLinks ? `<a href="${escape(segment.href)}">${content}</a>` : content
    }
    case 'citation':
      return escape(toPlainText([segment]))
    case 'paragraphBreak':
    default:
      return '<br><br>'
  }
}

/** MathML, with the formula's source in it for whoever copies it; Unicode where KaTeX refuses the formula. */
function mathMl(tex: string, isDisplay: boolean): string {
  const options = { displayMode: isDisplay, macros: { ...macros }, maxSize: 20, maxExpand: 200 } as const
  try {
    return renderToString(tex, { ...options, output: 'mathml', strict: 'ignore', trust: false })
  } catch {
    return escape(toUnicode(tex))
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for content and for quoted attributes. Control characters but the line feed are dropped. */
function escape(text: string): string {
  return text.replace(/[^\P{Cc}\n]|\p{Cs}/gu, '').replace(/[&<>"']/g, (found) => entities[found] ?? '')
}
