import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt } from '../../../src/shared/search-completion.ts'
import { parseQuery, type TextTerm } from '../../../src/shared/search-query.ts'
import type { Fact } from '../../../src/shared/search-operators.ts'

/** The text terms as written here: `-field[words]*` and `=formula`. */
function texts(query: string): string[] {
  return parseQuery(query)
    .terms.filter((term): term is TextTerm => term.kind === 'text')
    .map(({ field, words, isPrefix, isNegated, formula }) => {
      const found = formula === null ? '' : `=${formula}`
      return `${isNegated ? '-' : ''}${field ?? ''}[${words.join(' ')}]${isPrefix ? '*' : ''}${found}`
    })
}

function facts(query: string): (Fact & { isNegated: boolean })[] {
  return parseQuery(query).terms.flatMap((term) =>
    term.kind === 'fact' ? [{ ...term.fact, isNegated: term.isNegated }] : [],
  )
}

test.each([
  ['', []],
  ['attention', ['[attention]*']],
  ['attention ', ['[attention]']],
  ['Café Naïve ', ['[cafe]', '[naive]']],
  ['"world model', ['[world model]*']],
  ['"world model"', ['[world model]']],
  ['-video x', ['-[video]', '[x]']],
  ['-"world model" ', ['-[world model]']],
  ['diff* ink ', ['[diff]*', '[ink]']],
  ['gpt-4 ', ['[gpt 4]']],
  ['author:"Jane Doe" title:world ', ['author[jane doe]', 'title[world]']],
  ['-author:doe ', ['-author[doe]']],
  ['AUTHOR:li', ['author[li]*']],
  ['深度学习', ['[深度 度学 学习]']],
  ['学', ['[学]*']],
  ['说bert', ['[说 bert]*']],
  ['2606.13677v3 ', ['[2606 13677]']],
  ['https://huggingface.co/papers/2606.13677 ', ['[2606 13677]']],
  ['see http://example.org/a ', ['[see]', '[http example org a]']],
  ['O(n log n) time ', ['[o n log n]=o(nlogn)', '[time]']],
  ['fast \\mathcal{O}(n \\log n)', ['[fast]', '[mathcal o n log n]=o(nlogn)']],
  ['C++ ', ['[c]=c++']],
  ['title:learn* "deep learn*" ', ['title[learn]*', '[deep learn]*']],
  ['note:"O(nlog n)"', ['note[o nlog n]=o(nlogn)']],
  ['- -- "" * !', []],
])('%s asks for %j', (query, wanted) => {
  expect(texts(query)).toEqual(wanted)
})

test.each([
  ['is:starred', { kind: 'is', value: 'starred', isNegated: false }],
  ['-IS:Read', { kind: 'is', value: 'read', isNegated: true }],
  ['has:note', { kind: 'has', value: 'note', isNegated: false }],
  ['tag:"to read"', { kind: 'tag', name: 'to read', isPrefix: false, isNegated: false }],
  ['tag:to', { kind: 'tag', name: 'to', isPrefix: true, isNegated: false }],
  ['tag:#to ', { kind: 'tag', name: 'to', isPrefix: false, isNegated: false }],
  ['tag:to* ', { kind: 'tag', name: 'to', isPrefix: true, isNegated: false }],
  ['cat:cs.LG', { kind: 'cat', category: 'cs.LG', isNegated: false }],
  ['day:2026-06-12', { kind: 'listed', from: '2026-06-12', to: '2026-06-12', isNegated: false }],
  ['day:2024-02', { kind: 'listed', from: '2024-02-01', to: '2024-02-29', isNegated: false }],
  ['before:2026-06', { kind: 'newest', from: null, to: '2026-05-31', isNegated: false }],
  ['after:2025', { kind: 'newest', from: '2026-01-01', to: null, isNegated: false }],
  ['after:2025-12', { kind: 'newest', from: '2026-01-01', to: null, isNegated: false }],
  ['upvotes:>20', { kind: 'upvotes', from: 21, to: null, isNegated: false }],
  ['upvotes:<=20', { kind: 'upvotes', from: null, to: 20, isNegated: false }],
  ['upvotes:10..50', { kind: 'upvotes', from: 10, to: 50, isNegated: false }],
  ['upvotes:7', { kind: 'upvotes', from: 7, to: 7, isNegated: false }],
])('%s looks up %j', (query, wanted) => {
  expect(facts(query)).toEqual([wanted])
  expect(parseQuery(`${query} x`).problems).toEqual([])
})

test.each([
  ['is:stared x', 'unknown-value', 'stared', 'starred'],
  ['x -is:uread y', 'unknown-value', 'uread', 'unread'],
  ['auther:li', 'unknown-operator', 'auther', 'author'],
  ['day:2026-02-30 x', 'unknown-value', '2026-02-30', null],
  ['upvotes:many x', 'unknown-value', 'many', null],
  ['has:"a pdf" x', 'unknown-value', 'a pdf', 'pdf'],
  ['note: foo', 'no-value', 'note:', null],
])('%s is wrong at its place', (query, kind, place, suggestion) => {
  const [problem] = parseQuery(query).problems
  expect(problem?.kind).toBe(kind)
  expect(problem?.suggestion).toBe(suggestion)
  expect(query.slice(problem?.start, problem?.end)).toBe(place)
})

test.each([
  'is:',
  'is:st',
  'author:',
  'upvotes:>',
  'day:2026-0',
  'after:202',
  'ratio 3:1',
  'attention: all',
  'note:"',
])('%s is not wrong, or not yet', (query) => {
  expect(parseQuery(query).problems).toEqual([])
})

test('what was meant can be put in the place of what is wrong', () => {
  const operators = fc.constantFrom(
    'is:stared',
    '-is:skiped',
    'has:cod',
    'auther:x',
    'tittle:"a b"',
    'upvote:>3',
  )
  const words = fc.constantFrom('x', '"a b"', '-c', 'O(n)', 'is:read')
  fc.assert(
    fc.property(fc.array(fc.oneof(operators, words), { maxLength: 6 }), (parts) => {
      let text = `${parts.join(' ')} `
      for (let turn = 0; turn < 8; turn += 1) {
        const [problem] = parseQuery(text).problems
        if (problem === undefined) return
        text = text.slice(0, problem.start) + (problem.suggestion ?? '') + text.slice(problem.end)
      }
      expect(parseQuery(text).problems).toEqual([])
    }),
  )
})

test('every text is a query, and every place named lies in it', () => {
  const sign = fc.constantFrom(
    '"',
    '-',
    ':',
    '*',
    ' ',
    'is:',
    'title:',
    'tag:"',
    'day:',
    '(',
    '$',
    '\\',
    '学',
    '\uD800',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(sign, fc.string())).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, fc.nat(), (query, at) => {
      const { terms, problems } = parseQuery(query)
      for (const { start, end } of [...problems, ...terms.filter((term) => term.kind === 'text')]) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(query.length)
      }
      for (const term of terms) {
        if (term.kind === 'text') expect(term.words.length + (term.formula ?? '').length).toBeGreaterThan(0)
      }
      const caret = at % (query.length + 1)
      const { start, end } = completionsAt(query, caret, ['a b', 'c'])
      expect(end === 0 || (start <= end && end === caret)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['au', ['author:']],
  ['graph -is:s', ['skipped ', 'starred ', 'snoozed ']],
  ['is:starred', []],
  ['tag:', ['"to read" ', 'todo ', 'vision ']],
  ['tag:TO', ['"to read" ', 'todo ']],
  ['tag:"to r', ['"to read" ']],
  ['author:x', []],
  ['"au', []],
  ['', []],
  ['graph ', []],
])('%s is completed by %j', (text, wanted) => {
  const { items } = completionsAt(text, text.length, ['to read', 'todo', 'vision'])
  expect(items.map(({ insert }) => insert)).toEqual(wanted)
})

test('an operator without known values says what it wants', () => {
  expect(completionsAt('upvotes:', 8, []).wants).toContain('>20')
  expect(completionsAt('is:', 3, []).wants).toBeNull()
})

test('what is behind the caret stays', () => {
  const { start, end, items } = completionsAt('is:st graph', 5, [])
  expect([start, end, items[0]?.insert]).toEqual([3, 5, 'starred '])
})
