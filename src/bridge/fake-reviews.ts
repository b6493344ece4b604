/** What looks back, for the fake bridge: enough of the library's rules for what the window shows. */
import type { Input, Outputs } from '../shared/contract.ts'
import type { PaperDetail } from '../shared/domain.ts'
import type { Stats } from '../shared/reviews.ts'
import { daysOfWeek, type Week } from '../shared/weeks.ts'
import type { Memory } from './fake-memory.ts'

/** The review of a week. */
export function weekReview(
  memory: Memory,
  week: Week,
  factsOf: (day: string) => Outputs['days.facts'],
): Outputs['week.review'] {
  const papers = [...memory.papers.values()]
  const ids = (wanted: (paper: PaperDetail) => boolean): number[] => papers.filter(wanted).map(({ id }) => id)
  const undecided = ids(({ verdict, isStarred }) => verdict === 'unread' && !isStarred)
  const waiting = ids(({ verdict, isStarred }) => verdict === 'later' && !isStarred)
  return {
    week,
    days: daysOfWeek(week).map(factsOf),
    starred: ids(({ isStarred }) => isStarred),
    undecided,
    undecidedCount: undecided.length,
    waiting,
    waitingCount: waiting.length,
    risen: [],
    notes: papers
      .filter(({ note }) => note.text !== '')
      .map(({ id, title, note }) => ({ paperId: id, title, text: note.text, editedAt: note.editedAt ?? 0 })),
    rows: papers,
  }
}

/** The numbers of the library. */
export function statsOf(memory: Memory, { range }: Input<'stats.get'>): Stats {
  const counts = memory.counts()
  const { queue: later, read, skipped, triage: unread } = counts
  const [from = null, to = from] = [memory.days()[0], memory.days().at(-1)]
  return {
    range,
    from,
    to,
    days: memory.days().length,
    listed: counts.everything,
    decided: later + read + skipped,
    starred: counts.starred,
    notes: counts.notes,
    later,
    laterRead: 0,
    unit: 'day',
    periods: from === null || to === null ? [] : [{ from, to, later, read, skipped, unread }],
    topics: [],
    sampled: counts.everything,
    daysToDecide: 0,
    daysToRead: null,
    waits: [],
    longInQueue: 0,
    verdicts: later + read + skipped,
    broughtBack: 0,
    undone: 0,
  }
}
