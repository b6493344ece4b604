import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  acceptableTex,
  findMath,
  loadModel,
  parse,
  recover,
  serialise,
  toPlainText,
  toUnicode,
} from '../../../src/shared/math/index.ts'

const model = loadModel(new Uint8Array(readFileSync('resources/recovery.weights')))
const pieces = [
  '$',
  '$$',
  '\\',
  '{',
  '}',
  '\\textbf{',
  '\\frac',
  'x^',
  '_',
  '\\left(',
  '\\(',
  '\\[',
  '\\text{$',
  '\\emph{',
  '{\\em ',
]
const more = [
  '\\begin{equation}',
  '`',
  '--',
  'https://a.b/c',
  '\\sqrt',
  'x_',
  ' times ',
  '\n  ',
  '(',
  '[{',
  '$x',
  'in',
  'alpha',
  '\\frac{',
]

// Quadratic time or recursion per level would not come back from these, or not without an overflow.
describe.each([...pieces, ...more])('30,000 characters of %j', (piece) => {
  const text = piece.repeat(Math.floor(30_000 / piece.length))

  it('is read, recovered and shown', () => {
    const segments = parse(text)
    const recovered = recover(text, model)
    expect(segments.at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length)
    expect(typeof toPlainText(recovered)).toBe('string')
    expect(typeof serialise(recovered, text)).toBe('string')
    expect(typeof toUnicode(text)).toBe('string')
    expect(typeof acceptableTex(text)).toBe('string')
    expect(findMath(text).every(({ start, end }) => start < end)).toBe(true)
  })
})
