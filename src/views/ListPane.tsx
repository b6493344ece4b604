/** The middle column: the head of the place, and its list or a sentence that says why there is none. */
import { useCallback, useMemo, type CSSProperties } from 'react'
import { ensureRows, loadList } from '../actions/load.ts'
import { isOpen } from '../actions/position.ts'
import { ensureFound } from '../actions/search.ts'
import { PaperList, type ListLine } from '../components/PaperList.tsx'
import type { RowLook } from '../components/PaperRow.tsx'
import { daysBetween, localDayAt, type Day } from '../shared/days.ts'
import { isAsleep, type DayFacts, type PaperId, type PaperRow as Row, type Place } from '../shared/domain.ts'
import { isHere } from '../stores/kept.ts'
import type { LibraryState, PaperList as ListState } from '../stores/library.ts'
import { comingDay, clock } from '../text/format.ts'
import { listTitle } from '../text/feed-messages.ts'
import { placeNames } from '../text/messages.ts'
import { useApp, useKept, useLibrary, useSearch, useView } from './app-context.tsx'
import { EmptyList } from './EmptyList.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { delegateOf } from './list-delegate.ts'
import { ListHeader } from './ListHeader.tsx'
import { SampleBanner } from './SampleBanner.tsx'
import { SearchEmpty } from './SearchEmpty.tsx'
import { useListFocus } from './use-list-focus.ts'
import { useRowHeight } from './use-row-height.ts'
import css from './ListPane.module.css'

export function ListPane() {
  const width = useLibrary((state) => state.settings.listWidth)
  const isEmpty = useLibrary(({ list }) => list.status === 'ready' && list.ids.length === 0)
  const isSearch = useView((view) => view.screen === 'search')
  const hasFailed = useLibrary(({ list }) => list.status === 'failed')
  const app = useApp()
  useListFocus()
  const style: CSSProperties = { ['--list-width' as string]: `${width / 16}rem` }
  return (
    <section className={css.pane} style={style} aria-label="List">
      <ListHeader />
      <SampleBanner />
      <FirstSteps />
      {hasFailed ? (
        <div className={css.failed}>
          <p>The list could not be read.</p>
          <button type="button" className="button" onClick={() => void loadList(app)}>
            Try again
          </button>
        </div>
      ) : isEmpty ? (
        isSearch ? (
          <SearchEmpty />
        ) : (
          <EmptyList />
        )
      ) : (
        <Rows />
      )}
    </section>
  )
}

function Rows() {
  const app = useApp()
  const list = useLibrary((state) => state.list)
  const rows = useLibrary((state) => state.rows)
  const today = localDayAt(app.now())
  const dayFacts = useLibrary((state) => state.dayFacts)
  const currentId = useView((view) => view.currentId)
  const selected = useView((view) => view.selected)
  const rowHeight = useRowHeight()
  const numbers = useMemo(() => numbersOf(dayFacts), [dayFacts])
  const kept = useKept((state) => state.papers)
  const delegate = useMemo(() => delegateOf(app), [app])

  const found = useSearch((state) => state.found)
  const query = useSearch((state) => state.answered?.query ?? null)
  const isSearch = useView((view) => view.screen === 'search')
  const show = useCallback(
    (from: number, to: number) => {
      void ensureRows(app, from, to)
      if (isSearch) void ensureFound(app, from, to)
    },
    [app, isSearch],
  )
  const lineAt = (index: number): ListLine => {
    const id = list.ids[index]
    const row = id === undefined ? undefined : rows.get(id)
    return {
      id,
      row,
      ...(row ? lookOf({ list, rows, today, numbers }, row, index) : noLook),
      isSelected: id !== undefined && selected.has(id),
      isKept: id !== undefined && isHere(kept.get(id)),
      found: isSearch && id !== undefined ? (found.get(id) ?? null) : null,
      query: isSearch ? query : null,
    }
  }
  return (
    <PaperList
      label={isSearch ? 'Found' : labelOf(list)}
      count={list.ids.length}
      currentIndex={currentId === null ? -1 : (list.positions.get(currentId) ?? -1)}
      rowHeight={rowHeight}
      rule={ruleOf(list, dayFacts)}
      isMultiple={selected.size > 0}
      lineAt={lineAt}
      delegate={delegate}
      onShow={show}
    />
  )
}

function ruleOf(
  { lateFrom, ids, query }: ListState,
  facts: DayFacts | null,
): { readonly before: number; readonly label: string; readonly count: number } | null {
  if (lateFrom >= ids.length) return null
  const since = facts?.newSince
  const label = query.place === 'queue' ? 'Snoozed' : since ? `New since ${clock(since.at)}` : 'New'
  return { before: lateFrom, label, count: ids.length - lateFrom }
}

type Rows = LibraryState['rows']

interface Surroundings {
  readonly list: ListState
  readonly rows: Rows
  readonly today: Day
  /** Number of each paper in its day, in feed order. */
  readonly numbers: ReadonlyMap<PaperId, number>
}

/** How a row looks that has not arrived. */
const noLook = { gutter: '', isDecided: false, isLate: false, snoozed: null }

function lookOf(
  { list, rows, today, numbers }: Surroundings,
  row: Row,
  index: number,
): Pick<RowLook, 'gutter' | 'isDecided' | 'isLate' | 'snoozed'> {
  const { place } = list.query
  const isSnoozed = isAsleep(row, today)
  return {
    gutter: gutterOf(place, row, numbers.get(row.id) ?? index + 1, today),
    isDecided: isDecidedIn(list, rows, row.id, place) || isSnoozed,
    isLate: place === 'triage' && index >= list.lateFrom,
    snoozed: isSnoozed && row.snoozedUntil !== null ? `back ${comingDay(row.snoozedUntil, today)}` : null,
  }
}

function labelOf({ query }: ListState): string {
  return query.list === undefined ? placeNames[query.place] : listTitle(query.list)
}

/** A row is full ink in its own place, and greyed where its verdict says that it is dealt with. */
function isDecidedIn(list: ListState, rows: Rows, id: PaperId, place: Place): boolean {
  const verdict = rows.get(id)?.verdict
  switch (place) {
    case 'triage':
    case 'queue':
      return !isOpen(list, rows, id)
    case 'read':
    case 'skipped':
      return verdict !== place
    case 'starred':
    case 'notes':
    case 'everything':
      return verdict !== 'unread'
  }
}

function gutterOf(place: Place, row: Row, number: number, today: Day): string {
  if (place === 'queue' && row.decidedAt !== null) {
    return `${Math.max(0, daysBetween(localDayAt(row.decidedAt), today))} d`
  }
  return String(number)
}

function numbersOf(facts: DayFacts | null): ReadonlyMap<PaperId, number> {
  return new Map(facts?.papers.map(({ id }, index) => [id, index + 1]))
}
