/** The edge between the list and the page: dragged, or moved with the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import css from './Splitter.module.css'

interface SplitterProps {
  readonly label: string
  /** Width of what stands before the edge, and its limits, in px at the usual text size. */
  readonly value: number
  readonly min: number
  readonly max: number
  /** While it is dragged. */
  readonly onMove: (value: number) => void
  /** Where it was let go. */
  readonly onSettle: (value: number) => void
}

const step = 16

export function Splitter({ label, value, min, max, onMove, onSettle }: SplitterProps) {
  const drag = useRef<{ readonly from: number; readonly at: number } | null>(null)
  const within = (wanted: number): number => Math.round(Math.max(min, Math.min(max, wanted)))
  const moved = (event: PointerEvent): number =>
    drag.current ? within(drag.current.from + event.clientX - drag.current.at) : value
  const hear = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    onSettle(within(value + by))
  }
  return (
    // A separator that can be moved is a control, and takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={css.splitter}
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => {
        drag.current = { from: value, at: event.clientX }
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => {
        if (drag.current) onMove(moved(event))
      }}
      onPointerUp={(event) => {
        const settled = moved(event)
        drag.current = null
        onSettle(settled)
      }}
      onKeyDown={hear}
    />
  )
}
