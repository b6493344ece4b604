/** The sentences of the places that look back: the week and the numbers. */
import type { RisenPaper, Stats, WaitSpan, WeekReview } from '../shared/reviews.ts'
import { counted, dayAndMonth, fullDay, number } from './format.ts'

/** "109 papers, all decided but 7" */
export function weekSentence({ days }: WeekReview): string {
  const papers = new Map(days.flatMap((day) => day.papers.map(({ id, verdict }) => [id, verdict] as const)))
  if (papers.size === 0) return 'No lists this week'
  const open = [...papers.values()].filter((verdict) => verdict === 'unread').length
  const decided = open === 0 ? 'all decided' : `all decided but ${number(open)}`
  return `${counted(papers.size, 'paper')}, ${open === papers.size ? 'none decided' : decided}`
}

/** "53 upvotes now, 12 when skipped" */
export function risenSentence({ now, before }: RisenPaper): string {
  return `${counted(now, 'upvote')} now, ${number(before)} when skipped`
}

/** "4 May to 23 June 2026, 36 days with a list" */
export function statsSpan({ from, to, days }: Stats): string {
  if (from === null || to === null) return 'No lists yet'
  return `${dayAndMonth(from, to)} to ${fullDay(to)}, ${counted(days, 'day')} with a list`
}

/** What the chart of triage says in numbers. */
export function triageSentence({ listed, decided }: Stats): string {
  const open = listed - decided
  if (listed === 0) return 'Nothing was listed in this time.'
  if (open === 0) return 'Every paper was decided.'
  return `Still open: ${counted(open, 'paper')} of ${number(listed)}.`
}

/** What the chart of topics says: the topic starred furthest beyond its share of the lists. */
export function topicsSentence({ topics, starred, listed, sampled }: Stats): string {
  if (topics.length === 0 || starred === 0) return 'Star papers, and this shows what they are about.'
  const shares = topics.map((topic) => ({
    name: topic.name,
    ofStars: topic.starred / starred,
    ofLists: topic.listed / Math.max(sampled, 1),
  }))
  const lead = shares.toSorted((a, b) => b.ofStars - b.ofLists - (a.ofStars - a.ofLists))[0]
  if (!lead) return ''
  const note =
    sampled < listed ? ` Topics of ${number(sampled)} of ${number(listed)} papers were looked at.` : ''
  return `“${lead.name}” is a topic of ${percent(lead.ofStars)} of what you starred and ${percent(lead.ofLists)} of what was listed.${note}`
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`
}

/** What the chart of waiting says: how long the middle one of what was read had waited. */
export function waitSentence({ daysToRead, waits }: Stats): string {
  if (daysToRead === null) return 'Nothing was read out of the queue in this time.'
  const read = waits.reduce((sum, { count }) => sum + count, 0)
  const waited = daysToRead < 1 ? 'was read the same day' : `had waited ${middleDays(daysToRead)}`
  return `Of ${counted(read, 'paper')} read out of the queue, the middle one ${waited}.`
}

/** "under 1 day", "3 to 6 days", "30 days or more" */
export function waitName({ from, before }: WaitSpan): string {
  if (before === null) return `${from} days or more`
  if (from === 0) return `under ${counted(before, 'day')}`
  return `${from} to ${before - 1} days`
}

/** A middle value of days: "the same day", "5 days". */
export function middleDays(days: number | null): string {
  if (days === null) return 'none yet'
  return days < 1 ? 'the same day' : counted(Math.round(days), 'day')
}
