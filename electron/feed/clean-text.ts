/** Makes text from outside storable and harmless to a line of text. What it says is left alone; TeX is not touched here. */

/**
 * Characters that no title or abstract has a use for: controls other than newline, direction overrides (they let text
 * pass for other text), byte-order marks and soft line tricks.
 */
const unwanted =
  // oxlint-disable-next-line no-control-regex -- controls are what it is for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** One line: white space folded, at most `limit` characters. */
export function lineOf(text: string, limit: number): string {
  return cut(wellFormed(text).replace(unwanted, '').replace(/\s+/g, ' ').trim(), limit)
}

/**
 * Running text. arXiv's rule (feed.md §4): a newline followed by white space begins a paragraph, any other newline is a
 * space; texts of before and after November 2025 come out the same. Paragraphs are parted by an empty line.
 */
export function proseOf(text: string, limit: number): string {
  return cut(
    paragraphsOf(text)
      .join('\n\n')
      .replace(/(?<!\n)\n(?!\n)/g, ' '),
    limit,
  )
}

/** The same with single newlines as they came: where lines were broken tells what the feed took from each. */
export function brokenProseOf(text: string, limit: number): string {
  return cut(paragraphsOf(text).join('\n\n'), limit)
}

function paragraphsOf(text: string): string[] {
  return wellFormed(text)
    .replace(/\r\n?/g, '\n')
    .replace(unwanted, '')
    .split(/\n[^\S\n]+(?=\S)|\n\s*\n\s*/)
    .map((paragraph) =>
      paragraph
        .replace(/\s*\n\s*/g, '\n')
        .replace(/[^\S\n]+/g, ' ')
        .trim(),
    )
    .filter((paragraph) => paragraph !== '')
}

/** An https address without credentials, at most 2048 characters; null for everything else. `base` completes a relative one. */
export function httpsUrl(text: string, base?: string): string | null {
  if (text.length > 2048) return null
  try {
    const url = new URL(text, base)
    return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
  } catch {
    return null
  }
}

/** Lone surrogates become U+FFFD, so that the text survives UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Cut between characters, never inside one. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit
  return text.slice(0, end)
}
