import { expect, test } from 'vitest'
import { number, shortNumber } from '../../../src/text/format.ts'

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

test('thousands are told apart', () => {
  expect([0, 7, 999, 1_000, 12_345, 100_000, 1_234_567, -1_204, -12].map(number)).toEqual([
    '0',
    '7',
    '999',
    '1,000',
    '12,345',
    '100,000',
    '1,234,567',
    '-1,204',
    '-12',
  ])
})
