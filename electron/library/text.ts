/** Text that SQLite gives back as it was given: half a surrogate pair would come back as something else. */

/** `text` with halves of surrogate pairs replaced by U+FFFD, as UTF-8 does. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}

/** At most `length` UTF-16 units of `text`, without half a character at the end. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
