import { expect, it } from 'vitest'
import { brokenProseOf, httpsUrl, lineOf, proseOf } from '../../../electron/feed/clean-text.ts'

it.each([
  ['hard wraps of before November 2025', 'one\ntwo\nthree', 'one two three'],
  ['a paragraph', 'one.\n  Two.', 'one.\n\nTwo.'],
  ['an empty line', 'one.\n\nTwo.', 'one.\n\nTwo.'],
  ['carriage returns', 'one\r\ntwo\rthree', 'one two three'],
  ['leading blanks', '  one\n', 'one'],
  ['tabs and many blanks', 'one\t  two', 'one two'],
])('prose: %s', (_name, text, prose) => {
  expect(proseOf(text, 100)).toBe(prose)
})

it('text with and without hard wraps comes out the same', () => {
  expect(proseOf('We show\nthat x\nholds.\n  Then y.\n', 100)).toBe(
    proseOf('We show that x holds.\n  Then y.', 100),
  )
})

it('cuts between characters', () => {
  expect(lineOf('ab\u{1d53c}', 3)).toBe('ab')
  expect(lineOf('ab\u{1d53c}', 4)).toBe('ab\u{1d53c}')
})

it('line and paragraph separators part words', () => {
  expect(lineOf('a\u2028b\u0085c', 10)).toBe('a bc')
})

it('an address is https or nothing', () => {
  expect(httpsUrl('https://example.org/a b')).toBe('https://example.org/a%20b')
  expect(httpsUrl('x.png', 'https://example.org/dir/')).toBe('https://example.org/dir/x.png')
  expect(httpsUrl('http://example.org')).toBe(null)
  expect(httpsUrl('')).toBe(null)
})

it('keeps where the feed broke its lines, and parts paragraphs as everywhere', () => {
  expect(brokenProseOf('We show \r\n that x\nholds.\n  Then  y.\n', 100)).toBe(
    'We show\n\nthat x\nholds.\n\nThen y.',
  )
  expect(brokenProseOf('We show\nthat  x\nholds.', 100)).toBe('We show\nthat x\nholds.')
})
