/** The page: a paper as it wants to be read, with its verdicts above and the note below (beside it at full width). */
import { useLayoutEffect, useRef, type RefObject } from 'react'
import { openPaperMenu } from '../actions/navigate.ts'
import { visit } from '../actions/visit.ts'
import { surface } from '../commands/surfaces.ts'
import type { PaperDetail, PaperRow } from '../shared/domain.ts'
import { number } from '../text/format.ts'
import { screenNames } from '../text/messages.ts'
import { Abstract } from './Abstract.tsx'
import { useApp, useKept, useLibrary, useSearch, useView } from './app-context.tsx'
import { CommandButton, CommandKey, IconButton } from './CommandKey.tsx'
import { Facts } from './Facts.tsx'
import { FullText, PdfPage } from './FullText.tsx'
import { History } from './History.tsx'
import { KeptLine, NotKeptNotice } from './KeptLine.tsx'
import { Pictures, useHasPictures } from './Pictures.tsx'
import { NoteDock } from './NoteDock.tsx'
import { Similar } from './Similar.tsx'
import { TwinLine } from './TwinLine.tsx'
import { typesetters } from '../components/typesetters.ts'
import { MathText } from '../components/MathText.tsx'
import { segmentsOf } from '../components/read-text.ts'
import { run } from '../commands/run.ts'
import { Icon } from '../components/Icon.tsx'
import css from './PagePane.module.css'

export function PagePane() {
  const currentId = useView((view) => view.currentId)
  const isInList = useLibrary(({ list }) => currentId !== null && list.positions.has(currentId))
  const known = useLibrary((state) => (currentId === null ? undefined : state.details.get(currentId)))
  // The first page waits for its formulas, rather than move when they come.
  const detail = typesetters.useArrived().isOver ? known : undefined
  const row = useLibrary((state) => (currentId === null ? undefined : state.rows.get(currentId)))
  const isReading = useView((view) => view.isReading)
  const showsPdf = useView((view) => view.showsPdf)
  const paper = detail ?? row
  if (!isInList || !paper) return <section className={css.pane} aria-label="Paper" />
  return (
    <section className={isReading ? `${css.pane} ${css.reading}` : css.pane} aria-label="Paper">
      <PageBar paper={paper} />
      <div className={css.body}>
        {showsPdf ? (
          <PdfPage key={paper.id} id={paper.id} />
        ) : (
          <Article key={paper.id} paper={paper} detail={detail} />
        )}
        {detail && <NoteDock detail={detail} />}
      </div>
    </section>
  )
}

function PageBar({ paper }: { paper: PaperRow }) {
  const isReading = useView((view) => view.isReading)
  const isKept = useKept((state) => state.papers.get(paper.id)?.state === 'kept')
  return (
    <div className={css.bar} role="toolbar" aria-label="Paper">
      {isReading && <BackButton />}
      <span className={css.position}>
        <Position id={paper.id} />
      </span>
      <span className={css.space} />
      <CommandButton id="decide.later" isOn={paper.verdict === 'later'}>
        Later
      </CommandButton>
      <CommandButton id="decide.read" isOn={paper.verdict === 'read'}>
        Read
      </CommandButton>
      <CommandButton id="decide.skip" isOn={paper.verdict === 'skipped'}>
        Skip
      </CommandButton>
      <span className={css.divider} />
      <IconButton id="decide.star" icon={paper.isStarred ? 'starred' : 'star'} isOn={paper.isStarred} />
      <IconButton id="decide.snooze" icon="snoozed" isOn={paper.snoozedUntil !== null} />
      <IconButton id="paper.tag" icon="tag" isOn={paper.tags.length > 0} />
      <IconButton id="paper.keep" icon="keep" isOn={isKept} />
      <MoreButton />
    </div>
  )
}

/** Everything else that can be done with the paper, in its menu. */
function MoreButton() {
  const app = useApp()
  return (
    <button
      type="button"
      className={css.more}
      aria-label="More"
      title="More"
      aria-haspopup="menu"
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ currentTarget }) => {
        const { right, bottom } = currentTarget.getBoundingClientRect()
        openPaperMenu(app, { x: right - menuWidth, y: bottom + 4 })
      }}
    >
      <Icon name="more" />
    </button>
  )
}

/** Of look.md §4, in pixels at the usual size of text. */
const menuWidth = 268

function BackButton() {
  const app = useApp()
  const screen = useView((view) => view.screen)
  return (
    <button type="button" className={css.back} onClick={() => run(app, 'paper.close')}>
      <Icon name="previous" />
      {screen === 'triage' ? 'List' : screenNames[screen]}
      <CommandKey id="paper.close" />
    </button>
  )
}

/** "7 of 37": where the paper stands in the day, or in the list. */
function Position({ id }: { id: number }) {
  const found = useSearch(({ count }) => count?.count ?? 0)
  const isSearch = useView((view) => view.screen === 'search')
  const text = useLibrary(({ list, dayFacts }) => {
    const inDay =
      list.query.order === 'feed' ? (dayFacts?.papers.findIndex((paper) => paper.id === id) ?? -1) : -1
    if (inDay >= 0 && dayFacts) return `${inDay + 1} of ${number(dayFacts.papers.length)}`
    return `${number((list.positions.get(id) ?? 0) + 1)} of ${number(isSearch ? Math.max(found, list.ids.length) : list.ids.length)}`
  })
  return <>{text}</>
}

interface ArticleProps {
  readonly paper: PaperRow
  readonly detail: PaperDetail | undefined
}

function Article({ paper, detail }: ArticleProps) {
  const app = useApp()
  const textSize = useLibrary((state) => state.settings.textSize)
  const isReading = useView((view) => view.isReading)
  const hasPictures = useHasPictures(detail)
  const ref = useRef<HTMLElement>(null)
  // At full width the list's heading is out of sight, and the paper's is the page's own.
  const Heading = isReading ? 'h1' : 'h2'
  useFocusAgain(ref, isReading)
  // The text size is a token of the element, set through the DOM: the content policy has no inline styles.
  useLayoutEffect(() => {
    const size = textSize + (isReading ? 1 : 0)
    ref.current?.style.setProperty('--text-size', `${size / 16}rem`)
    ref.current?.style.setProperty('--text-leading', `${leadingOf(size) / 16}rem`)
  }, [textSize, isReading])
  return (
    // The pointer's way to what the bar and the keys reach, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={ref}
      className={css.article}
      tabIndex={-1}
      onContextMenu={(event) => {
        // What the pointer is on may have a menu of the system: a link, a picture, selected text.
        const isOther = event.target instanceof Element && event.target.closest('a, img, video') !== null
        if (isOther || document.getSelection()?.isCollapsed === false) return
        event.preventDefault()
        openPaperMenu(app, { x: event.clientX, y: event.clientY })
      }}
      {...{ [surface.page]: '' }}
    >
      <div className={css.column}>
        <Heading className={css.title} dir="auto">
          <MathText segments={segmentsOf(paper.title)} />
        </Heading>
        <Facts paper={paper} detail={detail} />
        <NotKeptNotice paper={paper} />
        <TwinLine paper={paper} />
        {detail && (
          <>
            <Abstract detail={detail} onLink={(address) => void visit(app, address)} />
            <KeptLine paper={paper} />
            <Pictures detail={detail} />
            {hasPictures && isReading && <FullText id={detail.id} />}
            {hasPictures && <Similar paper={detail} />}
            {hasPictures && <History detail={detail} />}
          </>
        )}
      </div>
    </article>
  )
}

/** At full width the next paper's page takes the focus over from the one that has gone. */
function useFocusAgain(ref: RefObject<HTMLElement | null>, isReading: boolean): void {
  useLayoutEffect(() => {
    if (!isReading) return undefined
    // In the frame's callback, because giving the focus makes the browser lay the page out.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [ref, isReading])
}

/** Lines of look.md §3: 15/24, 17/27, 18/29, 19/30, 21/33. */
function leadingOf(size: number): number {
  return Math.round(size * 1.59)
}
