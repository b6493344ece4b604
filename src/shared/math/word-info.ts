import { COMMAND_NAMES, ENGLISH_COMMANDS, LETTER_NAMES } from './command-names.ts'
import { WORD_ROWS } from './model-shape.ts'

/** Stands for a link or a formula with its own delimiters: never part of a guessed formula. */
export const BARRIER = '\u0000'

/** How far a token points to mathematics by itself. */
export const Role = { word: 0, weak: 1, seed: 2, strong: 3, barrier: 4 } as const

/** What does not depend on where a token stands. */
export interface WordInfo {
  readonly text: string
  readonly hash: number
  readonly shape: number
  readonly role: number
  /** Whether mathematics may begin with it wherever it stands. */
  readonly isSeed: boolean
  /** Rows of the word table whose sum stands for the token. */
  readonly rows: readonly number[]
  /** The words that a run of letters falls into; none where it is one. */
  readonly parts: readonly WordInfo[]
  /** Where the hidden layer keeps what the word adds to it, valid in the given era; how often it looked before. */
  part: number
  era: number
  looks: number
}

/** What features see beyond either end of a text. */
export const PAD = { hash: 7, shape: 62 } as const

export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  h ^= h >>> 13
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 16)
}

export function hashOf(text: string, start = 0, end = text.length): number {
  let h = 0x811c9dc5
  for (let at = start; at < end; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  return h
}

/** Seeds by name, beside those by role. */
const SEED = /^(?:[@~]|ge|le|ne|det|exp|tr|Tr|pm|mp|Pr|Re|Im)$/
const PUNCTUATION = '()[]{}^_=<>+-*/|,.:;!?\'"`~%&#@$\\'

export function describeWord(
  word: string,
  isWord: (run: string) => boolean,
  parts: readonly WordInfo[],
): WordInfo {
  const shape = shapeOf(word, isWord)
  const hash = hashOf(
    /^\d{2,}$/.test(word)
      ? `#${Math.min(word.length, 5)}`
      : /^\d.*[.,]/.test(word)
        ? `#.${word.startsWith('0') ? 0 : 1}`
        : word,
  )
  const row = (salt: number, text: string): number => mix(hashOf(text), salt) & (WORD_ROWS - 1)
  const isRun = word.length > 1 && shape < 16
  const role = roleOf(word, shape)
  const isSeed = role === Role.seed || role === Role.strong || SEED.test(word)
  const rows = [
    mix(hash, 1) & (WORD_ROWS - 1),
    row(2, String(shape)),
    isRun ? row(3, word.slice(-3)) : row(5, String(shape)),
    isRun ? row(4, word.slice(0, 2)) : row(6, String(shape)),
  ]
  return { text: word, hash, shape, role, isSeed, rows, parts, part: 0, era: -1, looks: 0 }
}

/** 0..15 runs of letters, 16..19 digits, 20..23 other letters and symbols, 24.. punctuation. */
function shapeOf(word: string, isWord: (run: string) => boolean): number {
  const code = word.charCodeAt(0)
  if (word === BARRIER) return 63
  if (code >= 48 && code < 58)
    return /[.,]/.test(word) ? 19 : word.length === 1 ? 16 : word.length < 4 ? 17 : 18
  if (/^[A-Za-z\u00c0-\u024f]/.test(word)) return runShape(word, isWord)
  const punctuation = PUNCTUATION.indexOf(word)
  if (punctuation >= 0) return 24 + punctuation
  if (/^\p{Script=Greek}/u.test(word)) return 20
  if (/^\p{L}/u.test(word)) return 21
  return /^[\p{Sm}\u2190-\u22ff]/u.test(word) ? 22 : 23
}

function runShape(word: string, isWord: (run: string) => boolean): number {
  if (word.length === 1) return word === 'a' || word === 'A' || word === 'I' ? 2 : /[a-z]/.test(word) ? 0 : 1
  if (COMMAND_NAMES.has(word)) return ENGLISH_COMMANDS.has(word) ? 4 : LETTER_NAMES.has(word) ? 15 : 3
  const known = isWord(word)
  if (/^[a-z]+$/.test(word)) return (known ? 5 : 6) + (word.length === 2 ? 2 : 0)
  if (/^[A-Z][a-z]+$/.test(word)) return known ? 9 : 10
  if (/^[A-Z]+$/.test(word)) return known ? 11 : 12
  return known ? 13 : 14
}

function roleOf(word: string, shape: number): number {
  if (shape === 63) return Role.barrier
  if (shape === 3) return Role.strong
  if (
    shape < 2 ||
    (shape === 11 && word.length < 3) ||
    shape === 6 ||
    shape === 8 ||
    shape === 10 ||
    shape === 12 ||
    shape === 14 ||
    shape === 15
  )
    return Role.seed
  if (shape === 5 || shape === 9) return Role.word
  if (shape === 20 || shape === 22) return Role.strong
  if (/^[\^_=<>]$/.test(word)) return Role.strong
  return /^[{}|*+\\[/]$/.test(word) ? Role.seed : Role.weak
}
