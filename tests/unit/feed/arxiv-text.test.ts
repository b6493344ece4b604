import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { arxivLine, arxivProse } from '../../../electron/feed/arxiv-text.ts'

it.each([
  ["Fr\\'echet", 'Fréchet'],
  ['Schr\\"odinger', 'Schrödinger'],
  ['Schr{\\"o}dinger', 'Schrödinger'],
  ['J\\"urgen Schmidhuber', 'Jürgen Schmidhuber'],
  ['Miklav\\v{c}i\\v{c}', 'Miklavčič'],
  ['{\\L}ukasz', 'Łukasz'],
  ['\\L ukasz', 'Łukasz'],
  ['Erd\\H{o}s', 'Erdős'],
  ["Poincar\\'{e}", 'Poincaré'],
  ['na\\"{\\i}ve', 'naïve'],
  ['Stra\\ss{}e', 'Straße'],
  ['S{\\o}ren', 'Søren'],
])('the letters of %s', (tex, text) => {
  expect(arxivLine(tex, 100)).toBe(text)
})

it.each([
  '$\\hat{\\beta}$ and $\\"o$',
  '$\\omega$, \\textbf{bold}, \\cite{x}',
  '\\(\\ell_2\\) costs \\$5 and 10\\%',
  '\\ours and \\\\ and {\\bf x}',
  '',
])('formulas and other TeX stay: %s', (tex) => {
  expect(arxivLine(tex, 200)).toBe(tex)
})

it('the manners of before and after November 2025, and of RSS, come out the same', () => {
  const before = "We study the Fr\\'echet distance\nof $\\alpha$-stable paths.\n  It is finite.\n"
  const since = 'We study the Fréchet distance of $α$-stable paths.\n  It is finite.'
  const rss = "We study the Fr\\'echet distance of $\\alpha$-stable paths.\n  It is finite."
  const text = 'We study the Fréchet distance of $\\alpha$-stable paths.\n\nIt is finite.'
  for (const manner of [before, since, rss, `  ${since}`]) expect(arxivProse(manner, 500)).toBe(text)
})

it.each([
  ['$ΔW$, $λ=1$, $π_{0.5}$', '$\\Delta W$, $\\lambda=1$, $\\pi_{0.5}$'],
  ['$\\mathbfθ$ and $\\hatβ_σ$', '$\\mathbf{\\theta}$ and $\\hat{\\beta}_\\sigma$'],
  ['$αβ < ε$ but $\\varepsilon$', '$\\alpha\\beta < \\epsilon$ but $\\varepsilon$'],
  ['α-divergence costs $5 and $φ$', 'α-divergence costs $5 and $φ$'],
])('Greek of the API since November 2025, %s, is TeX again inside formulas', (since, before) => {
  expect(arxivProse(since, 200)).toBe(before)
  expect(arxivProse(before, 200)).toBe(before)
})

it('never fails, and is done after one time', () => {
  const pieces = fc.constantFrom(
    '\\',
    '"',
    "'",
    '{',
    '}',
    'o',
    'v',
    'L',
    '$',
    ' ',
    '\n',
    'x',
    '\\"{o}',
    '\\L',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      expect(arxivProse(text, 1000).length).toBeLessThanOrEqual(text.length + 2)
    }),
  )
})
