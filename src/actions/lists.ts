/** Lists of the feed that are fetched because the reader looks at them: a day that the library does not know yet. */
import { feedDayAt, firstFeedDay, type Day } from '../shared/days.ts'
import { dayList, type ListName } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import type { View } from '../stores/view.ts'
import { isSpared } from './network.ts'

/** A key held down passes many days; only the one where it stops is asked for. */
const settledMs = 300

/** Asks the feed for a list. What comes is told by an event, as after a sync. */
export async function fetchList(app: App, list: ListName): Promise<void> {
  app.feed.setState({ fetching: list, failed: null })
  const answer = await app.bridge.call('lists.fetch', { list })
  app.feed.setState((state) => ({
    fetching: state.fetching === list ? null : state.fetching,
    failed: answer.ok ? state.failed : { list, failure: answer.error },
  }))
}

/** Whether the feed can have a list of the day. */
export function isFeedDay(app: App, day: Day): boolean {
  return day >= firstFeedDay && day <= newestDay(app)
}

/** Opens the choice of a day, beneath what asked for it. */
export function chooseDay(app: App, menuAt: View['menuAt'] = null): void {
  app.view.setState({ dialog: 'day', menuAt, pendingKeys: [] })
}

/** The latest day that there can be. */
export function newestDay(app: App): Day {
  return app.library.getState().today ?? feedDayAt(app.now())
}

/** Fetches each day that is looked at and was never asked for, unless the feed is only to be asked by hand. */
export function fetchUnknownDays(app: App): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = app.library.subscribe(({ dayFacts }, before) => {
    if (dayFacts === before.dayFacts) return
    clearTimeout(timer)
    if (dayFacts?.state !== 'unknown' || !isFeedDay(app, dayFacts.day)) return
    const list = dayList(dayFacts.day)
    timer = setTimeout(() => {
      const { settings, sync } = app.library.getState()
      const { screen, day } = app.view.getState()
      const isShown = screen === 'triage' && day === dayFacts.day
      const isUnderWay = app.feed.getState().fetching === list || sync.day === day
      const isUnasked = settings.syncEveryMinutes > 0 && !isSpared(app)
      if (isShown && !isUnderWay && isUnasked) void fetchList(app, list)
    }, settledMs)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
