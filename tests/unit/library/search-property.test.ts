import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldWord } from '../../../src/shared/fold-text.ts'
import { libraryOf, settle, titles } from '../../support/search-library.ts'

test('the index finds what a scan of all texts finds', () => {
  const vocabulary = ['alpha', 'beta', 'Gamma', 'délta', '深度学习', 'graph', 'graphs', 'x2', 'naïve', 'of']
  const word = fc.constantFrom(...vocabulary)
  const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  const papers = fc.array(fc.record({ title: sentence, abstract: sentence }), { minLength: 1, maxLength: 12 })
  const term = fc.record({ word, isNegated: fc.boolean(), isPrefix: fc.boolean(), inTitle: fc.boolean() })
  fc.assert(
    fc.property(papers, fc.array(term, { minLength: 1, maxLength: 3 }), (given, terms) => {
      const temp = libraryOf(given.map(({ title, abstract }, n) => ({ title: `${title} n${n}`, abstract })))
      settle(temp)
      const text = terms
        .map(({ word, isNegated, isPrefix, inTitle }) => {
          const value = isPrefix && isFoldable(word) ? `${word.slice(0, 3)}*` : word
          return `${isNegated ? '-' : ''}${inTitle ? 'title:' : ''}${value}`
        })
        .join(' ')
      const expected = given.flatMap(({ title, abstract }, n) => {
        const fits = terms.every(({ word, isNegated, isPrefix, inTitle }) => {
          const words = `${title} n${n} ${inTitle ? '' : abstract}`.split(' ').map(foldWord)
          const folded = foldWord(word)
          const wanted = foldWord(word.slice(0, 3))
          const has = words.some((one) =>
            isPrefix && isFoldable(word) ? one.startsWith(wanted) : one === folded,
          )
          return has !== isNegated
        })
        return fits ? [`${title} n${n}`] : []
      })
      expect(titles(temp, `${text} `, 'newest').sort()).toEqual(expected.sort())
      expect(titles(temp, `${text} `).sort()).toEqual(expected.sort())
      expect(temp.library.searchCount(`${text} `).count).toBe(expected.length)
      temp.close()
    }),
    { numRuns: 60 },
  )
})

/** A word that a prefix of three letters is taken from. */
function isFoldable(word: string): boolean {
  return /^[a-z]{4,}$/i.test(word)
}

test('no text is an error', () => {
  const temp = libraryOf([{ title: 'One "quoted" AND (NOT other) OR title: x*' }])
  settle(temp)
  const signs = `" ' * - ( ) : ^ { } + AND OR NOT NEAR( title: author: tag: is:read has: upvotes:> day:2026-06 cat: \\ $ 深 x √`
  const pieces = fc.constantFrom(...signs.split(' '), '\0', '\uE000', '\uD800', ' ')
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, fc.constantFrom('relevance', 'newest'), (query, order) => {
      const { ids } = temp.library.search({ text: query, order, limit: 10 }, 10)
      temp.library.excerpts(query, ids)
      expect(temp.library.searchCount(query).count).toBe(ids.length)
    }),
    { numRuns: 500 },
  )
})
