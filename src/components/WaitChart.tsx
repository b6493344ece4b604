/** How long papers waited between Later and Read: one bar for each span of days, with a table for screen readers. */
import type { WaitSpan } from '../shared/reviews.ts'
import { number } from '../text/format.ts'
import { waitName } from '../text/review-messages.ts'
import css from './Chart.module.css'

const width = 400
const left = 112
const rowHeight = 30
const barHeight = 14
/** Room for the number beside the longest bar. */
const right = 36

export function WaitChart({ waits }: { waits: readonly WaitSpan[] }) {
  const most = Math.max(1, ...waits.map(({ count }) => count))
  const bar = (count: number): number => (count / most) * (width - left - right)
  const isEmpty = waits.every(({ count }) => count === 0)
  return (
    <figure>
      <figcaption className={css.head}>
        <h2 className={css.title}>From Later to Read</h2>
      </figcaption>
      {!isEmpty && (
        <svg
          className={css.narrowChart}
          viewBox={`0 0 ${width} ${waits.length * rowHeight + 4}`}
          aria-hidden="true"
        >
          <line className={css.hairline} x1={left} x2={left} y1="2" y2={waits.length * rowHeight + 2} />
          {waits.map((span, index) => {
            const y = index * rowHeight + rowHeight / 2 + 2
            return (
              <g key={span.from}>
                <text className={css.name} x={left - 8} y={y + 4} textAnchor="end">
                  {waitName(span)}
                </text>
                {span.count > 0 && (
                  <rect
                    className={css.read}
                    x={left}
                    y={y - barHeight / 2}
                    width={bar(span.count)}
                    height={barHeight}
                  />
                )}
                <text className={css.axis} x={left + bar(span.count) + 6} y={y + 4}>
                  {number(span.count)}
                </text>
              </g>
            )
          })}
        </svg>
      )}
      <table className="visuallyHidden">
        <thead>
          <tr>
            <th>Waited</th>
            <th>Papers</th>
          </tr>
        </thead>
        <tbody>
          {waits.map((span) => (
            <tr key={span.from}>
              <th>{waitName(span)}</th>
              <td>{span.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
