import * as fc from 'fast-check'
import { renderToString } from 'katex'
import { describe, expect, it } from 'vitest'
import { acceptableTex, macros, toUnicode } from '../../../src/shared/math/index.ts'

describe('toUnicode', () => {
  it.each([
    ['x^2 \\leq 10^{-3}', 'x² ≤ 10⁻³'],
    ['\\mathbb{R}^{n\\times n}', 'ℝ^(n × n)'],
    ['\\hat{\\beta}_{ij}', 'β̂ᵢⱼ'],
    ['O(n \\log n)', 'O(n log n)'],
    ['a \\to \\infty', 'a → ∞'],
    ['\\frac{a}{b+c}', 'a/(b + c)'],
    ['\\sqrt{d}', '√d'],
    ['x\\in\\{4,8\\}', 'x ∈ {4,8}'],
    ['360^{\\circ}', '360°'],
    ['\\nosuch', 'nosuch'],
  ])('%s is %s', (tex, wanted) => {
    expect(toUnicode(tex)).toBe(wanted)
  })

  it('never leaves a backslash or a brace of a command', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('\\alpha', '\\frac', '{', '}', '^', '_', 'x', '1', '\\sqrt', '\\mathcal', ' '),
        ),
        (parts) => {
          expect(toUnicode(parts.join(''))).not.toMatch(/[\\{}]/)
        },
      ),
    )
  })
})

describe('acceptableTex', () => {
  const refused = (tex: string): boolean => {
    try {
      renderToString(tex, { throwOnError: true, strict: 'ignore', macros: { ...macros } })
      return false
    } catch {
      return true
    }
  }

  it.each([
    'x^2',
    '\\frac{1}{2}',
    '\\left( x \\right)',
    "f'(x)",
    '\\mathcal O_i(u)',
    '\\sum\\limits_{i=1}^n x_i',
  ])('leaves %s alone', (tex) => {
    expect(acceptableTex(tex).replaceAll(' ', '')).toBe(tex.replaceAll(' ', ''))
  })

  it.each([
    'x^',
    '\\frac{1}',
    '\\left( x',
    'x^a^b',
    '{a',
    'a}',
    '\\nosuch{x}',
    'a & b',
    '50%',
    '\\text{a_b}',
    '\\unicode{x2013}',
    'x_\\mathrm{a}_b',
  ])('makes %s acceptable to KaTeX', (tex) => {
    expect(refused(tex) || tex.includes('%') || tex.includes('_') || tex === 'a & b').toBe(true)
    expect(refused(acceptableTex(tex))).toBe(false)
  })

  it('is accepted for nearly every pile of tokens', () => {
    const token = fc.constantFrom(
      'x',
      '1',
      '{',
      '}',
      '^',
      '_',
      '\\alpha',
      '\\left(',
      '\\right)',
      '\\frac',
      '\\sqrt',
      '\\mathcal',
      '\\text{',
      ' ',
      '&',
      '\\\\',
      "'",

      '\\not',
      '\\limits',
      '\\sum',
      '\\big',
      '|',
      '\\{',
      '%',
      '#',
      '$',
      '\\begin{cases}',
      '\\end{cases}',
      '\\hat',
      '\\over',
      '\\,',
    )
    const piles = fc
      .sample(fc.array(token, { maxLength: 14 }), { numRuns: 2000, seed: 7 })
      .map((parts) => parts.join(''))
    const failures = piles.filter((tex) => refused(acceptableTex(tex)))
    expect(failures.length / piles.length).toBeLessThan(0.05)
  })
})
