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

/** How many arguments a command takes, or null when neither KaTeX nor `macros` knows it. */
export function arityOf(name: string): number | null {
  const own = MACRO_ARITY.get(name)
  if (own !== undefined) return own
  if (WITHOUT_ARGUMENT.has(name)) return 0
  if (WITH_ARGUMENT.has(name) || name === 'operatorname*') return 1
  if (WITH_TWO_ARGUMENTS.has(name)) return 2
  return STRUCTURAL.has(name) ? 0 : null
}
