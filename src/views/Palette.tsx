/** The command palette: everything by its name, with the key that would have done it. */
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { addPapers } from '../actions/feed.ts'
import { searchFeed } from '../actions/feed-lists.ts'
import { go, openDialog } from '../actions/navigate.ts'
import { openPaper } from '../actions/open-paper.ts'
import { findPapers } from '../actions/search.ts'
import { keysOf } from '../commands/bindings.ts'
import { findEntries, type Entry, type Found } from '../commands/palette.ts'
import { run } from '../commands/run.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Icon, type IconName } from '../components/Icon.tsx'
import { Keycap } from '../components/Keycap.tsx'
import { plainText } from '../components/read-text.ts'
import type { CommandId } from '../shared/commands.ts'
import type { PaperId, PaperRow } from '../shared/domain.ts'
import { counted, longDay } from '../text/format.ts'
import { useApp, useLibrary } from './app-context.tsx'
import { useContexts } from './use-contexts.ts'
import css from './Palette.module.css'

/** Typing that goes on is not searched for. */
const pauseMs = 120

const groupNames = {
  add: 'From the feed',
  command: 'Commands',
  paper: 'Papers',
  setting: 'Settings',
  tag: 'Tags',
  feed: 'Elsewhere',
} as const

export function Palette() {
  const app = useApp()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const rows = useLibrary((state) => state.rows)
  const list = useLibrary((state) => state.list)
  const tags = useLibrary((state) => state.tags)
  const papers = useMemo(
    () =>
      list.ids.flatMap((id) => rows.get(id) ?? []).map((row) => ({ id: row.id, name: plainText(row.title) })),
    [list, rows],
  )
  const elsewhere = usePapersFor(text)
  const contexts = useContexts()
  const found = useMemo(
    () => findEntries(text, { contexts, papers, elsewhere, tags }),
    [text, contexts, papers, elsewhere, tags],
  )

  const act = (entry: Entry | undefined): void => {
    if (!entry) return
    openDialog(app, null)
    // After the dialog has gone: a command may open another one, or take the focus.
    requestAnimationFrame(() => {
      if (entry.kind === 'command') run(app, entry.id)
      else if (entry.kind === 'paper') void openPaper(app, entry.id)
      else if (entry.kind === 'setting') void go(app, 'settings', { section: entry.section })
      else if (entry.kind === 'add') void addPapers(app, entry.id)
      else if (entry.kind === 'feed') void searchFeed(app, entry.id)
      else void go(app, 'everything', { tag: entry.id })
    })
  }
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter') act(found[active]?.entry)
    else if (step !== 0) setActive((active + step + found.length) % Math.max(found.length, 1))
    else return
    event.preventDefault()
  }
  return (
    <Dialog label="Commands" size="palette" onClose={() => openDialog(app, null)}>
      <div className={css.field}>
        <Icon name="search" />
        <input
          className={css.input}
          data-first-focus=""
          role="combobox"
          aria-label="Find a command, a paper, a tag or a setting"
          aria-expanded="true"
          aria-controls="palette-results"
          aria-activedescendant={found.length > 0 ? `palette-${active}` : undefined}
          placeholder="Find a command, a paper, a tag or a setting"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
          }}
          onKeyDown={hear}
        />
        <Keycap keys="Escape" isMac={app.isMac} />
      </div>
      <div id="palette-results" role="listbox" aria-label="Results" className={css.results}>
        {found.map((item, index) => (
          <Result
            key={`${item.entry.kind}${item.entry.id}`}
            found={item}
            index={index}
            isActive={index === active}
            isFirstOfKind={found[index - 1]?.entry.kind !== item.entry.kind}
            onChoose={() => act(item.entry)}
          />
        ))}
        {text.trim() !== '' && found.every(({ entry }) => entry.kind === 'feed') && (
          <p className={css.none}>Nothing is called “{text}”.</p>
        )}
      </div>
      <div className={css.foot} aria-hidden="true">
        <Keycap keys="ArrowUp" isMac={app.isMac} />
        <Keycap keys="ArrowDown" isMac={app.isMac} /> choose
        <span className={css.gap} />
        <Keycap keys="Enter" isMac={app.isMac} /> do it
      </div>
    </Dialog>
  )
}

interface ResultProps {
  readonly found: Found
  readonly index: number
  readonly isActive: boolean
  readonly isFirstOfKind: boolean
  readonly onChoose: () => void
}

function Result({ found: { entry, ranges }, index, isActive, isFirstOfKind, onChoose }: ResultProps) {
  return (
    <>
      {isFirstOfKind && (
        <p className={css.group} role="presentation">
          {groupNames[entry.kind]}
        </p>
      )}
      <button
        id={`palette-${index}`}
        type="button"
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        ref={(element) => {
          if (isActive) element?.scrollIntoView({ block: 'nearest' })
        }}
        className={css.result}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onChoose}
      >
        {entry.kind === 'paper' ? <PaperIcon id={entry.id} /> : <Icon name={iconOf(entry)} />}
        <span className={entry.kind === 'paper' ? css.paper : css.name}>
          <Matched text={entry.name} ranges={ranges} />
        </span>
        <Side entry={entry} />
      </button>
    </>
  )
}

/** The name with its matched letters underlined. */
function Matched({ text, ranges }: { text: string; ranges: readonly number[] }) {
  const parts = []
  let at = 0
  for (let index = 0; index < ranges.length; index += 2) {
    const [from = 0, to = 0] = [ranges[index], ranges[index + 1]]
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
}

function Side({ entry }: { entry: Entry }) {
  const app = useApp()
  const keys = useLibrary((state) =>
    entry.kind === 'command' ? keysOf(entry.id, state.settings.keys)[0] : undefined,
  )
  if (entry.kind === 'paper') return <PaperFact id={entry.id} />
  if (entry.kind === 'setting') return <span className={css.fact}>{entry.section}</span>
  if (entry.kind === 'tag') return <span className={css.fact}>{counted(entry.count, 'paper')}</span>
  return keys === undefined ? null : <Keycap keys={keys} isMac={app.isMac} />
}

/** The glyph of its verdict, as in a list. */
function PaperIcon({ id }: { id: PaperId }) {
  const verdict = useLibrary((state) => state.rows.get(id)?.verdict ?? 'unread')
  return <Icon name={verdict === 'unread' ? 'pdf' : verdict} />
}

/** Where a paper stands: in the queue, or on its day. */
function PaperFact({ id }: { id: PaperId }) {
  const today = useLibrary((state) => state.today)
  const row = useLibrary((state) => state.rows.get(id))
  if (!row) return null
  const day = row.listedOn === null ? '' : longDay(row.listedOn, today)
  return <span className={css.fact}>{row.verdict === 'later' ? 'in the queue' : day}</span>
}

/** Papers of the whole library for the text, found when the typing pauses. */
function usePapersFor(text: string): readonly { readonly id: PaperId; readonly name: string }[] {
  const app = useApp()
  const [papers, setPapers] = useState<readonly PaperRow[]>([])
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(() => {
      void findPapers(app, text).then((found) => {
        if (!isStale) setPapers(found)
      })
    }, pauseMs)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [app, text])
  return useMemo(() => papers.map((row) => ({ id: row.id, name: plainText(row.title) })), [papers])
}

const icons: Readonly<Partial<Record<CommandId, IconName>>> = {
  'decide.later': 'later',
  'decide.read': 'read',
  'decide.skip': 'skipped',
  'decide.skipRest': 'skipped',
  'decide.star': 'star',
  'decide.snooze': 'snoozed',
  'paper.note': 'note',
  'paper.tag': 'tag',
  'paper.visit': 'page',
  'paper.pdf': 'pdf',
  'paper.discussion': 'discussion',
  'go.triage': 'triage',
  'go.queue': 'later',
  'go.starred': 'star',
  'go.notes': 'note',
  'go.read': 'read',
  'go.skipped': 'skipped',
  'go.everything': 'everything',
  'go.week': 'week',
  'go.stats': 'stats',
  'go.history': 'undo',
  'go.settings': 'settings',
  'search.open': 'search',
  'journal.undo': 'undo',
  'sync.start': 'sync',
}

function iconOf(entry: Exclude<Entry, { readonly kind: 'paper' }>): IconName {
  if (entry.kind === 'tag') return 'tag'
  if (entry.kind === 'add') return 'pdf'
  if (entry.kind === 'setting') return 'settings'
  if (entry.kind === 'feed') return 'search'
  return icons[entry.id] ?? 'next'
}
