/**
 * arXiv's text comes in three manners: the API's of before November 2025 (hard line breaks, accents as TeX), the API's
 * since (joined lines, Unicode), and RSS and OAI-PMH (raw TeX). Here they become one: joined lines, paragraphs parted by
 * an empty line, accented letters as Unicode outside formulas. Formulas and everything else of TeX stay as they are.
 */
import { findMath } from '../../src/shared/math/index.ts'
import { SYMBOLS, accentAt } from '../../src/shared/math/latex-tables.ts'
import { lineOf, proseOf } from './clean-text.ts'

/** Commands that are one letter; `\o` in `\omega` is not. */
const letterCommand = /\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i)(?![A-Za-z])(?:\{\}|\s+)?/y

/** A title or a name on one line, at most `limit` characters. */
export function arxivLine(text: string, limit: number): string {
  return lineOf(withLetters(text), limit)
}

/** An abstract or a comment, at most `limit` characters. */
export function arxivProse(text: string, limit: number): string {
  return withLetters(proseOf(text, limit))
}

/** Accents and letter commands outside formulas as the letters that they are. */
function withLetters(text: string): string {
  if (!text.includes('\\')) return text
  let result = ''
  let at = 0
  for (const formula of findMath(text)) {
    result += lettersIn(text.slice(at, formula.start)) + text.slice(formula.start, formula.end)
    at = formula.end
  }
  return result + lettersIn(text.slice(at))
}

function lettersIn(text: string): string {
  let result = ''
  let at = 0
  while (at < text.length) {
    const found = text.charAt(at) === '\\' ? letterAt(text, at) : null
    if (found === null) {
      // An escaped backslash or brace must not have its second half read as a beginning.
      const length = text.charAt(at) === '\\' ? 2 : 1
      result += text.slice(at, at + length)
      at += length
    } else if (result.endsWith('{') && text.charAt(found.end) === '}') {
      result = result.slice(0, -1) + found.text
      at = found.end + 1
    } else {
      result += found.text
      at = found.end
    }
  }
  return result
}

function letterAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  const accent = accentAt(text, at)
  if (accent !== null) return accent
  letterCommand.lastIndex = at
  const found = letterCommand.exec(text)
  return found === null ? null : { text: SYMBOLS.get(found[1] ?? '') ?? '', end: at + found[0].length }
}
