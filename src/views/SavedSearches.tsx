/** The saved searches in the sidebar, each a place with its count. */
import { useEffect } from 'react'
import { countSaved, openSaved } from '../actions/saved-searches.ts'
import { Icon } from '../components/Icon.tsx'
import { counted, number } from '../text/format.ts'
import { useApp, useLibrary, useSearch, useView } from './app-context.tsx'
import css from './Sidebar.module.css'

/** Changes come in bursts; counting waits for their end. */
const quietMs = 1_000

export function SavedSearches() {
  const app = useApp()
  const searches = useLibrary((state) => state.settings.searches)
  const counts = useLibrary((state) => state.counts)
  const isSearch = useView((view) => view.screen === 'search')
  const current = useSearch((search) => search.text.trim())
  const savedCounts = useSearch((search) => search.savedCounts)
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
        {searches.map((text) => {
          const count = savedCounts.get(text)
          return (
            <li key={text}>
              <button
                type="button"
                className={css.item}
                aria-current={isSearch && current === text ? 'page' : undefined}
                title={text}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void openSaved(app, text)}
              >
                <Icon name="search" className={css.icon} />
                <span className="visuallyHidden">
                  {count === undefined ? `Search ${text}` : `Search ${text}, ${counted(count, 'paper')}`}
                </span>
                <span className={css.label} aria-hidden="true">
                  {text}
                </span>
                <span className={css.count} aria-hidden="true">
                  {count === undefined ? '' : number(count)}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
