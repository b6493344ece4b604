/**
 * Two spellings of one title have one key. A saved page, the feed and arXiv write the same title with other cases,
 * accents, quotes, line breaks and more or less of its TeX; what is left when all that is folded identifies a paper
 * that has no arXiv id yet.
 */

import { greekNames } from '../../src/shared/greek.ts'

// A new paper is looked for by its title and then added under it: the key is worked out once.
let last = { title: '', key: '' }

/** The key of a title: letters, digits and plus signs, folded. Empty if the title has none. */
export function titleKey(title: string): string {
  if (title !== last.title) last = { title, key: folded(title) }
  return last.key
}

function folded(title: string): string {
  return (
    title
      // The feed drops \textbf{ and the like, but leaves the letters of a macro without braces (feed.md §2).
      .replace(/\\[a-zA-Z]+\s*\{/g, '')
      .normalize('NFKD')
      // Upper case first: it makes one of ß and ss, and of the two small sigmas.
      .toUpperCase()
      .toLowerCase()
      .replace(/[α-ω×]/g, (symbol) => symbolNames[symbol] ?? symbol)
      .replace(/[^\p{L}\p{N}+]/gu, '')
  )
}

/** Symbols that the three sources spell now as a character and now as the name of the TeX macro. */
const symbolNames: Readonly<Record<string, string>> = {
  ...greekNames,
  ο: 'o',
  ς: 'sigma',
  '×': 'times',
}
