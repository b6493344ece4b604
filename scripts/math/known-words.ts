// What counts as a word of English in training: runs of letters that stand outside formulas often enough.
import { Vocabulary } from '../../src/shared/math/vocabulary.ts'
import { hashOf } from '../../src/shared/math/word-info.ts'
import { WordFilter } from '../../src/shared/math/weights.ts'
import type { Example } from './corpus.ts'

const FILTER_BYTES = 32_768
/** A run of letters that stands so often outside formulas is a word. */
const WORD_FROM = 3

export class KnownWords {
  readonly size: number
  readonly filter: WordFilter
  /** Per example the words that would be unknown without it, as they would be in a text that training never saw. */
  readonly #ownWords: readonly ReadonlySet<string>[]
  readonly #shared: Vocabulary

  constructor(examples: readonly Example[]) {
    const own = examples.map(countWords)
    const total = new Map<string, number>()
    for (const counts of own)
      for (const [word, count] of counts) total.set(word, (total.get(word) ?? 0) + count)
    const words = [...total].filter(([, count]) => count >= WORD_FROM).map(([word]) => word)
    this.size = words.length
    this.filter = WordFilter.of(
      words.map((word) => hashOf(word)),
      FILTER_BYTES,
    )
    this.#ownWords = own.map((counts) => {
      const unknown = [...counts].filter(([word, count]) => {
        const all = total.get(word) ?? 0
        return all >= WORD_FROM && all - count < WORD_FROM
      })
      return new Set(unknown.map(([word]) => word))
    })
    this.#shared = this.#vocabularyWithout(new Set())
  }

  /** Words as they are to a reader who knows all examples but this one. */
  vocabularyFor(example: number): Vocabulary {
    const own = this.#ownWords[example]
    return own === undefined || own.size === 0 ? this.#shared : this.#vocabularyWithout(own)
  }

  #vocabularyWithout(own: ReadonlySet<string>): Vocabulary {
    const isKnown = (run: string): boolean => !own.has(run) && this.filter.has(hashOf(run))
    return new Vocabulary((run) => isKnown(run) || isKnown(run.charAt(0).toLowerCase() + run.slice(1)))
  }
}

/** How often each run of letters stands outside the formulas of an example. */
function countWords({ text, gold }: Example): Map<string, number> {
  const counts = new Map<string, number>()
  let at = 0
  for (const { start, end } of [
    ...gold.filter(({ typographic }) => !typographic),
    { start: text.length, end: 0 },
  ]) {
    for (const [run] of text.slice(at, start).matchAll(/[A-Za-z\u00c0-\u024f]{2,}/g))
      counts.set(run, (counts.get(run) ?? 0) + 1)
    at = end
  }
  return counts
}
