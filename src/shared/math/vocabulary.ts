import { COMMAND_NAMES } from './command-names.ts'
import { traitsOf } from './token-columns.ts'
import { describeWord, type WordInfo } from './word-info.ts'

/** Words that are remembered between texts at most; a power of two. */
const SLOTS = 32_768
/** Numbers per slot: the length, the hash that features see, traits, and a hash by which the word is known again. */
const RECORD = 4

/**
 * The words of all texts, each looked at once. What every token is asked for stands in one row of numbers, as the
 * objects behind it, all over the memory, take longer to read than all the rest of a token's work.
 */
export class Vocabulary {
  readonly #isWord: (run: string) => boolean
  /** Every word at the slot of its hash, until another one comes there. */
  readonly #words = Array.from({ length: SLOTS }, (): WordInfo | null => null)
  readonly #records = new Int32Array(SLOTS * RECORD)

  constructor(isWord: (run: string) => boolean) {
    this.#isWord = isWord
  }

  /** The slot of the piece of `text` from `start` to `end`; good until the next piece is looked up. */
  slotOf(text: string, start: number, end: number): number {
    let hash = 0x811c9dc5
    let check = 0x2c1b3c6d
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      hash = Math.imul(hash ^ code, 0x01000193)
      check = Math.imul(check + code, 0x297a2d39) ^ (check >>> 15)
    }
    const slot = hash & (SLOTS - 1)
    const record = slot * RECORD
    const isKnown = this.#records[record] === end - start && this.#records[record + 3] === check
    if (!isKnown) this.#learn(slot, text.slice(start, end), check)
    return slot
  }

  wordAt(slot: number): WordInfo {
    return this.#words[slot]!
  }

  hashAt(slot: number): number {
    return this.#records[slot * RECORD + 1]!
  }

  /** See `traitsOf`. */
  traitsAt(slot: number): number {
    return this.#records[slot * RECORD + 2]!
  }

  #learn(slot: number, piece: string, check: number): void {
    const parts = splitRun(piece, this.#isWord)
    const word = describeWord(
      piece,
      this.#isWord,
      parts.length < 2 ? [] : parts.map((part) => this.wordAt(this.slotOf(part, 0, part.length))),
    )
    this.#words[slot] = word
    this.#records.set([piece.length, word.hash, traitsOf(word), check], slot * RECORD)
  }
}

const PREFIX = new RegExp(`^(?:${byLength(COMMAND_NAMES, 2)})`)
const SUFFIX = new RegExp(`(?:${byLength(COMMAND_NAMES, 2)})$`)
const WITHIN = /(?:left|right|Right|leftright|long)(?:right)?arrow|checkmark|approx|varepsilon/

/**
 * A run of letters cut where it begins or ends with the name of a command, `nlog` into `n`, `log`; whole where it
 * is a word or a command itself.
 */
function splitRun(run: string, isWord: (run: string) => boolean): string[] {
  if (run.length < 3 || COMMAND_NAMES.has(run) || isWord(run)) return [run]
  const prefix = PREFIX.exec(run)?.[0]
  if (prefix !== undefined) {
    const rest = splitRun(run.slice(prefix.length), isWord)
    const isShort = prefix.length < 3 && !/^[A-Z]/.test(run.slice(2))
    if (!isShort && rest.every((part) => /^(?:[a-z]{1,2}|[A-Z].*)$/.test(part) || COMMAND_NAMES.has(part)))
      return [prefix, ...rest]
  }
  const suffix = SUFFIX.exec(run)?.[0]
  if (suffix !== undefined && suffix.length < run.length) {
    const rest = run.slice(0, -suffix.length)
    const isShort = suffix.length < 3 && !/^[a-z]$/.test(rest)
    if (!isShort && rest.length < 3) return [rest, suffix]
    if (!isShort && COMMAND_NAMES.has(rest)) return [rest, suffix]
  }
  const within = WITHIN.exec(run)
  if (within) {
    const end = within.index + within[0].length
    return [
      run.slice(0, within.index),
      within[0],
      ...(end < run.length ? splitRun(run.slice(end), isWord) : []),
    ]
  }
  return [run]
}

function byLength(names: ReadonlySet<string>, shortest: number): string {
  return [...names]
    .filter((name) => name.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .join('|')
}
