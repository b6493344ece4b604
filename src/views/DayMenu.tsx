/** Going to any day of the feed, back to its first. */
import { useState } from 'react'
import { newestDay } from '../actions/lists.ts'
import { go, openDialog } from '../actions/navigate.ts'
import { Dialog } from '../components/Dialog.tsx'
import { firstFeedDay, isDay, isWeekend } from '../shared/days.ts'
import { fullDay, longDay } from '../text/format.ts'
import { useApp, useView } from './app-context.tsx'
import css from './DayMenu.module.css'

export function DayMenu() {
  const app = useApp()
  const shown = useView((view) => view.day)
  const at = useView((view) => view.menuAt)
  const newest = newestDay(app)
  const [day, setDay] = useState(shown ?? newest)
  const isThere = isDay(day) && day >= firstFeedDay && day <= newest
  const close = (): void => openDialog(app, null)
  return (
    <Dialog label="Go to a day" size="menu" at={at} onClose={close}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isThere) return
          close()
          void go(app, 'triage', { day })
        }}
      >
        <label className={css.label} htmlFor="day">
          Go to a day
        </label>
        <input
          id="day"
          type="date"
          data-first-focus=""
          className={css.date}
          min={firstFeedDay}
          max={newest}
          value={day}
          onChange={(event) => setDay(event.target.value)}
          required
        />
        <button type="submit" className="button primary" disabled={!isThere}>
          Go
        </button>
        <p className={css.hint} aria-live="polite">
          {hintOf(day, isThere, newest)}
        </p>
      </form>
    </Dialog>
  )
}

function hintOf(day: string, isThere: boolean, newest: string): string {
  if (!isThere) return `The feed has days from ${fullDay(firstFeedDay)} to ${fullDay(newest)}.`
  return isWeekend(day) ? `${longDay(day, newest)}. No list at weekends.` : `${longDay(day, newest)}.`
}
