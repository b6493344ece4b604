import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from '../../../src/shared/fold-text.ts'
import { formulaKey, formulasOf } from '../../../src/shared/formula-text.ts'
import { bestStretch, matchesIn } from '../../../src/shared/search-matches.ts'
import { parseQuery } from '../../../src/shared/search-query.ts'

const marked = (text: string, query: string): string[] =>
  matchesIn(text, parseQuery(query), 'abstract').map(({ start, end }) => text.slice(start, end))

test.each([
  ['Of Schrödinger’s cats', 'schrodinger cat', ['Schrödinger', 'cats']],
  ['A world model and a world', '"world model" ', ['world model']],
  ['state-of-the-art', '"of the"', ['of-the']],
  ['deep deeper deepest', 'deep ', ['deep']],
  ['deep deeper', 'deep', ['deep', 'deeper']],
  ['基于深度学习的模型', '深度学习', ['深度学习']],
  ['runs in $O(n\\log n)$ time', 'O(n log n)', ['$O(n\\log n)$']],
  ['not this', '-this title:not ', []],
  ['ab abc', 'ab "abc"', ['ab', 'abc']],
])('in “%s”, %s marks %j', (text, query, wanted) => {
  expect(marked(text, query)).toEqual(wanted)
})

test.each([
  [
    [
      '\\mathcal{O}(n log n)',
      'O(n log n)',
      'O(nlog n)',
      '$O(n\\log n)$',
      '𝒪(n log n)',
      '\\mathcal O(n\\log n)',
    ],
    'o(nlogn)',
  ],
  [['x^2', 'x^{2}', 'x²', '$x^2$', '$x^{2}$'], 'x2'],
  [['\\mathbb{R}^{n \\times n}', 'R^{n times n}', '$\\mathbb{R}^{n\\times n}$'], 'rntimesn'],
  [['a \\leq b', 'a ≤ b', 'a <= b'], 'aleqb'],
  [['σ^2', '\\sigma^2', 'sigma^2'], 'sigma2'],
])('%j are one formula', (spellings, key) => {
  for (const spelling of spellings) expect(formulaKey(spelling), spelling).toBe(key)
})

test.each([
  ['It takes O(n log n) time.', ['o(nlogn)']],
  ['between $5 and $6 a month', []],
  ['(RL) and (see Table 3), which we use', []],
  ['for x = 5 we get f(x) = y', ['x=5', 'f(x)=y']],
  ['with n log n steps', ['nlogn']],
  ['a GPT-4 of 2024 that is 95% right', []],
])('the formulas of “%s” are %j', (text, wanted) => {
  expect(formulasOf(text).map(({ key }) => key)).toEqual(wanted)
})

test('words and formulas stand where they are said to, whatever the text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())
  fc.assert(
    fc.property(
      fc.array(text).map((all) => all.join(' ')),
      (given) => {
        for (const { text: word, start, end } of wordsOf(given)) {
          expect(start).toBeLessThan(end)
          expect(wordsOf(given.slice(start, end)).map((one) => one.text)).toContain(word)
        }
        for (const { start, end, key } of formulasOf(given)) {
          expect(formulaKey(given.slice(start, end))).toBe(key)
          expect(key).not.toMatch(/[\s\p{C}]/u)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('folding what is folded changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = wordsOf(text).filter((word) => !word.isTail)
      for (const { text: word } of once) expect(wordsOf(word)[0]?.text).toBe(word)
    }),
    { numRuns: 2000 },
  )
})

test('the shown stretch has the first matches in it and cuts no word', () => {
  const text = `${'lorem ipsum dolor '.repeat(30)}the hydra and its heads ${'sit amet '.repeat(30)}`
  const { start, end } = bestStretch(text, matchesIn(text, parseQuery('hydra heads '), null), 120)
  const shown = text.slice(start, end)
  expect(shown).toContain('hydra and its heads')
  expect(shown.length).toBeLessThanOrEqual(120)
  expect(text[start - 1]).toBe(' ')
  expect(text[end]).toBe(' ')
  expect(bestStretch('short', [], 120)).toEqual({ start: 0, end: 5 })
})
