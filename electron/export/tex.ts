/** Text with mathematics as LaTeX that BibTeX and LaTeX both take: escaped outside formulas, braces always balanced. */
import { greekNames } from '../../src/shared/greek.ts'
import { toPlainText, toUnicode } from '../../src/shared/math/index.ts'
import type { EmphasisStyle, Segment } from '../../src/shared/math/index.ts'

const emphasisCommands: Readonly<Record<EmphasisStyle, string>> = {
  italic: 'textit',
  bold: 'textbf',
  smallCaps: 'textsc',
  underline: 'underline',
}

/** Braces are counted by BibTeX even when escaped, so no character is written with a single one. */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '`': '\\textasciigrave{}',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '–': '--',
  '—': '---',
  '…': '\\dots{}',
  '\u00a0': '~',
}

/** Greek letters, which LaTeX's fonts for text do not have. Capitals that look Latin have no command. */
const greek: Readonly<Record<string, string>> = {
  ...greekNames,
  ϵ: 'epsilon',
  ϑ: 'vartheta',
  µ: 'mu',
  ς: 'varsigma',
  ϕ: 'phi',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Υ: 'Upsilon',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
}
const greekLetters = new RegExp(`[${Object.keys(greek).join('')}]`, 'gu')

/** Segments as LaTeX on one line; formulas stay formulas, between dollars. */
export function texOf(segments: readonly Segment[]): string {
  return segments.map(texOfSegment).join('').replace(/\s+/g, ' ').trim()
}

/** Plain text as LaTeX. Control characters are dropped; white space is a space. */
export function escapeTex(text: string): string {
  return text
    .replace(/\s(?<!\u00a0)/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\ufeff]/gu, '')
    .replace(/[\\{}$%&#_^~<>|`“”‘’–—…\u00a0]/g, (found) => escapes[found] ?? found)
    .replace(greekLetters, (found) => keptCase(`$\\${greek[found] ?? ''}$`))
}

/** Greek letters by name, as arXiv's own titles have them: `PanGu-π` is `PanGu-pi`. */
export function greekByName(text: string): string {
  return text.replace(greekLetters, (found) => greek[found] ?? found)
}

function texOfSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'math':
      return formula(segment.tex)
    case 'text':
      return escapeTex(segment.text)
    case 'code':
      return `\\texttt{${escapeTex(segment.text)}}`
    case 'emphasis':
      return `\\${emphasisCommands[segment.style]}{${segment.children.map(texOfSegment).join('')}}`
    case 'link':
      return segment.children.map(texOfSegment).join('')
    case 'citation':
      return escapeTex(toPlainText([segment]))
    case 'paragraphBreak':
    default:
      return ' '
  }
}

function formula(tex: string): string {
  const named = tex
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replace(greekLetters, (found, at: number, whole: string) => {
      const next = whole[at + found.length] ?? ''
      return `\\${greek[found] ?? ''}${/[a-z]/i.test(next) ? ' ' : ''}`
    })
    .replace(/(?<!\\)((?:\\\\)*)([%#])/g, '$1\\$2')
  const counted = hasEvenBraces(named)
    ? named
    : named.replace(/\\([{}])/g, (_, brace) => (brace === '{' ? '\\lbrace ' : '\\rbrace '))
  const isWhole = hasEvenBraces(counted) && !counted.includes('$') && !/(?<!\\)(?:\\\\)*\\$/.test(counted)
  return isWhole && counted.trim() !== '' ? keptCase(`$${counted}$`) : escapeTex(toUnicode(tex))
}

/** Many styles write titles in lower case, and BibTeX does so in formulas too: `$\Delta$` would be printed as δ. */
function keptCase(math: string): string {
  return /\p{Lu}/u.test(math) ? `{${math}}` : math
}

/** As BibTeX counts: a backslash protects no brace. */
function hasEvenBraces(tex: string): boolean {
  let depth = 0
  for (const character of tex) {
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
