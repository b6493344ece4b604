import { COMMAND_NAMES } from './command-names.ts'
import { describeWord, hashOf, type WordInfo } from './word-info.ts'

/** Words that are remembered between texts at most; a power of two. */
const SLOTS = 32_768

/** The words of all texts, each looked at once. */
export class Vocabulary {
  readonly #isWord: (run: string) => boolean
  /** Every word at the slot of its hash, until another one comes there: small, and quick to look up. */
  readonly #words = Array.from({ length: SLOTS }, (): WordInfo | null => null)

  constructor(isWord: (run: string) => boolean) {
    this.#isWord = isWord
  }

  /** What is known of the piece of `text` from `start` to `end`. */
  wordIn(text: string, start: number, end: number): WordInfo {
    const slot = hashOf(text, start, end) & (SLOTS - 1)
    const known = this.#words[slot]
    if (known && known.text.length === end - start && text.startsWith(known.text, start)) return known
    const piece = text.slice(start, end)
    const parts = splitRun(piece, this.#isWord)
    const word = describeWord(
      piece,
      this.#isWord,
      parts.length < 2 ? [] : parts.map((part) => this.wordIn(part, 0, part.length)),
    )
    this.#words[slot] = word
    return word
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
