/** The four lists of a week, each under its name. One listbox: the keys walk through all of them. */
import { useLayoutEffect, useMemo, useRef, type ReactNode } from 'react'
import { PaperOption, type ListDelegate } from '../components/PaperOption.tsx'
import { RowPlaceholder, type RowLook } from '../components/PaperRow.tsx'
import { daysBetween, localDayAt, type Day } from '../shared/days.ts'
import { isAsleep, type PaperId, type PaperRow as Row } from '../shared/domain.ts'
import type { WeekReview } from '../shared/reviews.ts'
import { isHere } from '../stores/kept.ts'
import { comingDay, weekday } from '../text/format.ts'
import { risenSentence } from '../text/review-messages.ts'
import { useApp, useKept, useLibrary, useView } from './app-context.tsx'
import { delegateOf } from './list-delegate.ts'
import css from './WeekView.module.css'

export function WeekSections({ review }: { readonly review: WeekReview }) {
  const app = useApp()
  const delegate = useMemo(() => delegateOf(app), [app])
  const today = localDayAt(app.now())
  const byWeekday = (row: Row): string => (row.listedOn === null ? '' : weekday(row.listedOn).slice(0, 3))
  const byAge = (row: Row): string =>
    row.decidedAt === null ? '' : `${Math.max(0, daysBetween(localDayAt(row.decidedAt), today))} d`
  const { starred, undecided, undecidedCount, waiting, waitingCount, risen } = review
  const section = (
    name: string,
    ids: readonly PaperId[],
    count: number,
    gutter: (row: Row) => string,
  ): ReactNode =>
    ids.length > 0 && (
      <section className={css.section} role="group" aria-label={name}>
        {/* The name of the group, said once: a listbox holds no headings. */}
        <h2 className={css.heading} role="presentation">
          {name} <span className={css.count}>{count}</span>
        </h2>
        {ids.map((id) => (
          <WeekRow key={id} id={id} review={review} today={today} gutter={gutter} delegate={delegate} />
        ))}
      </section>
    )
  return (
    <>
      {section('Starred', starred, starred.length, byWeekday)}
      {section('Top of the week, never decided', undecided, undecidedCount, byWeekday)}
      {section('Waiting longest in the queue', waiting, waitingCount, byAge)}
      {section(
        'Skipped, risen since',
        risen.map(({ id }) => id),
        risen.length,
        byWeekday,
      )}
    </>
  )
}

interface WeekRowProps {
  readonly id: PaperId
  readonly review: WeekReview
  readonly today: Day
  readonly gutter: (row: Row) => string
  readonly delegate: ListDelegate
}

function WeekRow({ id, review, today, gutter, delegate }: WeekRowProps) {
  const row = useLibrary((state) => state.rows.get(id))
  const index = useLibrary(({ list }) => list.positions.get(id) ?? -1)
  const isCurrent = useView((view) => view.currentId === id)
  const isSelected = useView((view) => view.selected.has(id))
  const isMultiple = useView((view) => view.selected.size > 0)
  const isKept = useKept((state) => isHere(state.papers.get(id)))
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  if (!row) return <RowPlaceholder />
  return (
    <PaperOption
      ref={element}
      elementId={`week-${index}`}
      className={css.row}
      index={index}
      paperId={id}
      row={row}
      {...lookOf(row, review, today)}
      gutter={gutter(row)}
      isCurrent={isCurrent}
      isSelected={isSelected}
      isKept={isKept}
      isMultiple={isMultiple}
      delegate={delegate}
    />
  )
}

/** Full ink while the paper is as the review found it; greyed with its glyph once something was decided here. */
function lookOf(
  row: Row,
  review: WeekReview,
  today: Day,
): Omit<RowLook, 'gutter' | 'isCurrent' | 'isSelected' | 'isKept'> {
  const before = review.rows.find(({ id }) => id === row.id)
  const risen = review.risen.find(({ id }) => id === row.id)
  const isSnoozed = isAsleep(row, today)
  const isChanged = before !== undefined && before.verdict !== row.verdict
  return {
    isDecided: isChanged || isSnoozed || (risen !== undefined && row.verdict === 'skipped'),
    isLate: false,
    snoozed: isSnoozed && row.snoozedUntil !== null ? `back ${comingDay(row.snoozedUntil, today)}` : null,
    remark: risen ? risenSentence(risen) : null,
  }
}
