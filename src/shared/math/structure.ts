import { arityOf } from './commands.ts'
import { formulasInContext } from './formula-context.ts'
import type { Range } from './segment.ts'
import { classify, type StructureTable } from './tex-classes.ts'
import type { Piece, TexClass } from './tex-pieces.ts'

/** The likeliest TeX for the formulas of a text, given by their ranges, as training has seen it. */
export function texOf(text: string, ranges: readonly Range[], table: StructureTable): string[] {
  const formulas = formulasInContext(text, ranges, table.lexicon)
  const classes = classify(text, ranges, formulas, table)
  return formulas.map(({ pieces }, index) => writtenAs(pieces, classes[index] ?? []))
}

function writtenAs(pieces: readonly Piece[], classes: TexClass[]): string {
  settleBraces(pieces, classes)
  settleCommas(pieces, classes)
  const texts = pieces.map(({ text }, at) =>
    written(text, classes[at] ?? 'plain', pieces[at + 1]?.text ?? ''),
  )
  const out: string[] = []
  for (const [at, text] of texts.entries()) {
    if (classes[at] === 'frac') openFraction(out)
    const runsOn = /\\[A-Za-z]+$/.test(text) && /^[A-Za-z]/.test(texts[at + 1] ?? '')
    out.push(runsOn ? `${text} ` : text)
  }
  return out.join('')
}

function written(text: string, name: TexClass, next: string): string {
  if (name === 'plain' || name === 'frac') return text
  if (name === 'command') return needsMore(text, next) ? text : `\\${text}`
  const inner = name.startsWith('{\\') ? `\\${text}` : text
  return `\\${name.replace(/[{}\\]/g, '')}{${inner}}`
}

/** A comma that follows another, or opens a script, was a thin space. */
function settleCommas(pieces: readonly Piece[], classes: TexClass[]): void {
  for (const [at, { text }] of pieces.entries()) {
    if (text === ',' && /^[,{]$/.test(pieces[at - 1]?.text ?? '') && classes[at - 1] !== 'command')
      classes[at] = 'command'
  }
}

/** Whether a command lacks its argument, so that its name is a word: `g_{bar}`. */
function needsMore(name: string, next: string): boolean {
  return (next === '' || next === '}') && /^[A-Za-z]/.test(name) && (arityOf(name) ?? 0) > 0
}

/** A brace and its partner are both set or both group; what has no partner is set. */
function settleBraces(pieces: readonly Piece[], classes: TexClass[]): void {
  const open: number[] = []
  for (const [at, { text }] of pieces.entries()) {
    if (text === '{') {
      if (/^[_^]$/.test(pieces[at - 1]?.text ?? '')) classes[at] = 'plain'
      else if (isList(pieces, at) || isFamily(pieces, at)) classes[at] = 'command'
      else if (classes[at] === 'frac' && isSpacing(pieces, classes, at)) classes[at] = 'plain'
      open.push(at)
    } else if (text === '}') {
      const partner = open.pop()
      classes[at] = partner === undefined || classes[partner] === 'command' ? 'command' : 'plain'
    }
  }
  for (const at of open) classes[at] = 'command'
}

/** Whether the braces at `at` only keep the space around a sign away: `D{=}1`, `N{\\to}\\infty`. */
function isSpacing(pieces: readonly Piece[], classes: readonly TexClass[], at: number): boolean {
  const inside = pieces[at + 1]?.text ?? ''
  return pieces[at + 2]?.text === '}' && (classes[at + 1] === 'command' || /^[^\p{L}\d]$/u.test(inside))
}

/** Whether the braces that open at `at` hold items between commas: a set. */
function isList(pieces: readonly Piece[], at: number): boolean {
  let depth = 0
  let items = 0
  for (let k = at + 1; k < pieces.length && k < at + 60; k++) {
    const text = pieces[k]?.text ?? ''
    if (text === '}' && depth-- === 0) return items > 0
    if (/^[{([]$/.test(text)) depth++
    else if (/^[)\]]$/.test(text)) depth--
    else if (text === ',' && depth === 0 && k > at + 1 && pieces[k + 1]?.text !== '}') items++
  }
  return false
}

/** Whether the braces that open at `at` close before a range: `{O_i}_{i=1}^m`. */
function isFamily(pieces: readonly Piece[], at: number): boolean {
  let depth = 0
  for (let k = at + 1; k < pieces.length && k < at + 60; k++) {
    const text = pieces[k]?.text ?? ''
    if (text === '{') depth++
    if (text !== '}' || depth-- > 0) continue
    return (
      pieces[k + 1]?.text === '_' &&
      pieces[k + 2]?.text === '{' &&
      /^(?:=|in)$/.test(pieces[k + 4]?.text ?? '')
    )
  }
  return false
}

/** Puts `\frac{…}` around what was written last: the numerator, back to an operator or an opening. */
function openFraction(out: string[]): void {
  let from = out.length
  let depth = 0
  while (from > 0) {
    const piece = out[from - 1] ?? ''
    if (/^\\?[)}\]]$/.test(piece)) depth++
    else if (/^\\?[({[]$/.test(piece)) {
      if (depth === 0) break
      depth--
    } else if (
      depth === 0 &&
      /^(?:[-+=<>,;:|]|\s+|\\(?:in|le|leq|ge|geq|sim|approx|to|times|cdot|left|log|ln|exp|max|min|pm|mp|lesssim|gtrsim|simeq|propto|equiv|neq|rightarrow|right) ?)$/.test(
        piece,
      )
    )
      break
    from--
  }
  // A script directly before it would take the whole fraction: `^1{3}` was `^\frac{1}{3}`.
  while (from < out.length && /^[_^]$/.test(out[from] ?? '')) from++
  const numerator = out.splice(from).join('')
  if (numerator !== '' && !numerator.includes('}')) out.push(`\\frac{${numerator}}`)
  else out.push(numerator)
}
