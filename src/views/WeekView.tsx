/** The weekly review: what was kept, what was never decided, what waits too long, what was skipped too soon; and the notes. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { visit } from '../actions/visit.ts'
import { moveWeek, papersOf, refreshWeek } from '../actions/reviews.ts'
import { focusMain, surface } from '../commands/surfaces.ts'
import { DayRule } from '../components/DayRule.tsx'
import { Markdown } from '../components/Markdown.tsx'
import { MathText } from '../components/MathText.tsx'
import { segmentsOf } from '../components/read-text.ts'
import { daysOfWeek, type Week } from '../shared/weeks.ts'
import type { DayFacts } from '../shared/domain.ts'
import type { WeekReview } from '../shared/reviews.ts'
import { clock, counted, dayAndMonth, number, weekday } from '../text/format.ts'
import { weekSentence } from '../text/review-messages.ts'
import { isWeekend, localDayAt } from '../shared/days.ts'
import { useApp, useLibrary, useReviews, useView } from './app-context.tsx'
import { HeaderButton } from './HeaderButton.tsx'
import { useListFocus } from './use-list-focus.ts'
import { WeekSections } from './WeekSections.tsx'
import css from './WeekView.module.css'

export function WeekView() {
  const week = useReviews((state) => state.week)
  const review = useReviews((state) => (state.review?.week === state.week ? state.review : null))
  useFreshWeek()
  if (week === null) return <section className={css.week} aria-label="Week" />
  return (
    <section className={css.week} aria-label="Week">
      <Header week={week} review={review} />
      {review && (
        <div className={css.body}>
          <Papers review={review} />
          <Notes review={review} />
        </div>
      )}
    </section>
  )
}

/** Every verdict, star and note changes a count: the days and notes of the week are then others. */
function useFreshWeek(): void {
  const app = useApp()
  const counts = useLibrary((state) => state.counts)
  const known = useRef(counts)
  useEffect(() => {
    if (known.current !== counts) void refreshWeek(app)
    known.current = counts
  }, [app, counts])
}

function Header({ week, review }: { week: Week; review: WeekReview | null }) {
  const app = useApp()
  const days = daysOfWeek(week)
  const [from, to] = [days[0] ?? '', days[6] ?? '']
  return (
    <header className={css.header}>
      <div className={css.line}>
        <h1 className={css.title}>Week {Number(week.slice(-2))}</h1>
        <span className={css.range}>
          {from.slice(0, 7) === to.slice(0, 7) ? Number(from.slice(8)) : dayAndMonth(from, to)} to{' '}
          {dayAndMonth(to, null)}
        </span>
        <HeaderButton
          command="move.previousDay"
          name="Previous week"
          icon="previous"
          onPress={() => void moveWeek(app, -1)}
        />
        <HeaderButton
          command="move.nextDay"
          name="Next week"
          icon="next"
          onPress={() => void moveWeek(app, 1)}
        />
        <span className={css.space} />
        {review && <span className={css.sentence}>{weekSentence(review)}</span>}
      </div>
      <div className={css.rules}>
        {review?.days
          .filter((day) => day.papers.length > 0 || !isWeekend(day.day))
          .map((facts) => (
            <DayOfWeek key={facts.day} facts={facts} />
          ))}
        {review?.days.every((day) => !isWeekend(day.day) || day.papers.length === 0) && (
          <p className={`${css.dayName} ${css.noList}`}>
            <b>Sat, Sun</b> no list
          </p>
        )}
      </div>
    </header>
  )
}

function DayOfWeek({ facts }: { facts: DayFacts }) {
  const app = useApp()
  const today = useLibrary((state) => state.today) ?? localDayAt(app.now())
  const name = `${weekday(facts.day).slice(0, 3)} ${Number(facts.day.slice(8))}`
  const count = facts.papers.length
  return (
    // The widths tell how long the days' lists are; a day without one has room for its name.
    <div
      className={css.day}
      ref={(element) => element?.style.setProperty('flex-grow', String(count === 0 ? 0 : Math.max(count, 4)))}
    >
      {count > 0 && (
        <DayRule
          verdicts={facts.papers.map(({ verdict }) => verdict)}
          current={-1}
          label={`${name}, ${counted(count, 'paper')}`}
        />
      )}
      <p className={count > 0 ? css.dayName : `${css.dayName} ${css.noList}`}>
        <b>{name}</b> {count > 0 ? number(count) : facts.day > today ? 'to come' : 'no list'}
      </p>
    </div>
  )
}

function Papers({ review }: { review: WeekReview }) {
  const currentId = useView((view) => view.currentId)
  const index = useLibrary(({ list }) => (currentId === null ? -1 : (list.positions.get(currentId) ?? -1)))
  const isMultiple = useView((view) => view.selected.size > 0)
  useLayoutEffect(focusMain, [])
  useListFocus()
  if (papersOf(review).length === 0) {
    return <p className={`${css.papers} ${css.empty}`}>Nothing of this week asks for anything.</p>
  }
  return (
    <div
      className={css.papers}
      role="listbox"
      tabIndex={0}
      aria-label="Papers of the week"
      aria-multiselectable={isMultiple}
      aria-activedescendant={index >= 0 ? `week-${index}` : undefined}
      {...{ [surface.list]: '' }}
    >
      <WeekSections review={review} />
    </div>
  )
}

function Notes({ review }: { review: WeekReview }) {
  const app = useApp()
  const { notes } = review
  return (
    <aside className={css.notes} aria-label="Notes of the week">
      <h2 className={css.heading}>
        Notes of the week <span className={css.count}>{notes.length}</span>
      </h2>
      {notes.length === 0 && <p className={css.empty}>No note was written.</p>}
      {notes.map((note) => (
        <article key={note.paperId} className={css.note}>
          <h3 className={css.noteTitle}>
            <MathText segments={segmentsOf(note.title)} />
          </h3>
          <Markdown text={note.text} onLink={(address) => void visit(app, address)} />
          <p className={css.when}>
            {weekday(localDayAt(note.editedAt))} {clock(note.editedAt)}
          </p>
        </article>
      ))}
    </aside>
  )
}
