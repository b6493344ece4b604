/** Putting a paper off: until tomorrow, next week or a date. It is out of Triage and the queue until then. */
import { useState } from 'react'
import { change } from '../actions/change.ts'
import { advance, openDialog } from '../actions/navigate.ts'
import { clearSelection, targets } from '../actions/select.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Menu, type MenuItem } from '../components/Menu.tsx'
import { addDays, localDayAt, type Day } from '../shared/days.ts'
import { dayAndMonth, weekday } from '../text/format.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import { DateForm } from './DateForm.tsx'

export function SnoozeMenu() {
  const app = useApp()
  const [picksDate, setPicksDate] = useState(false)
  const at = useView((view) => view.menuAt)
  const currentId = useView((view) => view.currentId)
  const isAsleep = useLibrary((state) => (state.rows.get(currentId ?? -1)?.snoozedUntil ?? null) !== null)
  const today = localDayAt(app.now())
  const tomorrow = addDays(today, 1)
  const nextWeek = nextMonday(today)

  const snooze = (until: Day | null): void => {
    const ids = targets(app)
    openDialog(app, null)
    void change(app, ids, { field: 'snooze', value: until })
    clearSelection(app)
    if (until !== null) advance(app)
  }
  const items: readonly MenuItem[] = [
    { name: 'Tomorrow', fact: shortDay(tomorrow, today), act: () => snooze(tomorrow) },
    { name: 'Next week', fact: shortDay(nextWeek, today), act: () => snooze(nextWeek) },
    { name: 'Pick a date', act: () => setPicksDate(true) },
    ...(isAsleep ? [{ name: 'Wake it now', act: () => snooze(null) }] : []),
  ]
  return (
    <Dialog label="Snooze until" size="menu" at={at} onClose={() => openDialog(app, null)}>
      {picksDate ? (
        <DateForm label="Snooze until" action="Snooze" initial={nextWeek} first={tomorrow} onDay={snooze} />
      ) : (
        <Menu title="Snooze until" items={items} isMac={app.isMac} />
      )}
    </Dialog>
  )
}

function nextMonday(today: Day): Day {
  // On a Sunday it is the Monday after the one that "tomorrow" offers already.
  const days = Array.from({ length: 7 }, (_, index) => addDays(today, index + 2))
  return days.find((day) => weekday(day) === 'Monday') ?? addDays(today, 8)
}

function shortDay(day: Day, today: Day): string {
  return `${weekday(day).slice(0, 3)} ${dayAndMonth(day, today)}`
}
