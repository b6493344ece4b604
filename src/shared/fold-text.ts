/**
 * What search holds to be the same text: case, accents, ligatures and full width do not count, and Chinese, Japanese
 * and Korean are taken two characters at a time because they put no spaces between words. The index and the query
 * both go through here, so a word that is in a text is found there whatever it looks like.
 */

/** A word of a text, folded, with its place (UTF-16) in that text. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  /** A lone last character of a run of Chinese, Japanese or Korean: in the index only as the end of the run. */
  readonly isTail: boolean
}

// Marks count as part of a word: the vowels of many scripts are marks.
const letters = /[\p{L}\p{N}\p{M}]+/gu
const pairedScripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc\uff70]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc\uff70]+/gu
const isPaired = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const isAscii = /^[0-9a-z]+$/i

/** The words of a text in order. Runs of Chinese, Japanese or Korean give overlapping pairs and their last character. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(letters)) {
    const [run] = match
    if (isAscii.test(run)) {
      const end = match.index + run.length
      words.push({ text: run.toLowerCase(), start: match.index, end, isTail: false })
    } else {
      for (const part of run.matchAll(pairedScripts)) addPart(words, part[0], match.index + part.index)
    }
  }
  return words
}

function addPart(words: Word[], part: string, start: number): void {
  if (!isPaired.test(part)) {
    const text = foldWord(part)
    if (text !== '') words.push({ text, start, end: start + part.length, isTail: false })
    return
  }
  const characters = [...part]
  let at = start
  characters.forEach((character, index) => {
    const next = characters[index + 1] ?? ''
    const text = foldWord(character + next)
    words.push({ text, start: at, end: at + character.length + next.length, isTail: next === '' })
    at += character.length
  })
}

/** A run of letters and digits without what does not count. */
export function foldWord(word: string): string {
  return (
    word
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      // Upper case first: it makes one of ß and ss, and of the two small sigmas.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFC')
      .replace(/[øłđðæœıþ]/g, (letter) => plainLetters[letter] ?? letter)
      .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  )
}

/** Letters that Unicode does not take apart. */
const plainLetters: { readonly [letter: string]: string } = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
}
