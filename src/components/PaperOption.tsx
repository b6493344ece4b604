/** A paper as an option of a listbox, with what the mouse can do to it. */
import type { Ref } from 'react'
import type { PaperId, PaperRow as Row } from '../shared/domain.ts'
import { PaperRow, RowPlaceholder, type PaperRowProps, type RowLook } from './PaperRow.tsx'

/** What a list asks of whoever shows it. It must stay the same object: a row is drawn again only when it has changed. */
export interface ListDelegate {
  readonly nameOf: (row: Row) => string
  readonly descriptionOf: (row: Row, look: Pick<RowLook, 'isKept' | 'snoozed' | 'remark'>) => string
  readonly onPoint: (
    index: number,
    event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean },
  ) => void
  readonly onOpen: (index: number) => void
  readonly onMenu: (index: number, at: { readonly x: number; readonly y: number }) => void
  readonly onDrag: (index: number, data: DataTransfer) => void
}

interface PaperOptionProps extends Omit<PaperRowProps, 'row'> {
  /** What `aria-activedescendant` refers to. */
  readonly elementId: string
  readonly className: string | undefined
  readonly index: number
  /** How many options there are, where not all of them are in the document. */
  readonly count?: number
  readonly paperId: PaperId | undefined
  /** Missing until the paper has arrived. */
  readonly row: Row | undefined
  readonly isMultiple: boolean
  readonly delegate: ListDelegate
  readonly ref?: Ref<HTMLDivElement>
}

export function PaperOption(props: PaperOptionProps) {
  const { elementId, className, index, count, paperId, row, isMultiple, delegate, ref, ...look } = props
  return (
    // Keys are heard by the window: the focus is on the listbox, which points at this option.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={ref}
      id={elementId}
      className={className}
      role="option"
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- every role has it since ARIA 1.3
      aria-description={row ? delegate.descriptionOf(row, look) : ''}
      aria-selected={isMultiple ? look.isSelected : look.isCurrent}
      aria-posinset={count === undefined ? undefined : index + 1}
      aria-setsize={count}
      data-paper={paperId}
      onClick={(event) => delegate.onPoint(index, event)}
      onDoubleClick={() => delegate.onOpen(index)}
      onContextMenu={(event) => {
        event.preventDefault()
        delegate.onMenu(index, { x: event.clientX, y: event.clientY })
      }}
      draggable
      onDragStart={(event) => delegate.onDrag(index, event.dataTransfer)}
    >
      <span className="visuallyHidden">{row ? delegate.nameOf(row) : ''}</span>
      {row ? <PaperRow row={row} {...look} /> : <RowPlaceholder />}
    </div>
  )
}
