/** What draws formulas and reads Markdown, a third of all that the window loads: not part of its first script. */
import { later } from './later.ts'

/** Until they are here, and should they not come, formulas are readable Unicode, and Markdown is its source or its words. */
export const typesetters = later(async () => {
  const [katex, { default: MarkdownIt }] = await Promise.all([import('katex'), import('markdown-it')])
  return { katex, MarkdownIt }
})
