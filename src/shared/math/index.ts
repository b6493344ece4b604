/**
 * Mathematics in text: the only entry to this module. Pure, no DOM, no network, both processes.
 *
 *   parse(text)                 text with its LaTeX intact -> segments (arXiv originals, AI summaries, full texts)
 *   recover(text, model?)       text that went through the feed's rewrite -> segments, formulas guessed
 *   loadModel(bytes)            weights from resources/ -> model for `recover`; load once, lazily
 *   serialise(segments, text)   what `recover` found, as LaTeX that the feed would turn back into `text`
 *   toPlainText(segments)       one line of text with Unicode mathematics (titles, rows, snippets, file names)
 *   toUnicode(tex)              one formula as readable Unicode: `x^2 \leq 10^{-3}` -> `x² ≤ 10⁻³`
 *   findMath(text)              ranges of delimited formulas, for the Markdown renderer
 *   acceptableTex(tex)          the nearest TeX that KaTeX takes (segments are already so; for `findMath`)
 *   macros                      to hand to KaTeX with every formula
 *   rewriteAsFeed(latex)        the feed's rewrite itself
 *
 * Give `recover` the feed's text as it came, line breaks included: where lines are hard-wrapped, their lengths
 * tell how much the rewrite took from each.
 *
 * Offsets are UTF-16 into the text given. No function throws on any text; only `loadModel` throws, on bytes
 * that are no model. Render `math` segments with KaTeX (`macros`, `strict: 'ignore'`, `throwOnError: true`)
 * and show `toUnicode(tex)` should it refuse one all the same.
 */
export { acceptableTex } from './accept-tex.ts'
export { macros } from './commands.ts'
export { rewriteAsFeed } from './feed-rewrite.ts'
export { findMath } from './find-math.ts'
export { parse } from './parse.ts'
export { recover } from './recover.ts'
export { loadModel, type RecoveryModel } from './recovery-model.ts'
export type { EmphasisStyle, MathSegment, Segment } from './segment.ts'
export { serialise } from './serialise.ts'
export { toPlainText, toUnicode } from './to-unicode.ts'
