/** The saved searches in the sidebar, each a place with its name and count. */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import {
  countSaved,
  openSaved,
  openSavedMenu,
  removeSaved,
  renameSaved,
  startRenaming,
  stopRenaming,
} from '../actions/saved-searches.ts'
import { focusMain } from '../commands/surfaces.ts'
import { Icon } from '../components/Icon.tsx'
import type { SavedSearch } from '../shared/settings.ts'
import { counted, number } from '../text/format.ts'
import { useApp, useLibrary, useSearch, useView } from './app-context.tsx'
import css from './Sidebar.module.css'

/** Changes come in bursts; counting waits for their end. */
const quietMs = 1_000

export function SavedSearches() {
  const app = useApp()
  const searches = useLibrary((state) => state.settings.searches)
  const counts = useLibrary((state) => state.counts)
  const renaming = useSearch((search) => search.renaming)
  useEffect(() => {
    if (searches.length === 0 || counts.everything === 0) return undefined
    const timer = setTimeout(() => void countSaved(app), quietMs)
    return () => clearTimeout(timer)
  }, [app, searches, counts])
  if (searches.length === 0) return null
  return (
    <section className={css.tags} aria-label="Saved searches">
      <h2 className={css.heading}>Searches</h2>
      <ul>
        {searches.map((saved) => (
          <li key={saved.text}>
            <Place saved={saved} />
            {renaming === saved.text && <NameField saved={saved} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Out of sight while its name is written, so that it can have the focus again afterwards. */
function Place({ saved: { text, name } }: { readonly saved: SavedSearch }) {
  const app = useApp()
  const isShown = useView((view) => view.screen === 'search')
  const isCurrent = useSearch((search) => search.text.trim() === text)
  const isRenaming = useSearch((search) => search.renaming === text)
  const count = useSearch((search) => search.savedCounts.get(text))
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'F2' && event.key !== 'Delete') return
    event.preventDefault()
    if (event.key === 'F2') startRenaming(app, text)
    else void removeSaved(app, text).then(goOnFrom(event.currentTarget.closest('li')))
  }
  return (
    <button
      type="button"
      className={css.item}
      hidden={isRenaming}
      aria-current={isShown && isCurrent ? 'page' : undefined}
      aria-keyshortcuts="F2 Delete"
      title={text}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void openSaved(app, text)}
      onKeyDown={hear}
      onContextMenu={(event) => {
        event.preventDefault()
        openSavedMenu(app, text, { x: event.clientX, y: event.clientY })
      }}
    >
      <Icon name="search" className={css.icon} />
      <span className="visuallyHidden">
        {count === undefined ? `Search ${name}` : `Search ${name}, ${counted(count, 'paper')}`}
      </span>
      <span className={css.label} aria-hidden="true">
        {name}
      </span>
      <span className={css.count} aria-hidden="true">
        {count === undefined ? '' : number(count)}
      </span>
    </button>
  )
}

/** The search that takes the focus when this one has gone, or else the list. */
function goOnFrom(item: Element | null): () => void {
  const beside = (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector('button')
  return () => requestAnimationFrame(() => (beside ? beside.focus() : focusMain()))
}

/** The name is kept by Enter and by going elsewhere, and left as it was by Escape. */
function NameField({ saved: { text, name } }: { readonly saved: SavedSearch }) {
  const app = useApp()
  const field = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const finish = (end: () => void): void => {
    if (isOver.current) return
    isOver.current = true
    end()
  }
  const hear = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    const { value, parentElement } = event.currentTarget
    finish(() => (event.key === 'Enter' ? void renameSaved(app, text, value) : stopRenaming(app)))
    requestAnimationFrame(() => parentElement?.querySelector('button')?.focus())
  }
  return (
    <input
      ref={field}
      className={css.nameField}
      aria-label={`Name of the search ${text}`}
      defaultValue={name}
      placeholder={text}
      maxLength={1000}
      spellCheck={false}
      onKeyDown={hear}
      onBlur={(event) => {
        const { value } = event.currentTarget
        finish(() => void renameSaved(app, text, value))
      }}
    />
  )
}
