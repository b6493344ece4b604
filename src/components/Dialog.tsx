/** A modal panel on the platform's own dialog: focus trap, Escape and inertness come with it. */
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import css from './Dialog.module.css'

interface DialogProps {
  readonly label: string
  readonly size: 'palette' | 'sheet' | 'panel' | 'menu'
  readonly children: ReactNode
  /**
   * Where its corner stands, kept inside the window, and above what it stands where it does not fit below; without it,
   * where its size has its place.
   */
  readonly at?: { readonly x: number; readonly y: number; readonly above?: number } | null
  readonly onClose: () => void
}

/** What stays free of the window around it, in pixels. */
const edge = 8

export function Dialog({ label, size, children, at = null, onClose }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => dialog?.close()
  }, [])
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog || !at) return
    const right = window.innerWidth - dialog.offsetWidth - edge
    const bottom = window.innerHeight - dialog.offsetHeight - edge
    const above = (at.above ?? 0) - dialog.offsetHeight
    const top = at.y > bottom && above >= edge ? above : Math.min(at.y, bottom)
    dialog.style.margin = '0'
    dialog.style.left = `${Math.max(0, Math.min(at.x, right))}px`
    dialog.style.top = `${Math.max(0, top)}px`
  }, [at])
  return (
    // A press on the veil closes; the key for that is Escape, which the platform sends as `cancel`.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className={`${css.dialog} ${css[size]}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={css.inside}>{children}</div>
    </dialog>
  )
}
