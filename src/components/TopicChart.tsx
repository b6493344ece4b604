/** What is starred against what is listed: for each topic two points and the way between them. */
import type { Topic } from '../shared/reviews.ts'
import css from './Chart.module.css'

interface TopicChartProps {
  readonly topics: readonly Topic[]
  /** Papers starred, and papers whose topics were looked at. */
  readonly starred: number
  readonly listed: number
}

const width = 560
const left = 190
const rowHeight = 30
const shownTopics = 8

export function TopicChart({ topics, starred, listed }: TopicChartProps) {
  const shown = topics.slice(0, shownTopics).map((topic) => ({
    name: topic.name,
    starred: (100 * topic.starred) / Math.max(starred, 1),
    listed: (100 * topic.listed) / Math.max(listed, 1),
  }))
  const top = Math.max(
    10,
    Math.ceil(Math.max(0, ...shown.flatMap((each) => [each.starred, each.listed])) / 10) * 10,
  )
  const x = (share: number): number => left + 8 + (share / top) * (width - left - 24)
  const height = shown.length * rowHeight + 28
  return (
    <figure>
      <figcaption className={css.head}>
        <h2 className={css.title}>What you star, against what is listed</h2>
        <span className={css.legend}>
          <i className={css.ring} /> listed <i className={css.dot} /> starred
        </span>
      </figcaption>
      {shown.length > 0 && (
        <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {[0, top / 2, top].map((share) => (
            <g key={share}>
              <line className={css.hairline} x1={x(share)} x2={x(share)} y1="4" y2={height - 24} />
              <text className={css.axis} x={x(share)} y={height - 6} textAnchor="middle">
                {share}%
              </text>
            </g>
          ))}
          {shown.map((topic, index) => {
            const y = index * rowHeight + rowHeight / 2 + 4
            const rises = topic.starred >= topic.listed
            return (
              <g key={topic.name}>
                <text className={css.name} x={left - 8} y={y + 4} textAnchor="end">
                  {shortened(topic.name)}
                </text>
                <line
                  className={rises ? css.gain : css.loss}
                  x1={x(topic.listed)}
                  x2={x(topic.starred)}
                  y1={y}
                  y2={y}
                />
                <circle className={css.listed} cx={x(topic.listed)} cy={y} r="4.500" />
                <circle className={css.starred} cx={x(topic.starred)} cy={y} r="5" />
              </g>
            )
          })}
        </svg>
      )}
      <table className="visuallyHidden">
        <thead>
          <tr>
            <th>Topic</th>
            <th>Of the listed papers</th>
            <th>Of the starred papers</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((topic) => (
            <tr key={topic.name}>
              <th>{topic.name}</th>
              <td>{Math.round(topic.listed)}%</td>
              <td>{Math.round(topic.starred)}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

function shortened(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name
}
