/**
 * The list: a listbox of rows of one height, of which only those around the visible ones exist. The focus stays on the
 * container, and the current row is always in the document, so that it can be referred to and the focus never falls off.
 */
import { memo, useLayoutEffect, useRef } from 'react'
import { surface } from '../commands/surfaces.ts'
import type { PaperId, PaperRow as Row } from '../shared/domain.ts'
import { firstPaint } from './first-paint.ts'
import { PaperOption, type ListDelegate } from './PaperOption.tsx'
import type { PaperRowProps } from './PaperRow.tsx'
import { heightOf, rowsWithin, topOf, type RowGeometry } from './row-window.ts'
import { useRowScroll } from './use-row-scroll.ts'
import css from './PaperList.module.css'

/** What stands in a row; `row` is missing until the paper has arrived. */
export interface ListLine extends Omit<PaperRowProps, 'row' | 'isCurrent'> {
  readonly id: PaperId | undefined
  readonly row: Row | undefined
}

interface PaperListProps {
  readonly label: string
  readonly count: number
  readonly currentIndex: number
  readonly rowHeight: number
  /** A rule above the row of this index. */
  readonly rule: { readonly before: number; readonly label: string; readonly count: number } | null
  readonly isMultiple: boolean
  readonly lineAt: (index: number) => ListLine
  readonly delegate: ListDelegate
  /** The rows now in view, so that they can be fetched. */
  readonly onShow: (from: number, to: number) => void
}

/** Rows drawn beyond the visible ones, and rows asked for in one go. */
const overscan = 8
const page = 64

/** The id of a row's element: what `aria-activedescendant` refers to. */
function elementId(index: number): string {
  return `row-${index}`
}

export function PaperList(props: PaperListProps) {
  const { count, currentIndex, rowHeight, rule, onShow, isMultiple } = props
  const container = useRef<HTMLDivElement>(null)
  const geometry: RowGeometry = { count, rowHeight, ruleBefore: rule?.before ?? null }
  const { top, height, isMeasured, onScroll } = useRowScroll(container, geometry, currentIndex)
  const { from, to } = rowsWithin(geometry, top, height)
  // The first paint is of what can be seen: more would be drawn while it is on its way to the screen.
  const { isOver: isSeen } = firstPaint.useArrived()
  const around = isMeasured && isSeen ? overscan : 0

  useLayoutEffect(() => {
    // The first list of a library: nothing else has asked for the keyboard yet. In the frame's callback, because giving
    // the focus makes the browser lay the page out.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) container.current?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  const [firstPage, endPage] = [Math.floor((from - page / 2) / page), Math.ceil((to + page / 2) / page)]
  useLayoutEffect(
    () => onShow(firstPage * page, Math.min(count, endPage * page)),
    [onShow, firstPage, endPage, count],
  )

  return (
    <div
      ref={container}
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable={isMultiple}
      aria-activedescendant={currentIndex >= 0 && count > 0 ? elementId(currentIndex) : undefined}
      onScroll={onScroll}
      {...{ [surface.list]: '' }}
    >
      <div className={css.canvas} style={{ height: heightOf(geometry) }} role="presentation">
        {shownIndexes(from - around, to + around, currentIndex, count).map((index) => (
          <ListItem
            key={index}
            {...props.lineAt(index)}
            index={index}
            top={topOf(geometry, index)}
            count={count}
            rule={rule?.before === index ? rule.label : null}
            ruleCount={rule?.before === index ? rule.count : 0}
            isCurrent={index === currentIndex}
            isMultiple={isMultiple}
            delegate={props.delegate}
          />
        ))}
      </div>
    </div>
  )
}

/** The rows from `from` to before `to` and the current one, in order. */
function shownIndexes(from: number, to: number, current: number, count: number): readonly number[] {
  const [first, end] = [Math.max(0, from), Math.min(count, to)]
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset)
  if (current < 0 || current >= count) return indexes
  if (current < first) return [current, ...indexes]
  return current >= end ? [...indexes, current] : indexes
}

interface ListItemProps extends ListLine {
  readonly index: number
  readonly top: number
  readonly count: number
  /** The words of the rule above this row, if there is one, and how many rows are below it. */
  readonly rule: string | null
  readonly ruleCount: number
  readonly isCurrent: boolean
  readonly isMultiple: boolean
  readonly delegate: ListDelegate
}

const ListItem = memo(function ListItem(props: ListItemProps) {
  const { index, top, count, rule, ruleCount, isMultiple, delegate, id, row, ...look } = props
  return (
    <div className={css.item} style={{ top }} role="presentation">
      {rule !== null && (
        <div className={css.rule} role="presentation">
          <b>{rule}</b> {ruleCount}
        </div>
      )}
      <PaperOption
        {...look}
        elementId={elementId(index)}
        className={css.option}
        index={index}
        count={count}
        paperId={id}
        row={row}
        isMultiple={isMultiple}
        delegate={delegate}
      />
    </div>
  )
})
