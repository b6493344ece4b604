/** Text with mathematics as Markdown: formulas between dollars, everything else so escaped that it shows as it is. */
import { toPlainText, toUnicode } from '../../src/shared/math/index.ts'
import type { EmphasisStyle, Segment } from '../../src/shared/math/index.ts'

const marks: Readonly<Record<EmphasisStyle, string>> = {
  italic: '*',
  bold: '**',
  smallCaps: '',
  underline: '',
}

/** Segments as paragraphs of Markdown (CommonMark with `$` for formulas, as Obsidian and Pandoc read it). */
export function markdownOf(segments: readonly Segment[]): string {
  const paragraphs = segments.map(markdownOfSegment).join('').split(paragraphEnd)
  return paragraphs
    .map((paragraph) => safeStart(paragraph.replace(/\s+/g, ' ').trim()))
    .filter(Boolean)
    .join('\n\n')
}

/** Stands between paragraphs until they are parted; no text has it, because control characters are dropped. */
const paragraphEnd = '\u0000'

/** Plain text as Markdown on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replace(/[\\`*_[\]<>$|~#^&]/g, '\\$&')
    .replace(/%%/g, '%\\%')
    .replace(/==/g, '=\\=')
}

function markdownOfSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'math':
      return formula(segment.tex)
    case 'text':
      return escapeMarkdown(segment.text)
    case 'code':
      return code(segment.text)
    case 'emphasis':
      return emphasised(marks[segment.style], segment.children.map(markdownOfSegment).join(''))
    case 'link':
      return `[${segment.children.map(markdownOfSegment).join('')}](<${segment.href.replace(/[<>\s]/g, encodeURIComponent)}>)`
    case 'citation':
      return escapeMarkdown(toPlainText([segment]))
    case 'paragraphBreak':
    default:
      return paragraphEnd
  }
}

/** A formula is one only if no space stands inside its dollars; a display one is set in the line too. */
function formula(tex: string): string {
  const line = tex.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line === '' || /[$]|\\$/.test(line) ? escapeMarkdown(toUnicode(tex)) : `$${line}$`
}

function code(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line === '' || line.includes('`') ? escapeMarkdown(text) : `\`${line}\``
}

/** Marks hold only if they stand directly at the text. */
function emphasised(mark: string, content: string): string {
  const inner = content.trim()
  if (mark === '' || inner === '' || inner.includes(paragraphEnd)) return content
  const [before = '', after = ''] = [/^\s*/.exec(content)?.[0], /\s*$/.exec(content)?.[0]]
  return before + mark + inner + mark + after
}

/** What would begin a list or a heading at the start of a line. */
function safeStart(line: string): string {
  return line.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[-+=]/, '\\$&')
}
