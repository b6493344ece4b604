/** arXiv's newest lists in the sidebar, for those who named categories, each with what is left to decide. */
import { useEffect } from 'react'
import { loadAnnounced } from '../actions/announcements.ts'
import { openAnnounced } from '../actions/feed-lists.ts'
import { Icon, type IconName } from '../components/Icon.tsx'
import { announcementKinds, readAnnouncementList, type AnnouncementKind } from '../shared/announcements.ts'
import { announcedSentence, kindNames } from '../text/announcement-messages.ts'
import { number } from '../text/format.ts'
import { useApp, useFeed, useLibrary, useView } from './app-context.tsx'
import css from './Sidebar.module.css'

/** Verdicts come in bursts; counting waits for their end. */
const quietMs = 500

const icons: Readonly<Record<AnnouncementKind, IconName>> = {
  new: 'announced',
  cross: 'crossListed',
  replace: 'sync',
}

export function AnnouncedLists() {
  const app = useApp()
  const categories = useLibrary((state) => state.settings.arxivCategories)
  const counts = useLibrary((state) => state.counts)
  const announced = useFeed((state) => state.announced)
  const shown = useView((view) => view.list)
  useEffect(() => {
    if (categories === null || counts.everything === 0) return undefined
    const timer = setTimeout(() => void loadAnnounced(app), quietMs)
    return () => clearTimeout(timer)
  }, [app, categories, counts])
  if (categories === null) return null
  const current = shown === null ? null : readAnnouncementList(shown)
  const unread = new Map(announced?.shown?.lists.map((list) => [list.kind, list.unread]))
  return (
    <section className={css.tags} aria-label="arXiv">
      <h2 className={css.heading} title={announcedSentence(announced, app.now())}>
        arXiv
      </h2>
      <ul>
        {announcementKinds.map((kind) => {
          const count = unread.get(kind)
          return (
            <li key={kind}>
              <button
                type="button"
                className={css.item}
                aria-current={current?.kind === kind ? 'page' : undefined}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void openAnnounced(app, kind)}
              >
                <Icon name={icons[kind]} className={css.icon} />
                <span className="visuallyHidden">
                  {count === undefined
                    ? `arXiv, ${kindNames[kind]}`
                    : `arXiv, ${kindNames[kind]}, ${number(count)}`}
                </span>
                <span className={css.label} aria-hidden="true">
                  {kindNames[kind]}
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
