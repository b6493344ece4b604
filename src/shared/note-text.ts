import { findMath, toUnicode } from './math/index.ts'

/** What is not to be read as Markdown is held by a number between these, which nobody can type. */
const open = '\uE000'
const close = '\uE001'
const held = /\uE000(\d+)\uE001/gu

/** Marks at the start of a line: quotations, headings, items of a list. */
const blockMark = /^\s*(?:>\s?|#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)/u
/** Lines that are only drawn: rules, fences of code, underlines of headings and of the heads of tables. */
const drawnLine = /^\s*(?:([-*_=])(?:\s*\1)*|`{3,}.*|~{3,}.*|\|?\s*:?-+[\s:|-]*)\s*$/u

/**
 * A note on one line of plain text, its formulas as Unicode mathematics, without the marks of its Markdown: for places
 * that show text alone, such as a line of a search or a message to somebody. Never fails.
 */
export function plainNote(text: string): string {
  const pieces: { readonly plain: string; readonly source: string }[] = []
  const hold = (plain: string, source: string): string =>
    `${open}${pieces.push({ plain, source }) - 1}${close}`
  const withSources = (code: string): string =>
    code.replace(held, (_, index: string) => pieces[Number(index)]?.source ?? '')

  const words = holdFormulas(text.replace(/[\uE000\uE001]/gu, ''), hold)
    .split('\n')
    .map(withoutBlockMarks)
    .join(' ')
    .replace(/(`+)([^`]+)\1/gu, (source, _, code: string) => hold(withSources(code), withSources(source)))
    .replace(/\\([!-/:-@[-`{-~])/gu, (source, sign: string) => hold(sign, source))
  const shown = withoutEmphasis(withoutLinks(words))
  return restored(shown, pieces).replace(/\s+/gu, ' ').trim()
}

function holdFormulas(text: string, hold: (plain: string, source: string) => string): string {
  let words = ''
  let at = 0
  for (const { start, end, tex } of findMath(text)) {
    words += text.slice(at, start) + hold(toUnicode(tex), text.slice(start, end))
    at = end
  }
  return words + text.slice(at)
}

function withoutBlockMarks(line: string): string {
  if (drawnLine.test(line)) return ''
  let rest = line
  while (blockMark.test(rest)) rest = rest.replace(blockMark, '')
  return rest
}

function withoutLinks(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/gu, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]+)>/gu, '$1')
}

/** Emphasis may stand in emphasis: the inner one goes first. */
function withoutEmphasis(text: string): string {
  let [before, after] = ['', text]
  while (before !== after) {
    before = after
    after = before
      .replace(/(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1/gu, '$2')
      .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
      .replace(/~~(?=[^\s~])([^~]*[^\s~])~~/gu, '$1')
  }
  return after
}

/** Code may hold a formula, so that what is held may hold something itself. */
function restored(text: string, pieces: readonly { readonly plain: string }[]): string {
  return text.replace(held, (_, index: string) => pieces[Number(index)]?.plain ?? '')
}
