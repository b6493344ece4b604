/**
 * The list: a listbox of rows of one height, of which only the visible ones exist. The focus stays on the container, and
 * the current row is always in the document, so that it can be referred to and the focus never falls off.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, type ReactNode } from 'react'
import { surface } from '../commands/surfaces.ts'
import css from './PaperList.module.css'

interface PaperListProps {
  readonly label: string
  readonly count: number
  readonly currentIndex: number
  readonly rowHeight: number
  /** A rule above the row of this index. */
  readonly rule: { readonly before: number; readonly label: string; readonly count: number } | null
  readonly isMultiple: boolean
  readonly describe: (index: number) => {
    readonly id: number | undefined
    readonly name: string
    readonly description: string
    readonly isSelected: boolean
  }
  readonly draw: (index: number) => ReactNode
  readonly onPoint: (
    index: number,
    event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean },
  ) => void
  readonly onOpen: (index: number) => void
  readonly onMenu: (index: number, at: { readonly x: number; readonly y: number }) => void
  readonly onDrag: (index: number, data: DataTransfer) => void
  /** The rows now in view, so that they can be fetched. */
  readonly onShow: (from: number, to: number) => void
}

const overscan = 8
const ruleHeight = 28

/** The id of a row's element: what `aria-activedescendant` refers to. */
function elementId(index: number): string {
  return `row-${index}`
}

export function PaperList(props: PaperListProps) {
  const { count, currentIndex, rowHeight, rule, onShow } = props
  const container = useRef<HTMLDivElement>(null)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      if (currentIndex < 0 || currentIndex >= count || indexes.includes(currentIndex)) return indexes
      return [...indexes, currentIndex].sort((a, b) => a - b)
    },
    [currentIndex, count],
  )
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => container.current,
    estimateSize: (index) => (rule?.before === index ? rowHeight + ruleHeight : rowHeight),
    overscan,
    // A row of what comes next stays in view, and a notice at the foot covers no current row.
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight,
    paddingEnd: rowHeight,
    rangeExtractor,
    useFlushSync: false,
    // Rows are there with the first paint, before the list has been measured.
    initialRect: { width: 448, height: 800 },
  })
  const items = virtualizer.getVirtualItems()
  const shownFrom = virtualizer.range?.startIndex ?? 0
  const shownTo = virtualizer.range?.endIndex ?? 0

  useLayoutEffect(() => {
    // The first list of a library: nothing else has asked for the keyboard yet.
    if (document.activeElement === document.body) container.current?.focus({ preventScroll: true })
  }, [])
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight, rule?.before])
  useLayoutEffect(() => {
    if (currentIndex >= 0) virtualizer.scrollToIndex(currentIndex, { align: 'auto', behavior: 'instant' })
  }, [virtualizer, currentIndex, count])
  useLayoutEffect(
    () => onShow(shownFrom - overscan * 4, shownTo + overscan * 4),
    [onShow, shownFrom, shownTo, count],
  )

  return (
    <div
      ref={container}
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable={props.isMultiple}
      aria-activedescendant={currentIndex >= 0 && count > 0 ? elementId(currentIndex) : undefined}
      {...{ [surface.list]: '' }}
    >
      <div className={css.canvas} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {items.map((item) => (
          <ListItem key={item.key} {...props} index={item.index} start={item.start} />
        ))}
      </div>
    </div>
  )
}

interface ListItemProps extends PaperListProps {
  readonly index: number
  readonly start: number
}

function ListItem({ index, start, rule, ...props }: ListItemProps) {
  const { id, name, description, isSelected } = props.describe(index)
  const isCurrent = index === props.currentIndex
  const isBelowRule = rule?.before === index
  return (
    <div className={css.item} style={{ transform: `translateY(${start}px)` }} role="presentation">
      {isBelowRule && (
        <div className={css.rule} role="presentation">
          <b>{rule.label}</b> {rule.count}
        </div>
      )}
      {/* Keys are heard by the window: the focus is on the listbox, which points at this option. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
      <div
        id={elementId(index)}
        className={css.option}
        role="option"
        // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- every role has it since ARIA 1.3
        aria-description={description}
        aria-selected={props.isMultiple ? isSelected : isCurrent}
        aria-posinset={index + 1}
        aria-setsize={props.count}
        data-paper={id}
        onClick={(event) => props.onPoint(index, event)}
        onDoubleClick={() => props.onOpen(index)}
        onContextMenu={(event) => {
          event.preventDefault()
          props.onMenu(index, { x: event.clientX, y: event.clientY })
        }}
        draggable
        onDragStart={(event) => props.onDrag(index, event.dataTransfer)}
      >
        <span className="visuallyHidden">{name}</span>
        {props.draw(index)}
      </div>
    </div>
  )
}
