/** The library in numbers: four drawn answers, each with a sentence and a table. No gauges, no streaks. */
import { useLayoutEffect } from 'react'
import { openStats } from '../actions/reviews.ts'
import { focusMain, surface } from '../commands/surfaces.ts'
import { TopicChart } from '../components/TopicChart.tsx'
import { TriageChart } from '../components/TriageChart.tsx'
import { WaitChart } from '../components/WaitChart.tsx'
import { statsRanges, type Stats, type StatsRange } from '../shared/reviews.ts'
import { counted, number } from '../text/format.ts'
import {
  middleDays,
  statsSpan,
  topicsSentence,
  triageSentence,
  waitSentence,
} from '../text/review-messages.ts'
import { useApp, useReviews } from './app-context.tsx'
import css from './StatsView.module.css'

const rangeNames: Readonly<Record<StatsRange, string>> = { weeks: '8 weeks', year: 'This year', all: 'All' }

export function StatsView() {
  const app = useApp()
  const stats = useReviews((state) => state.stats)
  const range = useReviews((state) => state.range)
  useLayoutEffect(focusMain, [])
  return (
    <section className={css.page} aria-label="Stats" tabIndex={-1} {...{ [surface.page]: '' }}>
      <header className={css.header}>
        <h1 className={css.title}>Stats</h1>
        {stats && <span className={css.span}>{statsSpan(stats)}</span>}
        <span className={css.space} />
        {statsRanges.map((each) => (
          <button
            key={each}
            type="button"
            className={css.range}
            aria-pressed={each === range}
            onClick={() => void openStats(app, each)}
          >
            {rangeNames[each]}
          </button>
        ))}
      </header>
      {stats && <Answers stats={stats} />}
    </section>
  )
}

function Answers({ stats }: { stats: Stats }) {
  return (
    <>
      <p className={css.totals}>
        <Total value={stats.listed} words={stats.listed === 1 ? 'paper listed' : 'papers listed'} />
        <Total value={stats.decided} words="decided" />
        <Total value={stats.later} words="for later" />
        <Total value={stats.laterRead} words="of them read" />
        <Total value={stats.starred} words="starred" />
        <Total value={stats.notes} words={stats.notes === 1 ? 'note' : 'notes'} />
      </p>
      <div className={css.answers}>
        <section className={css.wide} aria-label="Triage over time">
          <TriageChart periods={stats.periods} unit={stats.unit} />
          <p className={css.finding}>{triageSentence(stats)}</p>
        </section>
        <section aria-label="How long papers wait">
          <h2 className={css.heading}>How long papers wait</h2>
          <dl className={css.facts}>
            <Fact name="Listed to decided, middle paper" value={middleDays(stats.daysToDecide)} />
            <Fact name="Later to read, middle paper" value={middleDays(stats.daysToRead)} />
            <Fact name="Still in the queue after 30 days" value={counted(stats.longInQueue, 'paper')} />
            <Fact name="Skipped, then brought back" value={counted(stats.broughtBack, 'paper')} />
            <Fact name="Verdicts undone" value={`${number(stats.undone)} of ${number(stats.verdicts)}`} />
          </dl>
          <p className={css.finding}>
            Counted from your own verdicts on this computer. Nothing is sent anywhere.
          </p>
        </section>
        <section className={css.wide} aria-label="What you star">
          <TopicChart topics={stats.topics} starred={stats.starred} listed={stats.sampled} />
          <p className={css.finding}>{topicsSentence(stats)}</p>
        </section>
        <section aria-label="From Later to Read">
          <WaitChart waits={stats.waits} />
          <p className={css.finding}>{waitSentence(stats)}</p>
        </section>
      </div>
    </>
  )
}

function Total({ value, words }: { value: number; words: string }) {
  return (
    <span className={css.total}>
      <b>{number(value)}</b> {words}
    </span>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
