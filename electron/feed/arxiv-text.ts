/**
 * arXiv's text comes in three manners: the API's of before November 2025 (hard line breaks, accents as TeX), the API's
 * since (joined lines, Unicode, also for Greek inside formulas), and RSS and OAI-PMH (raw TeX). Here they become one:
 * joined lines, paragraphs parted by an empty line, accented letters as Unicode outside formulas, and Greek as TeX inside
 * them. Everything else of TeX stays as it is.
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
  if (!/[\\$]/.test(text)) return text
  let result = ''
  let at = 0
  for (const formula of findMath(text)) {
    result += lettersIn(text.slice(at, formula.start)) + withCommands(text.slice(formula.start, formula.end))
    at = formula.end
  }
  return result + lettersIn(text.slice(at))
}

/**
 * What arXiv's API made letters of, as the commands that they were: `$ΔW$` was `$\Delta W$`, and `\mathbfθ` had braces.
 * It writes ε for \epsilon and leaves \varepsilon alone; of φ nobody has seen which of the two it stands for.
 */
function withCommands(tex: string): string {
  return tex.replace(
    /(\\[A-Za-z]+)?([α-υχ-ωΓΔΘΛΞΠΣΥΦΨΩ])(?=([A-Za-z])?)/g,
    (whole: string, command: string | undefined, letter: string, next: string | undefined) => {
      const name = greek.get(letter)
      if (name === undefined) return whole
      return command === undefined ? `\\${name}${next === undefined ? '' : ' '}` : `${command}{\\${name}}`
    },
  )
}

const greek: ReadonlyMap<string, string> = new Map(
  (
    'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho ' +
    'ς varsigma σ sigma τ tau υ upsilon χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma ' +
    'Υ Upsilon Φ Phi Ψ Psi Ω Omega'
  )
    .split(/ (?=[^a-zA-Z])/)
    .map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]),
)

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
