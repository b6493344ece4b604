const TOKEN = /\\(?:[a-zA-Z]+\*?|[^]|$)|\s+|[^]/gu

/** The tokens of a formula as TeX reads it, without what only concerns the page: colours, links, labels, gaps. */
export function tokensOf(tex: string): string[] {
  const plain = tex
    .replace(/\\(?:href|textcolor|colorbox)\s*\{[^{}]*\}/g, '')
    .replace(/\\url\b/g, '\\text')
    .replace(/\\unicode\{x([0-9a-fA-F]{1,5})\}/g, (_, code: string) =>
      String.fromCodePoint(parseInt(code, 16)),
    )
    .replace(/\\(?:m?kern|[hm]skip)\s*-?[\d.]+\s*[a-z]{2}/g, '')
    .replace(
      /\\(?:label|tag\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag|xspace|protect|hfill|noindent|allowbreak)(?![a-zA-Z])/g,
      ' ',
    )
  return plain.match(TOKEN) ?? []
}

/** The pieces with a blank between a command and a letter that would lengthen its name. */
export function joinTokens(pieces: readonly string[]): string {
  let before = ''
  const spaced = pieces.map((piece) => {
    const isTorn = /^[a-zA-Z]/.test(piece) && /\\[a-zA-Z]+$/.test(before)
    if (piece !== '') before = piece
    return isTorn ? ` ${piece}` : piece
  })
  const joined = spaced.join('').trim()
  return /(?<!\\)\\$/.test(joined) ? `${joined} ` : joined
}
