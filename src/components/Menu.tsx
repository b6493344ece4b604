/** A short list of choices in a menu: arrows and Enter, or each by its number. */
import { useRef, type KeyboardEvent } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Keycap } from './Keycap.tsx'
import css from './Menu.module.css'

export interface MenuItem {
  readonly name: string
  readonly fact?: string
  readonly icon?: IconName
  /** The key that does the same outside the menu, shown instead of a number. */
  readonly keys?: string | null
  /** A rule stands above it: other things begin here. */
  readonly isApart?: boolean
  readonly act: () => void
}

interface MenuProps {
  readonly title: string
  readonly items: readonly MenuItem[]
  readonly isMac: boolean
}

export function Menu({ title, items, isMac }: MenuProps) {
  const list = useRef<HTMLDivElement>(null)
  const hasNumbers = items.every(({ keys }) => keys === undefined)
  const hear = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const step =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0
    const item = /^[1-9]$/.test(event.key) && hasNumbers ? items[Number(event.key) - 1] : undefined
    if (step === 0 && !item) return
    event.preventDefault()
    if (item) item.act()
    else buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <div ref={list} role="menu" tabIndex={-1} aria-label={title} className={css.menu} onKeyDown={hear}>
      <p className={css.title}>{title}</p>
      {items.map(({ name, fact, icon, keys, isApart = false, act }, index) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          data-first-focus={index === 0 ? '' : undefined}
          className={isApart ? `${css.item} ${css.apart}` : css.item}
          onClick={act}
        >
          {icon !== undefined && <Icon name={icon} size={14} />}
          <span className={css.name}>{name}</span>
          {fact !== undefined && <span className={css.fact}>{fact}</span>}
          {hasNumbers && index < 9 && <Keycap keys={String(index + 1)} isMac={isMac} />}
          {keys != null && <Keycap keys={keys} isMac={isMac} />}
        </button>
      ))}
    </div>
  )
}
