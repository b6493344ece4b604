import { dropBracedCommands } from './feed-rewrite.ts'
import type { Segment } from './segment.ts'

/** Rewritten by the feed to nothing: it splits whatever the feed would take for a command or a formula. */
const NOTHING = '$\\$'

/**
 * LaTeX that the feed's rewrite turns back into `text` (up to white space), guessed formulas between dollars.
 *
 * `segments` must come from `recover(text)`. A formula whose TeX would not come back as its source is written
 * as that source.
 */
export function serialise(segments: readonly Segment[], text: string): string {
  const out: string[] = []
  let at = 0
  for (const { start, end, tex } of guessed(segments)) {
    if (!rewritesTo(tex, text.slice(start, end))) continue
    out.push(protect(text.slice(at, start)), `$${tex}$`)
    at = end
  }
  out.push(protect(text.slice(at)))
  return out.join('')
}

/** Whether the feed would turn `$tex$` into `source`, up to white space, whatever stands around it. */
export function rewritesTo(tex: string, source: string): boolean {
  if (tex.includes('$') || tex.trim() === '') return false
  const rest = tex.replace(/\\[a-zA-Z]+\{[^}]*\}/g, '')
  if (/\\[a-zA-Z]+\{/.test(rest.slice(rest.lastIndexOf('}') + 1))) return false
  return collapsed(dropBracedCommands(tex).replaceAll('\\', '')) === collapsed(source)
}

function* guessed(segments: readonly Segment[]): Generator<{ start: number; end: number; tex: string }> {
  for (const segment of segments) {
    if (segment.kind === 'math' && segment.guessed) yield segment
    else if (segment.kind === 'emphasis' || segment.kind === 'link') yield* guessed(segment.children)
  }
}

/** The text, written so that the rewrite leaves it as it is. */
function protect(text: string): string {
  return text.replace(/\$|\\[a-zA-Z]+(?=\{)/g, (found) => (found === '$' ? `$${NOTHING}` : found + NOTHING))
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
