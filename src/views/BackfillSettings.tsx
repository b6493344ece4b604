/** History in bulk: which month or year to fetch, and how far that is. */
import { useState } from 'react'
import { cancelBackfill, pauseBackfill, rangeOf, startBackfill } from '../actions/backfill.ts'
import { newestDay } from '../actions/lists.ts'
import { SettingRow } from '../components/SettingRow.tsx'
import { firstFeedDay, type Day } from '../shared/days.ts'
import { backfillSentence } from '../text/feed-messages.ts'
import { monthName } from '../text/format.ts'
import { useApp, useFeed } from './app-context.tsx'
import css from './FeedSettings.module.css'

export function BackfillSettings() {
  const app = useApp()
  const newest = newestDay(app)
  const [period, setPeriod] = useState(newest.slice(0, 7))
  const backfill = useFeed((state) => state.backfill)
  return (
    <SettingRow name="History">
      {backfill === null ? (
        <p className={css.buttons}>
          <select
            aria-label="Month or year to fetch"
            value={period}
            onChange={(event) => setPeriod(event.target.value)}
          >
            {yearsTo(newest).map((year) => (
              <optgroup key={year} label={year}>
                <option value={year}>All of {year}</option>
                {monthsOf(year, newest).map((month) => (
                  <option key={month} value={month}>
                    {monthName(`${month}-01`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <button
            type="button"
            className="button"
            onClick={() => void startBackfill(app, rangeOf(app, period))}
          >
            Fetch it
          </button>
        </p>
      ) : (
        <>
          <p>{backfillSentence(backfill, app.now())}</p>
          <p className={css.buttons}>
            <button type="button" className="button" onClick={() => void pauseBackfill(app)}>
              {backfill.phase === 'paused' ? 'Go on' : 'Pause'}
            </button>
            <button type="button" className="button" onClick={() => void cancelBackfill(app)}>
              Cancel
            </button>
          </p>
        </>
      )}
      <p className={css.hint}>
        One request for each day that is not here yet, slowly enough for the feed’s limits. It goes on after a
        restart. Single days are fetched when you go to them.
      </p>
    </SettingRow>
  )
}

/** From the newest back to the first. */
function yearsTo(newest: Day): readonly string[] {
  const first = Number(firstFeedDay.slice(0, 4))
  const count = Number(newest.slice(0, 4)) - first + 1
  return Array.from({ length: count }, (_, index) => String(first + count - 1 - index))
}

/** The months of a year in which the feed has days, newest first. */
function monthsOf(year: string, newest: Day): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(12 - index).padStart(2, '0')}`).filter(
    (month) => month >= firstFeedDay.slice(0, 7) && month <= newest.slice(0, 7),
  )
}
