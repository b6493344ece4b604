/** An empty place says what it is for and which key comes next. An empty day is an answer, not an error. */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { fetchList, isFeedDay } from '../actions/lists.ts'
import { go } from '../actions/navigate.ts'
import { surface } from '../commands/surfaces.ts'
import { localDayAt, type Day } from '../shared/days.ts'
import { dayList, type ListName } from '../shared/domain.ts'
import { listTitle } from '../text/feed-messages.ts'
import { isHeld } from '../shared/network.ts'
import { counted, longDay } from '../text/format.ts'
import { failureText } from '../text/failure-messages.ts'
import { decidedSentence, emptyDay, emptyPlace } from '../text/messages.ts'
import { useApp, useFeed, useLibrary, useView } from './app-context.tsx'
import { CommandKey, SentenceWithKeys } from './CommandKey.tsx'
import css from './EmptyList.module.css'

export function EmptyList() {
  const query = useLibrary((state) => state.list.query)
  if (query.place === 'triage' && query.day !== null) return <EmptyDay />
  if (query.list !== undefined) return <EmptyFeedList list={query.list} />
  const { title, body } = emptyPlace(query.place, query.tag)
  return (
    <Empty title={title}>
      <SentenceWithKeys parts={body} />
    </Empty>
  )
}

/** A list of the feed of which nothing is here: not yet, or not at all. */
function EmptyFeedList({ list }: { list: ListName }) {
  const app = useApp()
  const isFetching = useFeed((state) => state.fetching === list)
  const failure = useFeed(({ failed }) => (failed?.list === list ? failed.failure : null))
  return (
    <Empty title={listTitle(list)}>
      {isFetching
        ? 'Asking the feed for it now.'
        : failure === null
          ? 'The feed has nothing on this list.'
          : failureText(failure).title}
      {failure !== null && (
        <button type="button" className={css.next} onClick={() => void fetchList(app, list)}>
          Try again
        </button>
      )}
    </Empty>
  )
}

function EmptyDay() {
  const app = useApp()
  const day = useView((view) => view.day)
  const facts = useLibrary((state) => state.dayFacts)
  const today = useLibrary((state) => state.today)
  const near = useLibrary((state) => state.near?.previousUndecided ?? null)
  if (day === null) return null
  const isFinished = facts !== null && facts.papers.length > 0
  const title = isFinished ? `All ${facts.papers.length} decided` : longDay(day, today)
  const sentence = isFinished
    ? `${decidedSentence(facts)}${day === (today ?? localDayAt(app.now())) ? ' New papers may still arrive today.' : ''}`
    : emptyDay(day, facts, today)
  return (
    <Empty title={title}>
      {sentence}
      {near !== null && (
        <button type="button" className={css.next} onClick={() => void go(app, 'triage', { day: near.day })}>
          {longDay(near.day, today)}, {counted(near.count, 'undecided', 'undecided')}
        </button>
      )}
      {isFinished && (
        <button type="button" className={css.next} onClick={() => void go(app, 'queue')}>
          <CommandKey id="go.queue" /> read the queue
        </button>
      )}
      {!isFinished && facts?.state === 'unknown' && isFeedDay(app, day) && <Fetching day={day} />}
    </Empty>
  )
}

/** How it stands with a day that the feed is asked for because it is looked at. */
function Fetching({ day }: { day: Day }) {
  const app = useApp()
  const list = dayList(day)
  const isFetching = useFeed((state) => state.fetching === list)
  const failure = useFeed(({ failed }) => (failed?.list === list ? failed.failure : null))
  const { syncEveryMinutes, meteredNetworks } = useLibrary((state) => state.settings)
  const network = useFeed((state) => state.network)
  const isByHand = syncEveryMinutes === 0 || isHeld(meteredNetworks, network)
  if (isFetching) return <p role="status">Fetching it now.</p>
  if (failure === null && !isByHand) return null
  return (
    <>
      {failure !== null && <p role="status">{failureText(failure).title}</p>}
      <button type="button" className={css.next} onClick={() => void fetchList(app, list)}>
        {failure === null ? 'Fetch this day' : 'Try again'}
      </button>
    </>
  )
}

/** Takes the keyboard as a list would: it is what one hears on coming here. */
function Empty({ title, children }: { title: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null)
  const [titleId, bodyId] = [useId(), useId()]
  useLayoutEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section
      ref={ref}
      className={css.empty}
      tabIndex={-1}
      aria-labelledby={titleId}
      aria-describedby={bodyId}
      {...{ [surface.page]: '' }}
    >
      <h2 id={titleId} className={css.title}>
        {title}
      </h2>
      <div id={bodyId} className={css.body}>
        {children}
      </div>
    </section>
  )
}
