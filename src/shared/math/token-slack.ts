import { lineSlackOf } from './line-slack.ts'
import type { Tokens } from './tokens.ts'
import { Role } from './word-info.ts'

/**
 * How many characters the line of each token lacks: at most, at least, and both less what the signs of mathematics
 * in that line explain. Four numbers per token, shifted to be positive; zeros where the text is not hard-wrapped.
 */
export function slackOf({ starts, text, columns }: Tokens): Int8Array {
  const out = new Int8Array(columns.count * 4)
  const lines = lineSlackOf(text)
  if (!lines) return out
  const clamp = (value: number, low: number, high: number): number =>
    Math.max(low, Math.min(high, value)) - low + 1
  let token = 0
  for (let line = 0; line < lines.starts.length; line++) {
    const end = lines.starts[line + 1] ?? Infinity
    const first = token
    let explained = 0
    let lastStrong = -9
    for (; token < columns.count && (starts[token] ?? 0) < end; token++) {
      const shape = columns.shape(token)
      if (columns.role(token) !== Role.strong && !(shape === 4 && token - lastStrong < 3)) continue
      if (token - lastStrong > 3) explained += 2
      if (shape === 3 || shape === 4 || shape === 15) explained++
      lastStrong = token
    }
    const most = lines.most[line] ?? 0
    const least = lines.least[line] ?? -9
    const before = lines.least[line - 1] ?? -9
    for (let k = first; k < token; k++) {
      const isFirstWord = k - first < 2
      const needed = isFirstWord ? Math.max(least, before) : least
      out[k * 4] = clamp(most, 0, 12)
      out[k * 4 + 1] = clamp(needed, -5, 8)
      out[k * 4 + 2] = clamp(most - explained, -6, 10)
      out[k * 4 + 3] = clamp(needed - explained, -8, 8)
    }
  }
  return out
}
