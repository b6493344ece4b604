/** The two places that look back: the week under review, and the numbers. */
import { isoWeekOf, localDayAt } from '../shared/days.ts'
import type { StatsRange, WeekReview } from '../shared/reviews.ts'
import type { PaperId } from '../shared/domain.ts'
import { addWeeks } from '../shared/weeks.ts'
import type { App } from '../stores/app.ts'
import { emptyMixedList } from '../stores/library.ts'
import { loadCurrent, takeRows } from './load.ts'
import { tellFailure, toast } from './notify.ts'
import { listOf } from './position.ts'

/** Opens the week that was last looked at, or the one of the newest list. */
export async function openWeek(app: App): Promise<void> {
  const today = localDayAt(app.now())
  const week = app.reviews.getState().week ?? isoWeekOf(app.library.getState().latestDay ?? today)
  app.reviews.setState({ week })
  app.library.setState({ list: emptyMixedList(today), dayFacts: null, near: null })
  const { answer, outdated } = await app.read('week.review', { week })
  if (app.view.getState().screen !== 'week' || app.reviews.getState().week !== week) return
  if (!answer.ok) return tellFailure(app, answer.error)
  app.reviews.setState({ review: answer.value })
  const ids = papersOf(answer.value)
  void takeRows(app, answer.value.rows, outdated)
  app.library.setState({ list: listOf(emptyMixedList(today), ids) })
  const { currentId } = app.view.getState()
  if (currentId === null || !ids.includes(currentId)) app.view.setState({ currentId: ids[0] ?? null })
  await loadCurrent(app)
}

/** Fetches the week again after a change: its days and notes are told anew, its lists stay as they were opened. */
export async function refreshWeek(app: App): Promise<void> {
  const { week } = app.reviews.getState()
  if (week === null) return
  const answer = await app.bridge.call('week.review', { week })
  const { review } = app.reviews.getState()
  if (!answer.ok || review?.week !== week) return
  const { days, notes } = answer.value
  app.reviews.setState({ review: { ...review, days, notes } })
}

/** Opens the week before or after. */
export async function moveWeek(app: App, step: 1 | -1): Promise<void> {
  const { week } = app.reviews.getState()
  if (week === null) return
  const next = addWeeks(week, step)
  if (next > isoWeekOf(localDayAt(app.now()))) return toast(app, 'This is the newest week.')
  app.reviews.setState({ week: next, review: null })
  await openWeek(app)
}

/** Opens the numbers, of another time if one is given. */
export async function openStats(app: App, range: StatsRange = app.reviews.getState().range): Promise<void> {
  app.reviews.setState({ range })
  const answer = await app.bridge.call('stats.get', { range })
  if (app.reviews.getState().range !== range) return
  if (answer.ok) app.reviews.setState({ stats: answer.value })
  else tellFailure(app, answer.error)
}

/** All papers of a review in the order of its sections. */
export function papersOf({ starred, undecided, waiting, risen }: WeekReview): readonly PaperId[] {
  return [...starred, ...undecided, ...waiting, ...risen.map(({ id }) => id)]
}
