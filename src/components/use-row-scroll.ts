/**
 * The scroll position of a list, known before the browser is asked: a key's rows are drawn for where the list will be,
 * and the element follows in the same frame, once everything else of that frame is in the document. Asking it earlier
 * would lay the page out twice.
 */
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { scrolledTo, type RowGeometry } from './row-window.ts'

interface Scroll {
  readonly top: number
  readonly height: number
  readonly isMeasured: boolean
  /** The row that was last brought into view, among which rows; null if none was since the list was measured. */
  readonly shown: string | null
  /** Where the list has been asked to be. */
  readonly asked: { readonly top: number }
}

/** Rows are there with the first paint, before the list has been measured. */
const unmeasured: Scroll = { top: 0, height: 800, isMeasured: false, shown: null, asked: { top: 0 } }

export interface RowScroll {
  readonly top: number
  readonly height: number
  /** False before the first frame: `height` is a guess then. */
  readonly isMeasured: boolean
  /** For the element's scroll event. */
  readonly onScroll: () => void
}

/** Keeps the row of `index` in view whenever it is another one, or the rows have changed. -1 is no row. */
export function useRowScroll(
  element: RefObject<HTMLElement | null>,
  geometry: RowGeometry,
  index: number,
): RowScroll {
  const [scroll, setScroll] = useState(unmeasured)
  const isAhead = useRef(false)
  const meant = [index, geometry.count, geometry.rowHeight, geometry.ruleBefore].join()
  if (scroll.shown !== meant) {
    const top = index < 0 ? scroll.top : scrolledTo(geometry, index, scroll)
    setScroll({ ...scroll, top, shown: meant, asked: top === scroll.top ? scroll.asked : { top } })
  }
  useLayoutEffect(() => {
    isAhead.current = true
    const frame = requestAnimationFrame(() => {
      isAhead.current = false
      if (element.current) element.current.scrollTop = scroll.asked.top
    })
    return () => cancelAnimationFrame(frame)
  }, [element, scroll.asked])
  useLayoutEffect(() => {
    const list = element.current
    if (list === null) return
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.contentRect.height ?? 0
      if (height > 0) setScroll((before) => resized(before, height))
    })
    observer.observe(list)
    return () => observer.disconnect()
  }, [element])
  const onScroll = useCallback(() => {
    // An event from before the last row was brought into view tells where the list was, not where it is going.
    const top = element.current?.scrollTop ?? 0
    if (!isAhead.current) setScroll((before) => (before.top === top ? before : { ...before, top }))
  }, [element])
  return { top: scroll.top, height: scroll.height, isMeasured: scroll.isMeasured, onScroll }
}

/** The row is brought into view anew when the list is measured for the first time, and afterwards left where it is. */
function resized(before: Scroll, height: number): Scroll {
  if (before.isMeasured && before.height === height) return before
  return { ...before, height, isMeasured: true, shown: before.isMeasured ? before.shown : null }
}
