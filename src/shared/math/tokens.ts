import { linkAt } from './find-links.ts'
import type { Range } from './segment.ts'
import type { Vocabulary } from './vocabulary.ts'
import { isSplit, TokenColumns, traitsOf } from './token-columns.ts'
import { BARRIER, type WordInfo } from './word-info.ts'

/** Pieces of a text as the recovery model sees them; parallel arrays, offsets into the text. */
export interface Tokens {
  readonly text: string
  /** Put together when first asked for. */
  readonly words: readonly string[]
  readonly infos: readonly WordInfo[]
  readonly columns: TokenColumns
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
  const barrier = vocabulary.wordAt(vocabulary.slotOf(BARRIER, 0, 1))
  const tokens = new Collector(text, barrier)
  let nextClosed = 0
  let at = 0
  while (at < text.length) {
    while ((closed[nextClosed]?.end ?? Infinity) <= at) nextClosed++
    const range = closed[nextClosed]
    const kind = kindAt(text, at)
    if (range && range.start <= at) at = tokens.addBarrier(at, range.end)
    else if (kind === Kind.white) at = tokens.addSpace(at)
    else {
      const end = endOf(text, at, kind)
      const closedEnd = closedEndOf(text, at, end)
      at = closedEnd > 0 ? tokens.addBarrier(at, closedEnd) : tokens.add(vocabulary, at, end)
    }
  }
  return tokens.done()
}

class Collector implements Tokens {
  readonly text: string
  readonly infos: WordInfo[] = []
  readonly columns: TokenColumns
  readonly #barrier: WordInfo
  starts: Int32Array
  ends: Int32Array
  spaced: Uint8Array
  #words: readonly string[] | null = null
  #space = 0

  constructor(text: string, barrier: WordInfo) {
    const most = text.length
    this.text = text
    this.columns = new TokenColumns(most)
    this.#barrier = barrier
    this.starts = new Int32Array(most)
    this.ends = new Int32Array(most)
    this.spaced = new Uint8Array(most)
  }

  get words(): readonly string[] {
    this.#words ??= this.infos.map(({ text }) => text)
    return this.#words
  }

  done(): Tokens {
    const count = this.infos.length
    this.columns.close()
    this.starts = this.starts.subarray(0, count)
    this.ends = this.ends.subarray(0, count)
    this.spaced = this.spaced.subarray(0, count)
    return this
  }

  /** The piece from `start` to `end`, in its parts where it has such. The vocabulary, which is large, is not kept. */
  add(vocabulary: Vocabulary, start: number, end: number): number {
    const slot = vocabulary.slotOf(this.text, start, end)
    const traits = vocabulary.traitsAt(slot)
    const word = vocabulary.wordAt(slot)
    if (!isSplit(traits)) return this.#push(word, { hash: vocabulary.hashAt(slot), traits }, start, end)
    let at = start
    for (const part of word.parts)
      at = this.#push(part, { hash: part.hash, traits: traitsOf(part) }, at, at + part.text.length)
    return at
  }

  addBarrier(start: number, end: number): number {
    const { hash } = this.#barrier
    return this.#push(this.#barrier, { hash, traits: traitsOf(this.#barrier) }, start, end)
  }

  addSpace(at: number): number {
    this.#space = 1
    return at + 1
  }

  #push(
    info: WordInfo,
    { hash, traits }: { hash: number; traits: number },
    start: number,
    end: number,
  ): number {
    const at = this.infos.push(info) - 1
    this.columns.add(hash, traits, this.#space)
    this.starts[at] = start
    this.ends[at] = end
    this.spaced[at] = this.#space
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
const LESS = 60

/** Where a link or a tag such as `<think>` ends that starts with the piece from `at` to `end`; 0 where none does. */
function closedEndOf(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) === LESS) return matchEnd(TAG, text, at)
  const mayBeLink = (end - at === 4 || end - at === 5) && LINK.test(text.slice(at, end))
  return mayBeLink ? (linkAt(text, at)?.end ?? 0) : 0
}

/** Where the match of a sticky pattern ends; 0 where there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}
