import { COMMAND_NAMES } from './command-names.ts'
import { linkAt } from './find-links.ts'
import type { Range } from './segment.ts'

/** Pieces of a text as the recovery model sees them; parallel arrays, offsets into the text. */
export interface Tokens {
  readonly text: string
  readonly words: readonly string[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 where white space stands before the token. */
  readonly spaced: Uint8Array
}

/** Stands for a link or a formula with its own delimiters: never part of a guessed formula. */
export const BARRIER = '\u0000'

const PIECE = /[A-Za-z\u00c0-\u024f]+|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\s+|[^]/gu
const PREFIX = new RegExp(`^(?:${byLength(COMMAND_NAMES, 2)})`)
const SUFFIX = new RegExp(`(?:${byLength(COMMAND_NAMES, 2)})$`)
const WITHIN = /(?:left|right|Right|leftright|long)(?:right)?arrow|checkmark|approx|varepsilon/

/**
 * Splits a text into runs of letters, runs of digits and single other characters.
 *
 * A run of letters that is no word (`isWord`) is split where it begins or ends with the name of a command:
 * `nlog` is `n`, `log`. The ranges in `closed` become one `BARRIER` each, as do links.
 */
export function tokenise(text: string, closed: readonly Range[], isWord: (run: string) => boolean): Tokens {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const spaced: number[] = []
  let space = 0
  let nextClosed = 0
  const add = (word: string, start: number, end: number): void => {
    words.push(word)
    starts.push(start)
    ends.push(end)
    spaced.push(space)
    space = 0
  }
  PIECE.lastIndex = 0
  for (let found = PIECE.exec(text); found; found = PIECE.exec(text)) {
    const at = found.index
    const piece = found[0]
    while ((closed[nextClosed]?.end ?? Infinity) <= at) nextClosed++
    const barrier = closed[nextClosed]
    if (barrier && barrier.start <= at) {
      add(BARRIER, at, barrier.end)
      PIECE.lastIndex = barrier.end
    } else if (/^\s/.test(piece)) space = 1
    else if (piece.length > 1 && piece.charCodeAt(0) > 64) {
      const link = /^(?:https?|arXiv)$/i.test(piece) ? linkAt(text, at) : null
      if (link) {
        add(BARRIER, at, link.end)
        PIECE.lastIndex = link.end
      } else {
        let start = at
        for (const part of splitRun(piece, isWord)) {
          add(part, start, start + part.length)
          start += part.length
        }
      }
    } else if (piece === '<' && tagAt(text, at) > 0) {
      const end = tagAt(text, at)
      add(BARRIER, at, end)
      PIECE.lastIndex = end
    } else add(piece, at, at + piece.length)
  }
  return {
    text,
    words,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    spaced: Uint8Array.from(spaced),
  }
}

const TAG = /<\/?[A-Za-z][A-Za-z_-]+>/y

/** Where a tag such as `<think>` that starts at `at` ends; 0 where none does. */
function tagAt(text: string, at: number): number {
  TAG.lastIndex = at
  return TAG.test(text) ? TAG.lastIndex : 0
}

/** A run of letters cut where command names begin or end it; whole where it is a word or a command itself. */
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
