/** What became of the papers of each day, week or month: stacked bars, drawn by us, with a table for screen readers. */
import { isoWeekOf, type Day } from '../shared/days.ts'
import type { TriagePeriod } from '../shared/reviews.ts'
import { dayAndMonth } from '../text/format.ts'
import css from './Chart.module.css'

interface TriageChartProps {
  readonly periods: readonly TriagePeriod[]
  readonly unit: 'day' | 'week' | 'month'
}

const width = 560
const height = 150
const left = 32
const foot = 20
/** Of a letter of a label, about; and the least between two labels. */
const letterWidth = 6
const labelGap = 12
const unitNames = { day: 'day by day', week: 'week by week', month: 'month by month' } as const

export function TriageChart({ periods, unit }: TriageChartProps) {
  const most = Math.max(4, ...periods.map(totalOf))
  const top = niceTop(most)
  const slot = (width - left) / Math.max(periods.length, 12)
  const y = (value: number): number => height - foot - (value / top) * (height - foot - 8)
  return (
    <figure>
      <figcaption className={css.head}>
        <h2 className={css.title}>Triage, {unitNames[unit]}</h2>
        <span className={css.legend}>
          <i className={css.later} /> later <i className={css.read} /> read <i className={css.skipped} />{' '}
          skipped <i className={css.open} /> not decided
        </span>
      </figcaption>
      {periods.length > 0 && (
        <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {[0, top / 2, top].map((value) => (
            <g key={value}>
              <line className={css.hairline} x1={left} x2={width} y1={y(value)} y2={y(value)} />
              <text className={css.axis} x={left - 8} y={y(value) + 4} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {periods.map((period, index) => (
            <Bar
              key={period.from}
              period={period}
              x={left + index * slot + slot * 0.15}
              width={slot * 0.7}
              y={y}
            />
          ))}
          {labelled(periods, unit, slot).map(({ from, text, x }) => (
            <text key={from} className={css.axis} x={x} y={height - 4}>
              {text}
            </text>
          ))}
        </svg>
      )}
      <Table periods={periods} />
    </figure>
  )
}

interface BarProps {
  readonly period: TriagePeriod
  readonly x: number
  readonly width: number
  readonly y: (value: number) => number
}

function Bar({ period, x, width, y }: BarProps) {
  const parts = [
    ['later', period.later],
    ['read', period.read],
    ['skipped', period.skipped],
    ['open', period.unread],
  ] as const
  let below = 0
  return (
    <>
      {parts.map(([kind, count]) => {
        const from = below
        below += count
        return count === 0 ? null : (
          <rect
            key={kind}
            className={css[kind]}
            x={x}
            width={width}
            y={y(below)}
            height={y(from) - y(below)}
          />
        )
      })}
    </>
  )
}

function Table({ periods }: { periods: readonly TriagePeriod[] }) {
  return (
    <table className="visuallyHidden">
      <thead>
        <tr>
          <th>From</th>
          <th>Later</th>
          <th>Read</th>
          <th>Skipped</th>
          <th>Not decided</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.from}>
            <th>{dayAndMonth(period.from, null)}</th>
            <td>{period.later}</td>
            <td>{period.read}</td>
            <td>{period.skipped}</td>
            <td>{period.unread}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function totalOf({ later, read, skipped, unread }: TriagePeriod): number {
  return later + read + skipped + unread
}

/** The next round number above the highest bar, even, so that its half is one too. */
function niceTop(most: number): number {
  const step = 10 ** Math.floor(Math.log10(most))
  const nice = [1, 2, 4, 5, 6, 8, 10].find((factor) => factor * step >= most) ?? 10
  return Math.max(4, nice * step)
}

/** As many labels as have room beside each other, of days the first of each week. */
function labelled(
  periods: readonly TriagePeriod[],
  unit: TriageChartProps['unit'],
  slot: number,
): readonly { readonly from: Day; readonly text: string; readonly x: number }[] {
  let free = 0
  return periods.flatMap(({ from }, index) => {
    const before = periods[index - 1]?.from
    const isNewWeek = before === undefined || isoWeekOf(before) !== isoWeekOf(from)
    const text = dayAndMonth(from, from)
    const x = left + index * slot
    const end = x + text.length * letterWidth
    if ((unit === 'day' && !isNewWeek) || x < free || end > width) return []
    free = end + labelGap
    return [{ from, text, x }]
  })
}
