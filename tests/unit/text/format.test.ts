import { expect, test } from 'vitest'
import { shortNumber } from '../../../src/text/format.ts'

test('a number in a row has five characters at most', () => {
  expect([0, 999, 9_999, 10_000, 12_345, 999_999].map(shortNumber)).toEqual([
    '0',
    '999',
    '9,999',
    '10k',
    '12k',
    '999k',
  ])
})
