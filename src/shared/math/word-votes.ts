import type { WordInfo } from './word-info.ts'

/** How much the same word elsewhere in the text counts, and the log odds beyond which a place counts no more. */
const ELSEWHERE = 0.5
const SURE = 3

/**
 * Adds to the scores of each candidate what its word's other places in the text say, given how `likely` each is
 * by itself: an author sets a letter as mathematics everywhere or nowhere.
 */
export function addVotes(
  infos: readonly WordInfo[],
  candidates: Int32Array,
  { likely, scores }: { likely: Float64Array; scores: Float32Array },
): void {
  const polls = new Map<number, Poll>()
  const polled = Array.from(candidates, (token, k): Vote | null => {
    const info = infos[token]
    if (!info || !hasVote(info)) return null
    const probability = likely[k] ?? 0
    const odds = Math.max(-SURE, Math.min(SURE, Math.log(probability / (1 - probability))))
    const poll = polls.get(info.hash) ?? { places: 0, sum: 0 }
    polls.set(info.hash, poll)
    poll.places++
    poll.sum += odds
    return { poll, odds }
  })
  polled.forEach((vote, k) => {
    if (!vote || vote.poll.places < 2) return
    const others = (ELSEWHERE * (vote.poll.sum - vote.odds)) / (vote.poll.places - 1)
    scores[k * 3]! += others
    scores[k * 3 + 1]! += others
  })
}

interface Poll {
  places: number
  /** Of the log odds of all places. */
  sum: number
}

interface Vote {
  readonly poll: Poll
  readonly odds: number
}

/** Letters and words, but not names of commands, which mean the same everywhere. */
function hasVote({ shape }: WordInfo): boolean {
  return (shape < 16 && shape !== 3) || shape === 20
}
