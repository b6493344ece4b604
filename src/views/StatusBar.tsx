/** The foot of the window: when the feed was asked and what that means; the last change and how to take it back. */
import { useEffect, useState } from 'react'
import { pauseBackfill } from '../actions/backfill.ts'
import { run } from '../commands/run.ts'
import { Icon } from '../components/Icon.tsx'
import type { CommandId } from '../shared/commands.ts'
import { isHeld } from '../shared/network.ts'
import { backfillSentence } from '../text/feed-messages.ts'
import { statusLine } from '../text/messages.ts'
import { changeSentence } from '../text/change-messages.ts'
import { useApp, useFeed, useLibrary, useNotes, useNotices, useView } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './StatusBar.module.css'

const refreshMs = 60_000

export function StatusBar() {
  return (
    <footer className={css.bar}>
      <Left />
      <span className={css.space} />
      <Right />
    </footer>
  )
}

function Left() {
  const sync = useLibrary((state) => state.sync)
  const facts = useLibrary((state) => state.dayFacts)
  const now = useNow()
  const { icon, text, isWarning } = statusLine(sync, facts, now)
  const isRunning = sync.phase === 'running'
  return (
    <>
      <span className={isWarning ? css.warning : css.left} role="status">
        {icon !== null && <Icon name={icon} size={14} className={isRunning ? css.turning : undefined} />}
        <span className={css.text}>{text}</span>
      </span>
      {isRunning && <Key id="paper.close" words="stop" />}
      {(isWarning || sync.offlineSince !== null) && !isRunning && <Key id="sync.start" words="now" />}
      {!isRunning && <Spared />}
      {!isRunning && <Backfill now={now} />}
    </>
  )
}

/** Nothing comes by itself on a metered network; where nothing does anyway, there is nothing to say. */
function Spared() {
  const { syncEveryMinutes, meteredNetworks } = useLibrary((state) => state.settings)
  const network = useFeed((state) => state.network)
  if (syncEveryMinutes === 0 || !isHeld(meteredNetworks, network)) return null
  return (
    <>
      <span className={css.text}>Metered network: nothing is fetched by itself.</span>
      <Key id="sync.start" words="now" />
    </>
  )
}

function Backfill({ now }: { now: number }) {
  const app = useApp()
  const backfill = useFeed((state) => state.backfill)
  if (backfill === null) return null
  return (
    <>
      <span className={css.text}>{backfillSentence(backfill, now)}</span>
      <button type="button" className={css.key} onClick={() => void pauseBackfill(app)}>
        <u>{backfill.phase === 'paused' ? 'go on' : 'pause'}</u>
      </button>
    </>
  )
}

function Right() {
  const change = useNotices((state) => state.lastChange)
  const isWriting = useNotes((state) => state.draft !== null)
  const selected = useView((view) => view.selected.size)
  if (isWriting) return <span className={css.text}>Saved as you type</span>
  if (selected > 0) {
    return (
      <>
        <span className={css.text}>
          <b>{selected} selected</b> · a verdict now applies to {selected === 1 ? 'it' : 'all of them'}
        </span>
        <Key id="paper.close" words="clear" />
      </>
    )
  }
  if (!change) return null
  return (
    <>
      <span className={css.text}>{changeSentence(change)}</span>
      <Key id="journal.undo" words="undo" />
    </>
  )
}

/** A key with what it does here; a press does the same, and leaves the focus where keys are heard. */
function Key({ id, words }: { id: CommandId; words: string }) {
  const app = useApp()
  return (
    <button
      type="button"
      className={css.key}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(app, id)}
    >
      <CommandKey id={id} /> {words}
    </button>
  )
}

/** The clock, often enough for sentences in minutes. */
function useNow(): number {
  const app = useApp()
  const [now, setNow] = useState(() => app.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(app.now()), refreshMs)
    return () => clearInterval(timer)
  }, [app])
  return Math.max(now, 0)
}
