/**
 * What a paper is about, as words with weights: what its title and keywords name counts more than what its abstract
 * mentions, and a word said often more than one said once. How rare a word is in the library is not known here.
 */
import { wordsOf } from '../../src/shared/fold-text.ts'
import { withoutTex } from './search-document.ts'

/** The texts that tell what a paper is about. */
export interface ProfileSource {
  readonly title: string
  readonly abstract: string | null
  readonly summary: string | null
  readonly keywords: readonly string[]
  /** The reader's own. */
  readonly tags: readonly string[]
}

/** Words and how much they say about a paper, from 0 to 1. */
export type Profile = ReadonlyMap<string, number>

const shares = { title: 3, keywords: 2, tags: 2, summary: 1, abstract: 1 } as const

/** More words than the longest abstract has. */
const mostWords = 2_000

/** The profile of a paper. */
export function profileOf(source: ProfileSource): Profile {
  const counts = new Map<string, number>()
  const add = (text: string, share: number): void => {
    for (const { text: word, isTail } of wordsOf(withoutTex(text)).slice(0, mostWords)) {
      if (!isTail && isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + share)
    }
  }
  add(source.title, shares.title)
  add(source.keywords.join(' '), shares.keywords)
  add(source.tags.join(' '), shares.tags)
  add(source.summary ?? '', shares.summary)
  add(source.abstract ?? '', shares.abstract)
  return new Map([...counts].map(([word, count]) => [word, count / (count + saturation)]))
}

/** The count at which a word says half of what it can say. */
const saturation = 2

/** Numbers and single letters say nothing by themselves. */
function isTelling(word: string): boolean {
  return word.length > 1 && !/^\d+$/.test(word)
}
