import { expect, test } from 'vitest'
import { emptyDay } from '../../../src/text/messages.ts'

test('a day at the weekend says when the next list is due, as one would say it', () => {
  expect(emptyDay('2026-06-27', null, '2026-06-27')).toBe(
    'No list at weekends. The next one is due on Monday 29 June.',
  )
  expect(emptyDay('2026-06-28', null, '2026-06-28')).toBe(
    'No list at weekends. The next one is due tomorrow.',
  )
  expect(emptyDay('2026-06-27', null, '2026-07-01')).toBe('No list at weekends.')
})
