import { STRUCTURAL, WITH_ARGUMENT, WITH_TWO_ARGUMENTS, WITHOUT_ARGUMENT } from './katex-commands.ts'

/** Macros for KaTeX, of which `acceptableTex` knows: pass them with every formula. */
export const macros: Readonly<Record<string, string>> = {
  '\\bbm': '\\mathbb{#1}',
  '\\mathds': '\\mathbb{#1}',
  '\\mathbbm': '\\mathbb{#1}',
  '\\textsc': '\\text{#1}',
  '\\textsl': '\\textit{#1}',
  '\\mbox': '\\text{#1}',
  '\\eqref': '(\\text{#1})',
  '\\ref': '\\text{#1}',
  '\\SI': '#1\\,\\mathrm{#2}',
  '\\si': '\\mathrm{#1}',
  '\\num': '#1',
  '\\norm': '\\lVert #1\\rVert',
  '\\abs': '\\lvert #1\\rvert',
  '\\ensuremath': '#1',
  '\\nicefrac': '#1/#2',
  '\\sfrac': '#1/#2',
  '\\textsubscript': '_{\\text{#1}}',
  '\\textsuperscript': '^{\\text{#1}}',
  '\\tr': '\\operatorname{tr}',
  '\\Tr': '\\operatorname{Tr}',
  '\\poly': '\\operatorname{poly}',
  '\\polylog': '\\operatorname{polylog}',
  '\\EE': '\\mathbb{E}',
  '\\eps': '\\epsilon',
  '\\textgreater': '>',
  '\\textless': '<',
  '\\trianglelefteqslant': '\\trianglelefteq',
  '\\upmu': '\\mu',
  '\\micro': '\\mu',
  '\\textmu': '\\mu',
  '\\degC': '{}^\\circ\\mathrm{C}',
  '\\bigtimes': '\\times',
  '\\mathbbmss': '\\mathbb{#1}',
}

const MACRO_ARITY: ReadonlyMap<string, number> = new Map(
  Object.entries(macros).map(([name, body]) => [
    name.slice(1),
    body.includes('#2') ? 2 : body.includes('#1') ? 1 : 0,
  ]),
)

/** Environments of KaTeX that stand inside a formula. */
export const ENVIRONMENTS =
  /^(?:matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix|cases|rcases|array|aligned|gathered|split|alignedat|subarray)\*?$/
/** Commands whose argument is text. */
export const TEXT_ARGUMENT = /^(?:text\w*|mbox|hbox|emph)$/
/** What may follow `\\left`, `\\right` and `\\big`. */
export const DELIMITER =
  /^(?:[()[\]|/<>.]|\\(?:[{}|]|[lr](?:angle|brace|ceil|floor|vert|Vert|brack|group|moustache|paren)|vert|Vert|backslash|(?:[Uu]p|[Dd]own|[Uu]pdown)arrow))$/

/** How many arguments a command takes, or null when neither KaTeX nor `macros` knows it. */
export function arityOf(name: string): number | null {
  const own = MACRO_ARITY.get(name)
  if (own !== undefined) return own
  if (WITHOUT_ARGUMENT.has(name)) return 0
  if (WITH_ARGUMENT.has(name) || name === 'operatorname*') return 1
  if (WITH_TWO_ARGUMENTS.has(name)) return 2
  return STRUCTURAL.has(name) ? 0 : null
}

/** Commands that KaTeX does not take for a script without braces. */
const NOT_AN_OPERAND =
  /^(?:sum|prod|coprod|int|o?i*int|big\w+|arg\w*|max|min|log|ln|lg|exp|sup|inf|lim\w*|sin|cos|tan|cot|sec|csc|\w+h|det|dim|ker|deg|gcd|hom|Pr|not|q?quad|\w*space)$/

/** Whether a token can be the argument of a script or command without braces. */
export function isOperand(token: string): boolean {
  if (token === '{') return true
  if (!token.startsWith('\\')) return /^[\p{L}\d]$/u.test(token)
  const name = token.slice(1)
  return arityOf(name) === 0 && !STRUCTURAL.has(name) && !NOT_AN_OPERAND.test(name)
}
