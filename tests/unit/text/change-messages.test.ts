import { expect, test } from 'vitest'
import { changeSentence } from '../../../src/text/change-messages.ts'

const about = (title: string): string =>
  changeSentence({ kind: 'star', value: 'starred', isRemoval: false, count: 1, title })

test('a notice names a paper by its title as one reads it, not by its source', () => {
  expect(about('M$^3$Eval: Memory')).toBe('Starred “M³Eval: Memory”')
  expect(about('On $\\mathcal{O}(n^2)$ \\emph{Bounds}')).toBe('Starred “On 𝒪(n²) Bounds”')
  expect(about('A price of $5')).toBe('Starred “A price of $5”')
})

test('a long title is cut between words', () => {
  expect(about('Aligning Quantum Operators with Large Language Models')).toBe(
    'Starred “Aligning Quantum Operators with…”',
  )
})
