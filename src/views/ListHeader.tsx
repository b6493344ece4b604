/** The head of a place. In Triage the date, the day's rule and one sentence; elsewhere the name and how many. */
import { moveDay, nextOrder } from '../actions/navigate.ts'
import { run } from '../commands/run.ts'
import { surface } from '../commands/surfaces.ts'
import { DayRule } from '../components/DayRule.tsx'
import { readAnnouncementList } from '../shared/announcements.ts'
import type { Counts, Place } from '../shared/domain.ts'
import { isHere } from '../stores/kept.ts'
import { orderOf, placeOf } from '../stores/view.ts'
import { announcementFacts } from '../text/announcement-messages.ts'
import { counted, number } from '../text/format.ts'
import { failureText } from '../text/failure-messages.ts'
import { daySentence, orderName } from '../text/messages.ts'
import { placeTitle } from '../text/place-title.ts'
import { useApp, useFeed, useKept, useLibrary, useView } from './app-context.tsx'
import { CommandButton, CommandKey } from './CommandKey.tsx'
import { HeaderButton } from './HeaderButton.tsx'
import { SearchHeader } from './SearchHeader.tsx'
import css from './ListHeader.module.css'

export function ListHeader() {
  const hasDay = useView((view) => view.screen === 'triage' && view.day !== null)
  const isSearch = useView((view) => view.screen === 'search')
  const isAnnouncement = useView((view) => view.list !== null && readAnnouncementList(view.list) !== null)
  if (isSearch) return <SearchHeader />
  return (
    <header className={css.header}>
      <div className={css.line}>
        <Title />
        {(hasDay || isAnnouncement) && <DayArrows hasChoice={hasDay} />}
        <span className={css.space} />
        <OrderButton />
      </div>
      {hasDay ? <Day /> : <PlaceFacts />}
    </header>
  )
}

function Title() {
  const view = useView((state) => state)
  const today = useLibrary((state) => state.today)
  return placeOf(view.screen) === null ? null : <h1 className={css.title}>{placeTitle(view, today)}</h1>
}

/** `hasChoice`: whether any day can be gone to, as the feed's can. */
function DayArrows({ hasChoice }: { hasChoice: boolean }) {
  const app = useApp()
  return (
    <span className={css.arrows}>
      <HeaderButton
        command="move.previousDay"
        name="Previous day"
        icon="previous"
        onPress={() => void moveDay(app, -1)}
      />
      <HeaderButton command="move.nextDay" name="Next day" icon="next" onPress={() => void moveDay(app, 1)} />
      {hasChoice && <DayChoice />}
    </span>
  )
}

function DayChoice() {
  const app = useApp()
  return (
    <HeaderButton
      command="go.day"
      name="Go to a day"
      icon="day"
      opensDialog
      surface={surface.day}
      onPress={() => run(app, 'go.day')}
    />
  )
}

function OrderButton() {
  const app = useApp()
  const name = useView((view) => {
    const place = placeOf(view.screen)
    return place === null ? null : orderName(orderOf(view, place), place)
  })
  if (name === null) return null
  return (
    <button
      type="button"
      className={css.order}
      aria-label={`Order: ${name}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void nextOrder(app)}
    >
      {name}
      <CommandKey id="list.order" />
    </button>
  )
}

function Day() {
  const app = useApp()
  const facts = useLibrary((state) => state.dayFacts)
  const currentId = useView((view) => view.currentId)
  if (!facts || facts.papers.length === 0) return <div className={css.noRule} />
  const { lead, rest } = daySentence(facts, app.now())
  return (
    <>
      <DayRule
        verdicts={facts.papers.map(({ verdict }) => verdict)}
        current={facts.papers.findIndex(({ id }) => id === currentId)}
        label={lead + rest}
      />
      <div className={css.line}>
        <p className={css.sentence} aria-hidden="true">
          <b>{lead}</b>
          {rest}
        </p>
        <span className={css.space} />
        <NarrowActions />
      </div>
    </>
  )
}

/** The verdicts and the way to the page, where the page is not beside the list. */
function NarrowActions() {
  const hasPaper = useLibrary(({ list }) => list.ids.length > 0)
  if (!hasPaper) return null
  return (
    <span className={css.narrow}>
      <CommandButton id="decide.later">Later</CommandButton>
      <CommandButton id="decide.read">Read</CommandButton>
      <CommandButton id="decide.skip">Skip</CommandButton>
      <CommandButton id="paper.open">Open</CommandButton>
    </span>
  )
}

/** Whether the list of the feed that is shown is being asked for, or could not be. */
function ListState() {
  const list = useView((view) => view.list)
  const isFetching = useFeed((state) => list !== null && state.fetching === list)
  const failure = useFeed(({ failed }) => (list !== null && failed?.list === list ? failed.failure : null))
  if (isFetching) return <span role="status"> · asking the feed</span>
  return failure === null ? null : <span role="status"> · {failureText(failure).title}</span>
}

const countWords: Readonly<Record<Place, (counts: Counts, shown: number) => string>> = {
  triage: (_, shown) => counted(shown, 'paper to decide', 'papers to decide'),
  queue: (counts) => `${number(counts.queue)} to read`,
  starred: (_, shown) => `${number(shown)} starred`,
  read: (_, shown) => `${number(shown)} read`,
  skipped: (_, shown) => `${number(shown)} skipped`,
  everything: (_, shown) => counted(shown, 'paper'),
  notes: (_, shown) => `${number(shown)} with a note`,
}

/** How many papers of the list can be read without a network. */
function KeptCount() {
  const positions = useLibrary((state) => state.list.positions)
  const papers = useKept((state) => state.papers)
  const count = [...papers.values()].filter((paper) => isHere(paper) && positions.has(paper.paperId)).length
  return count === 0 ? null : ` · ${number(count)} kept offline`
}

/** How many papers of the queue sleep; they stand at its end. */
function Snoozed() {
  const count = useLibrary(({ list }) => list.ids.length - list.lateFrom)
  return count === 0 ? null : <> · {number(count)} snoozed</>
}

function PlaceFacts() {
  const today = useLibrary((state) => state.today)
  const list = useView((view) => view.list)
  const place = useLibrary((state) => state.list.query.place)
  const isReady = useLibrary((state) => state.list.status === 'ready')
  const text = useLibrary((state) => countWords[place](state.counts, state.list.ids.length))
  const announcement = list === null ? null : readAnnouncementList(list)
  return (
    <div className={`${css.line} ${css.below}`}>
      <p className={css.sentence}>
        {isReady ? <b>{text}</b> : ' '}
        {isReady && place === 'queue' && <Snoozed />}
        {(place === 'queue' || place === 'starred') && <KeptCount />}
        {announcement !== null && ` · ${announcementFacts(announcement, today)}`}
        <ListState />
      </p>
      <span className={css.space} />
      <NarrowActions />
    </div>
  )
}
