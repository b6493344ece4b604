import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainNote } from '../../../src/shared/note-text.ts'

describe('a note as plain text', () => {
  it.each([
    ['Worth a talk. **Table 3** first.', 'Worth a talk. Table 3 first.'],
    ['*one* _two_ ***three*** ~~four~~', 'one two three four'],
    ['*an **inner** one*', 'an inner one'],
    ['# Head\n\n> said\n\n- [x] done\n2. next', 'Head said done next'],
    ['Head\n====\n\n***\n\n```py\nx = 1\n```', 'Head x = 1'],
    ['| a | b |\n| --- | :-: |\n| 1 | 2 |', '| a | b | | 1 | 2 |'],
    ['see [the page](https://a.org "A") and <https://b.org>', 'see the page and https://b.org'],
    ['bound $\\eta \\le \\tfrac{1}{L}$ *here*', 'bound η ≤ 1/L here'],
    ['$x_1^2 * y_1$ and $z*$', 'x₁²*y₁ and z*'],
    ['code `$x$ **not**` as typed', 'code $x$ **not** as typed'],
    ['2 * 3 * 4, snake_case_name, a \\* b', '2 * 3 * 4, snake_case_name, a * b'],
    ['it costs $5', 'it costs $5'],
  ])('%j is %j', (text, plain) => {
    expect(plainNote(text)).toBe(plain)
  })

  it('leaves words as they are, and never fails', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aZéßжλ漢ع09,;:?!'), minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join(' ')
        expect(plainNote(text)).toBe(text)
      }),
    )
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'*_~`[]()$\\ \nab1#>-|<'), maxLength: 300 }),
        (text) => {
          expect(plainNote(text)).not.toMatch(/[\uE000\uE001\n]/u)
        },
      ),
    )
  })
})
