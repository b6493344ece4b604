/** The places with their counts. While `g` is pending each count gives way to the letter that leads there. */
import { useEffect } from 'react'
import { go } from '../actions/navigate.ts'
import { keysOf, keyWords } from '../commands/bindings.ts'
import { Icon, Mark, type IconName } from '../components/Icon.tsx'
import { loadTwins } from '../actions/twins.ts'
import { Keycap } from '../components/Keycap.tsx'
import type { CommandId } from '../shared/commands.ts'
import type { Counts } from '../shared/domain.ts'
import type { Screen } from '../stores/view.ts'
import { number } from '../text/format.ts'
import { useApp, useKeys, useLibrary, useTwins, useView } from './app-context.tsx'
import { AnnouncedLists } from './AnnouncedLists.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { dropPapers, takesPapers } from './drag.ts'
import css from './Sidebar.module.css'

interface PlaceEntry {
  readonly screen: Screen
  readonly name: string
  readonly icon: IconName
  readonly command: CommandId
  readonly count: keyof Counts | null
}

const groups: readonly (readonly PlaceEntry[])[] = [
  [
    { screen: 'triage', name: 'Triage', icon: 'triage', command: 'go.triage', count: 'triage' },
    { screen: 'queue', name: 'Queue', icon: 'later', command: 'go.queue', count: 'queue' },
    { screen: 'starred', name: 'Starred', icon: 'star', command: 'go.starred', count: 'starred' },
    { screen: 'notes', name: 'Notes', icon: 'note', command: 'go.notes', count: 'notes' },
    { screen: 'week', name: 'Week', icon: 'week', command: 'go.week', count: null },
  ],
  [
    { screen: 'read', name: 'Read', icon: 'read', command: 'go.read', count: 'read' },
    { screen: 'skipped', name: 'Skipped', icon: 'skipped', command: 'go.skipped', count: 'skipped' },
    {
      screen: 'everything',
      name: 'Everything',
      icon: 'everything',
      command: 'go.everything',
      count: 'everything',
    },
  ],
  [
    { screen: 'search', name: 'Search', icon: 'search', command: 'search.open', count: null },
    { screen: 'stats', name: 'Stats', icon: 'stats', command: 'go.stats', count: null },
    { screen: 'history', name: 'History', icon: 'undo', command: 'go.history', count: null },
    { screen: 'settings', name: 'Settings', icon: 'settings', command: 'go.settings', count: null },
  ],
]

export function Sidebar() {
  return (
    <nav className={css.sidebar} aria-label="Places">
      <div className={css.brand}>
        <Mark size={18} />
        <span className={css.name}>Octavo</span>
      </div>
      {groups.map((group) => (
        <ul key={group[0]?.screen} className={css.group}>
          {group.map((entry) => (
            <PlaceItem key={entry.screen} {...entry} />
          ))}
        </ul>
      ))}
      <AnnouncedLists />
      <Twins />
      <SavedSearches />
      <Tags />
    </nav>
  )
}

/** Changes come in bursts, and papers are compared in the background after them. */
const quietMs = 2_000

/** The place of papers that are here twice, while there are any. */
function Twins() {
  const app = useApp()
  const counts = useLibrary((state) => state.counts)
  const found = useTwins((state) => state.pairs.length)
  const isShown = useView((view) => view.screen === 'twins')
  useEffect(() => {
    if (counts.everything === 0) return undefined
    const timer = setTimeout(() => void loadTwins(app), quietMs)
    return () => clearTimeout(timer)
  }, [app, counts])
  if (found === 0 && !isShown) return null
  return (
    <ul className={css.group}>
      <PlaceItem screen="twins" name="Duplicates" icon="copy" command="go.twins" count={null} found={found} />
    </ul>
  )
}

function PlaceItem({ screen, name, icon, command, count, found }: PlaceEntry & { readonly found?: number }) {
  const app = useApp()
  const isCurrent = useView((view) => view.screen === screen && view.tag === null && view.list === null)
  const value = useLibrary((state) => (count === null ? (found ?? null) : state.counts[count]))
  const keys = useKeys(command)
  const pending = useView((view) => view.pendingKeys[0])
  const letter = useLibrary((state) => sequenceAfter(keysOf(command, state.settings.keys), pending))
  return (
    <li>
      <button
        type="button"
        className={css.item}
        aria-current={isCurrent ? 'page' : undefined}
        title={keys === null ? name : `${name} (${keyWords(keys, app.isMac)})`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void go(app, screen)}
        onDragOver={(event) => {
          if (takesPapers(screen, event.dataTransfer)) event.preventDefault()
        }}
        onDrop={(event) => {
          if (!takesPapers(screen, event.dataTransfer)) return
          event.preventDefault()
          event.stopPropagation()
          dropPapers(app, screen, event.dataTransfer)
        }}
      >
        <span className="visuallyHidden">{value === null ? name : `${name}, ${number(value)}`}</span>
        <Icon name={icon} className={css.icon} />
        <span className={css.label} aria-hidden="true">
          {name}
        </span>
        {letter === null ? (
          <span className={css.count} aria-hidden="true">
            {value === null ? '' : number(value)}
          </span>
        ) : (
          <span className={css.letter}>
            <Keycap keys={letter} isMac={app.isMac} />
          </span>
        )}
      </button>
    </li>
  )
}

/** The key that finishes a sequence begun with `first`, or null. */
function sequenceAfter(bindings: readonly string[], first: string | undefined): string | null {
  if (first === undefined) return null
  for (const keys of bindings) {
    const [begin, end] = keys.split(' ')
    if (begin === first && end !== undefined) return end
  }
  return null
}

function Tags() {
  const app = useApp()
  const tags = useLibrary((state) => state.tags)
  const current = useView((view) => view.tag)
  if (tags.length === 0) return null
  return (
    <section className={css.tags} aria-label="Tags">
      <h2 className={css.heading}>Tags</h2>
      <ul>
        {tags.slice(0, 12).map(({ name, count }) => (
          <li key={name}>
            <button
              type="button"
              className={css.item}
              aria-current={current === name ? 'page' : undefined}
              title={`#${name}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void go(app, 'everything', { tag: name })}
            >
              <span className={css.hash} aria-hidden="true">
                #
              </span>
              <span className="visuallyHidden">{`Tag ${name}, ${count}`}</span>
              <span className={css.label} aria-hidden="true">
                {name}
              </span>
              <span className={css.count} aria-hidden="true">
                {number(count)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
