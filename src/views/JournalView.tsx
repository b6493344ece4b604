/** History: everything the reader did, in words, newest first; each command can be reverted by itself. */
import { Fragment, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { openJournal, refreshJournal, revert, showOlder } from '../actions/journal.ts'
import { focusMain, surface } from '../commands/surfaces.ts'
import { MathText } from '../components/MathText.tsx'
import { segmentsOfWritten } from '../components/read-text.ts'
import { moveFocus } from '../components/move-focus.ts'
import { localDayAt, type Day } from '../shared/days.ts'
import type { JournalEntry } from '../shared/reviews.ts'
import { clock, longDay } from '../text/format.ts'
import { entrySentence, obstacleSentence } from '../text/journal-messages.ts'
import { useApp, useJournal, useNotices } from './app-context.tsx'
import { KeyInWords } from './CommandKey.tsx'
import css from './JournalView.module.css'

export function JournalView() {
  const app = useApp()
  const { status, entries, next } = useJournal((state) => state)
  useFreshEntries()
  useLayoutEffect(focusMain, [])
  return (
    // The arrows are a shortcut from button to button; Tab goes the same way.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css.pane}
      aria-label="History"
      tabIndex={-1}
      onKeyDown={moveFocus}
      {...{ [surface.page]: '' }}
    >
      <div className={css.column}>
        <header className={css.header}>
          <h1 className={css.title}>History</h1>
          <p className={css.sentence}>
            Everything done here, newest first. <KeyInWords id="journal.undo" /> takes back the last step;
            Revert takes back any other on its own.
          </p>
        </header>
        {status === 'failed' && (
          <p className={css.empty}>
            The history could not be read.{' '}
            <button type="button" className="button" onClick={() => void openJournal(app)}>
              Try again
            </button>
          </p>
        )}
        {status === 'ready' && entries.length === 0 && (
          <p className={css.empty}>Nothing was done yet. Verdicts, stars, tags and notes are listed here.</p>
        )}
        <Entries entries={entries} />
        {next !== null && (
          <button type="button" className={`button ${css.older}`} onClick={() => void showOlder(app)}>
            Show older
          </button>
        )}
      </div>
    </section>
  )
}

/** Whatever is done or undone is also announced: the journal then has another line. */
function useFreshEntries(): void {
  const app = useApp()
  const serial = useNotices((state) => state.announcement.serial)
  const known = useRef(serial)
  useEffect(() => {
    if (known.current !== serial) void refreshJournal(app)
    known.current = serial
  }, [app, serial])
}

function Entries({ entries }: { entries: readonly JournalEntry[] }) {
  const app = useApp()
  const today = localDayAt(app.now())
  return (
    <ol className={css.entries}>
      {entries.map((entry, index) => {
        const day = localDayAt(entry.at)
        const above = entries[index - 1]
        const isFirst = above === undefined || localDayAt(above.at) !== day
        return (
          <Fragment key={entry.commandId}>
            {isFirst && <DayHeading day={day} today={today} />}
            <Entry entry={entry} />
          </Fragment>
        )
      })}
    </ol>
  )
}

function DayHeading({ day, today }: { day: Day; today: Day }): ReactNode {
  return (
    <li className={css.day}>
      <h2>{day === today ? 'Today' : longDay(day, today)}</h2>
    </li>
  )
}

function Entry({ entry }: { entry: JournalEntry }) {
  const app = useApp()
  const obstacle = useJournal(({ refused }) =>
    refused?.commandId === entry.commandId ? refused.obstacle : null,
  )
  const sentence = entrySentence(entry)
  return (
    <li className={entry.isUndone ? `${css.entry} ${css.undone}` : css.entry}>
      <time className={css.time}>{clock(entry.at)}</time>
      <span className={css.what} dir="auto">
        <MathText segments={segmentsOfWritten(sentence)} />
      </span>
      {entry.isUndone ? (
        <span className={css.state}>undone</span>
      ) : (
        <button
          type="button"
          className={css.revert}
          aria-label={`Revert: ${sentence}`}
          onClick={() => void revert(app, entry.commandId)}
        >
          Revert
        </button>
      )}
      {obstacle !== null && <p className={css.obstacle}>{obstacleSentence(obstacle, app.now())}</p>}
    </li>
  )
}
