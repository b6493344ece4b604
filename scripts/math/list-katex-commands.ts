// Writes src/shared/math/katex-commands.ts: which commands the pinned KaTeX takes, and with how many arguments.
// Run it again after an update of KaTeX: node scripts/math/list-katex-commands.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { renderToString, version } from 'katex'

const target = new URL('../../src/shared/math/katex-commands.ts', import.meta.url)
const source = readFileSync(new URL('../../node_modules/katex/dist/katex.mjs', import.meta.url), 'utf8')

/** Commands that define, leave the page or need more than text: never passed on. */
const REFUSED =
  /^(?:show|message|errmessage|expandafter|noexpand|relax|includegraphics|html\w*|href|url|providecommand|renewcommand|newcommand|N|TextOrMath|def|gdef|futurelet|let|global|edef|xdef|require|char|verb|char|notag|nonumber|mathchoice|b|d|H|r|t|u|v|k)$/
/** Commands that need something around them, which the repair looks after. */
const STRUCTURAL =
  'left right middle begin end limits nolimits over atop choose big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm not'

const names = new Set([...source.matchAll(/\\\\([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))
const found = { 0: [] as string[], 1: [] as string[], 2: [] as string[], text: [] as string[] }
for (const name of [...names].sort()) {
  if (REFUSED.test(name) || STRUCTURAL.split(' ').includes(name)) continue
  const command = `\\${name}`
  if (accepts(command) && accepts(`${command} x`)) found[0].push(name)
  else if (accepts(`${command}{x}`)) found[1].push(name)
  else if (accepts(`${command}{x}{y}`)) found[2].push(name)
  const argument = found[1].at(-1) === name ? '{x}' : found[2].at(-1) === name ? '{x}{y}' : ' x'
  if (accepts(`\\text{${command}${argument}}`)) found.text.push(name)
}

writeFileSync(
  target,
  `// Written by scripts/math/list-katex-commands.ts from KaTeX ${version}; do not edit.

function names(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\\s+/))
}

/** Commands of mathematics that take no argument. */
export const WITHOUT_ARGUMENT = names(\`
${wrapped(found[0])}
\`)

/** Commands of mathematics that take one argument. */
export const WITH_ARGUMENT = names(\`
${wrapped(found[1])}
\`)

/** Commands of mathematics that take two arguments. */
export const WITH_TWO_ARGUMENTS = names(\`
${wrapped(found[2])}
\`)

/** Commands that may stand inside \`\\text{…}\`. */
export const IN_TEXT = names(\`
${wrapped(found.text)}
\`)

/** Commands that only make sense next to something else; the repair looks after them. */
export const STRUCTURAL = names(\`
${wrapped(STRUCTURAL.split(' '))}
\`)
`,
)

function accepts(tex: string): boolean {
  try {
    renderToString(tex, { throwOnError: true, strict: 'ignore', output: 'mathml' })
    return true
  } catch {
    return false
  }
}

function wrapped(list: readonly string[]): string {
  return list.join(' ').replace(/(.{80,105}) /g, '$1\n')
}
