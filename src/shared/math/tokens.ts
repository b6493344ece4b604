import { linkAt } from './find-links.ts'
import type { Range } from './segment.ts'
import type { Vocabulary } from './vocabulary.ts'
import { BARRIER, type WordInfo } from './word-info.ts'

/** Pieces of a text as the recovery model sees them; parallel arrays, offsets into the text. */
export interface Tokens {
  readonly text: string
  readonly words: readonly string[]
  readonly infos: readonly WordInfo[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 where white space stands before the token. */
  readonly spaced: Uint8Array
}

const Kind = { other: 0, letter: 1, digit: 2, white: 3 } as const
const KINDS = Uint8Array.from({ length: 0x250 }, (_, code) => kindOf(String.fromCharCode(code)))

/**
 * Splits a text into runs of letters, runs of digits and single other characters, and runs of letters further as
 * the vocabulary says. The ranges in `closed` become one `BARRIER` each, as do links and tags.
 */
export function tokenise(text: string, closed: readonly Range[], vocabulary: Vocabulary): Tokens {
  const tokens = new Collector(vocabulary.wordIn(BARRIER, 0, 1), text.length)
  let nextClosed = 0
  let at = 0
  while (at < text.length) {
    while ((closed[nextClosed]?.end ?? Infinity) <= at) nextClosed++
    const range = closed[nextClosed]
    const kind = kindAt(text, at)
    if (range && range.start <= at) at = tokens.addBarrier(at, range.end)
    else if (kind === Kind.white) at = tokens.addSpace(at)
    else {
      const word = vocabulary.wordIn(text, at, endOf(text, at, kind))
      const closedEnd = closedEndOf(text, at, word.text)
      if (closedEnd > 0) at = tokens.addBarrier(at, closedEnd)
      else if (word.parts.length === 0) at = tokens.add(word, at)
      else for (const part of word.parts) at = tokens.add(part, at)
    }
  }
  return tokens.of(text)
}

class Collector {
  readonly #barrier: WordInfo
  readonly #words: string[] = []
  readonly #infos: WordInfo[] = []
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  readonly #spaced: Uint8Array
  #space = 0

  constructor(barrier: WordInfo, most: number) {
    this.#barrier = barrier
    this.#starts = new Int32Array(most)
    this.#ends = new Int32Array(most)
    this.#spaced = new Uint8Array(most)
  }

  add(info: WordInfo, start: number): number {
    return this.#push(info, start, start + info.text.length)
  }

  addBarrier(start: number, end: number): number {
    return this.#push(this.#barrier, start, end)
  }

  addSpace(at: number): number {
    this.#space = 1
    return at + 1
  }

  of(text: string): Tokens {
    const count = this.#infos.length
    return {
      text,
      words: this.#words,
      infos: this.#infos,
      starts: this.#starts.subarray(0, count),
      ends: this.#ends.subarray(0, count),
      spaced: this.#spaced.subarray(0, count),
    }
  }

  #push(info: WordInfo, start: number, end: number): number {
    const at = this.#infos.push(info) - 1
    this.#words.push(info.text)
    this.#starts[at] = start
    this.#ends[at] = end
    this.#spaced[at] = this.#space
    this.#space = 0
    return end
  }
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < KINDS.length ? KINDS[code]! : kindOf(text.charAt(at))
}

function kindOf(char: string): number {
  if (/[A-Za-z\u00c0-\u024f]/.test(char)) return Kind.letter
  if (/\d/.test(char)) return Kind.digit
  return /\s/.test(char) ? Kind.white : Kind.other
}

const NUMBER = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y

function endOf(text: string, at: number, kind: number): number {
  if (kind === Kind.digit) return matchEnd(NUMBER, text, at)
  if (kind === Kind.other) return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  let end = at + 1
  while (end < text.length && kindAt(text, end) === Kind.letter) end++
  return end
}

const TAG = /<\/?[A-Za-z][A-Za-z_-]+>/y
const LINK = /^(?:https?|arXiv)$/i

/** Where a link or a tag such as `<think>` ends that starts with the piece at `at`; 0 where none does. */
function closedEndOf(text: string, at: number, piece: string): number {
  if (piece === '<') return matchEnd(TAG, text, at)
  const mayBeLink = (piece.length === 4 || piece.length === 5) && LINK.test(piece)
  return mayBeLink ? (linkAt(text, at)?.end ?? 0) : 0
}

/** Where the match of a sticky pattern ends; 0 where there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}
