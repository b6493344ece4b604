/** Where two versions of a text differ, word by word; white space and line breaks do not count. */

export interface TextRange {
  readonly start: number
  readonly end: number
}

/** More pairs of words than this are not compared one by one: all between the first and the last difference differs. */
const mostPairs = 4_000_000

/** The runs of words that the other text has not got, of each text; offsets are UTF-16. */
export function wordDifferences(
  one: string,
  other: string,
): readonly [readonly TextRange[], readonly TextRange[]] {
  const [ones, others] = withoutSameEnds(wordsOf(one), wordsOf(other))
  const [kept, keptOther] = longestShared(ones, others)
  return [runsWithout(ones, kept), runsWithout(others, keptOther)]
}

interface Word extends TextRange {
  readonly text: string
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }))
}

/** What is left without the words that both begin and end with. */
function withoutSameEnds(ones: readonly Word[], others: readonly Word[]): [readonly Word[], readonly Word[]] {
  const shorter = Math.min(ones.length, others.length)
  let before = 0
  while (before < shorter && ones[before]?.text === others[before]?.text) before++
  let behind = 0
  while (behind < shorter - before && ones.at(-1 - behind)?.text === others.at(-1 - behind)?.text) behind++
  return [ones.slice(before, ones.length - behind), others.slice(before, others.length - behind)]
}

/** The longest list of words that both have in the same order, as the places of its words in each. */
function longestShared(
  ones: readonly Word[],
  others: readonly Word[],
): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const kept = new Set<number>()
  const keptOther = new Set<number>()
  const width = others.length + 1
  if (ones.length * others.length > mostPairs) return [kept, keptOther]
  // How many words are shared from a pair of places on.
  const shared = new Uint16Array((ones.length + 1) * width)
  for (let a = ones.length - 1; a >= 0; a--) {
    for (let b = others.length - 1; b >= 0; b--) {
      const here = a * width + b
      shared[here] =
        ones[a]!.text === others[b]!.text
          ? shared[here + width + 1]! + 1
          : Math.max(shared[here + width]!, shared[here + 1]!)
    }
  }
  for (let a = 0, b = 0; a < ones.length && b < others.length;) {
    const here = a * width + b
    if (ones[a]!.text === others[b]!.text) {
      kept.add(a++)
      keptOther.add(b++)
    } else if (shared[here + width]! >= shared[here + 1]!) a++
    else b++
  }
  return [kept, keptOther]
}

function runsWithout(words: readonly Word[], kept: ReadonlySet<number>): readonly TextRange[] {
  const runs: TextRange[] = []
  for (const [at, { start, end }] of words.entries()) {
    const last = runs.at(-1)
    if (kept.has(at)) continue
    if (last && at > 0 && !kept.has(at - 1)) runs[runs.length - 1] = { start: last.start, end }
    else runs.push({ start, end })
  }
  return runs
}
