/** The elements that commands act on directly: list, page, note and fields, to give the focus to or hang menus from. */

/** Marks the elements; a component puts one on its root. */
export const surface = {
  list: 'data-surface-list',
  page: 'data-surface-page',
  note: 'data-surface-note',
  search: 'data-surface-search',
  day: 'data-surface-day',
} as const

/** Puts the focus where keys are heard best: on the list, or on the page where there is no list; else out of any field. */
export function focusMain(): void {
  const list = document.querySelector<HTMLElement>(`[${surface.list}]`)
  const page = document.querySelector<HTMLElement>(`[${surface.page}]`)
  const target = list?.checkVisibility({ visibilityProperty: true }) ? list : page
  if (target) target.focus({ preventScroll: true })
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** Whether the paper's page can be seen. */
export function isPageShown(): boolean {
  const page = document.querySelector<HTMLElement>(`[${surface.page}]`)
  return page?.checkVisibility({ visibilityProperty: true }) ?? false
}

/** Where the choice of a day hangs; null where no day is shown. */
export function belowDayButton(): { readonly x: number; readonly y: number } | null {
  const button = document.querySelector<HTMLElement>(`[${surface.day}]`)
  if (!button) return null
  const { left, bottom } = button.getBoundingClientRect()
  return { x: left - 12, y: bottom + 4 }
}

/** Where a menu of the current row hangs, so that it does not hide what it is about; null where no row can be seen. */
export function belowCurrentRow(): { readonly x: number; readonly y: number; readonly above: number } | null {
  const list = document.querySelector<HTMLElement>(`[${surface.list}]`)
  const row = document.getElementById(list?.getAttribute('aria-activedescendant') ?? '')
  if (!row?.checkVisibility({ visibilityProperty: true })) return null
  const { left, top, bottom } = row.getBoundingClientRect()
  return { x: left + 40, y: bottom, above: top }
}

/** Puts the focus into the search field, with its text selected. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>(`[${surface.search}]`)
  field?.focus()
  field?.select()
}

/** Puts the focus on the control that a command leads to, marked by `data-control`. */
export function focusControl(id: string): void {
  const control = document.querySelector<HTMLElement>(`[data-control="${id}"]`)
  control?.focus()
  control?.scrollIntoView({ block: 'center' })
}

/** Puts the focus on the next of list, page and note. */
export function focusNextRegion(): void {
  const regions = [`[${surface.list}]`, `[${surface.page}]`, `[${surface.note}]`]
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .filter((region) => region?.checkVisibility({ visibilityProperty: true }))
  const at = regions.findIndex((region) => region?.contains(document.activeElement))
  regions[(at + 1) % regions.length]?.focus({ preventScroll: true })
}
