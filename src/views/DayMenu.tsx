/** Going to any day of the feed, back to its first. */
import { newestDay } from '../actions/lists.ts'
import { go, openDialog } from '../actions/navigate.ts'
import { Dialog } from '../components/Dialog.tsx'
import { firstFeedDay, isWeekend } from '../shared/days.ts'
import { fullDay, longDay } from '../text/format.ts'
import { useApp, useView } from './app-context.tsx'
import { DateForm } from './DateForm.tsx'

export function DayMenu() {
  const app = useApp()
  const shown = useView((view) => view.day)
  const at = useView((view) => view.menuAt)
  const newest = newestDay(app)
  const close = (): void => openDialog(app, null)
  return (
    <Dialog label="Go to a day" size="menu" at={at} onClose={close}>
      <DateForm
        label="Go to a day"
        action="Go"
        initial={shown ?? newest}
        first={firstFeedDay}
        last={newest}
        hint={(day, isThere) => hintOf(day, isThere, newest)}
        onDay={(day) => {
          close()
          void go(app, 'triage', { day })
        }}
      />
    </Dialog>
  )
}

function hintOf(day: string, isThere: boolean, newest: string): string {
  if (!isThere) return `The feed has days from ${fullDay(firstFeedDay)} to ${fullDay(newest)}.`
  return isWeekend(day) ? `${longDay(day, newest)}. No list at weekends.` : `${longDay(day, newest)}.`
}
