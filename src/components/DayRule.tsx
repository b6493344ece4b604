/** The day's rule: one tick per paper in list order. An image whose label is the sentence below it. */
import type { Verdict } from '../shared/domain.ts'
import css from './DayRule.module.css'

interface DayRuleProps {
  readonly verdicts: readonly Verdict[]
  /** Index of the current paper, -1 if it is not on this day. */
  readonly current: number
  readonly label: string
}

const height = 20
const baseline = 14
/** Above this many papers the bars are thinner. */
const manyPapers = 80
const slots = 1000

export function DayRule({ verdicts, current, label }: DayRuleProps) {
  const slot = slots / Math.max(verdicts.length, 12)
  const bar = verdicts.length > manyPapers ? 2 : 4
  return (
    <svg className={css.rule} height={height} role="img" aria-label={label}>
      {verdicts.map((verdict, index) => (
        <Tick key={index} verdict={verdict} at={((index + 0.5) * slot) / slots} bar={bar} />
      ))}
      {current >= 0 && current < verdicts.length && (
        <rect
          className={css.current}
          x={percent((current * slot) / slots)}
          width={percent(slot / slots)}
          y={height - 2}
          height="2"
        />
      )}
    </svg>
  )
}

function Tick({ verdict, at, bar }: { verdict: Verdict; at: number; bar: number }) {
  const [width, tall] =
    verdict === 'unread' ? [1.5, 9] : verdict === 'skipped' ? [Math.min(bar, 4), 2] : [bar, 13]
  return (
    <rect
      className={css[verdict]}
      x={percent(at)}
      width={width}
      y={baseline - tall}
      height={tall}
      transform={`translate(${-width / 2} 0)`}
    />
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
