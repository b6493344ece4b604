/**
 * The rewrite that Hugging Face puts every title and abstract through before the feed carries it.
 *
 * First every `\letters{argument}` becomes its argument (one sweep, up to the first `}`), then every pair of
 * dollars becomes its content without a single backslash. See docs/decisions/0002.
 */
export function rewriteAsFeed(latex: string): string {
  return dropDollarPairs(dropBracedCommands(latex))
}

/** The first pass alone: `\sqrt{d}` is `d`, `\frac{a}{b}` is `a{b}`. */
export function dropBracedCommands(latex: string): string {
  return latex.replace(/\\[a-zA-Z]+\{([^}]*)\}/g, '$1')
}

function dropDollarPairs(latex: string): string {
  return latex.replace(/\$([^$]+)\$/g, (_, content: string) => content.replaceAll('\\', ''))
}
