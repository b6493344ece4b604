/** One date and a button, in a small dialog. The button waits until the date is one that may be chosen. */
import { useLayoutEffect, useRef, useState } from 'react'
import { isDay, type Day } from '../shared/days.ts'
import css from './DateForm.module.css'

interface DateFormProps {
  readonly label: string
  /** What the button says. */
  readonly action: string
  readonly initial: Day
  readonly first: Day
  readonly last?: Day
  /** A sentence about the date that is written so far, and whether it may be chosen. */
  readonly hint?: (day: string, isAllowed: boolean) => string
  readonly onDay: (day: Day) => void
}

export function DateForm({ label, action, initial, first, last, hint, onDay }: DateFormProps) {
  const [day, setDay] = useState<string>(initial)
  const field = useRef<HTMLInputElement>(null)
  // Also where it takes the place of a menu that had the focus.
  useLayoutEffect(() => field.current?.focus(), [])
  const isAllowed = isDay(day) && day >= first && (last === undefined || day <= last)
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isAllowed) onDay(day)
      }}
    >
      <label className={css.label} htmlFor="date">
        {label}
      </label>
      <input
        ref={field}
        id="date"
        type="date"
        data-first-focus=""
        className={css.date}
        min={first}
        max={last}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        required
      />
      <button type="submit" className="button primary" disabled={!isAllowed}>
        {action}
      </button>
      {hint && (
        <p className={css.hint} aria-live="polite">
          {hint(day, isAllowed)}
        </p>
      )}
    </form>
  )
}
