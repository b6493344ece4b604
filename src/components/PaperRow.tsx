/**
 * One row of a list: a line of a contents page. It holds no controls; the page has them. Screen readers hear the name of
 * the option around it instead of all its parts in a row.
 */
import { memo, type ReactNode } from 'react'
import type { PaperRow as Row } from '../shared/domain.ts'
import { matchesIn, type FoundPaper } from '../shared/search-matches.ts'
import type { SearchQuery } from '../shared/search-query.ts'
import { shortNumber } from '../text/format.ts'
import { Icon, type IconName } from './Icon.tsx'
import { Marked } from './Marked.tsx'
import { MarkdownLine } from './Markdown.tsx'
import { MathText } from './MathText.tsx'
import { segmentsOf } from './read-text.ts'
import css from './PaperRow.module.css'

export interface RowLook {
  /** What stands in the gutter while the paper is open: its number, its age. */
  readonly gutter: string
  /** Drawn greyed, with its verdict's glyph. */
  readonly isDecided: boolean
  readonly isCurrent: boolean
  readonly isSelected: boolean
  /** Arrived after the day was finished. */
  readonly isLate: boolean
  /** "back Monday 29 June" */
  readonly snoozed: string | null
  /** Something of it can be read without a network. */
  readonly isKept: boolean
  /** A fact that only this list tells. */
  readonly remark?: string | null
}

export interface PaperRowProps extends RowLook {
  readonly row: Row
  /** What of the paper answers a search; it stands in the second line. */
  readonly found?: FoundPaper | null
  /** The search, whose words are marked in the title. */
  readonly query?: SearchQuery | null
}

const glyphs: Readonly<Record<Row['verdict'], IconName | null>> = {
  unread: null,
  later: 'later',
  read: 'read',
  skipped: 'skipped',
}

export const PaperRow = memo(function PaperRow({ row, found = null, query = null, ...look }: PaperRowProps) {
  const note = row.noteLine !== null && row.noteLine !== ''
  const classes = [
    css.row,
    look.isDecided && css.decided,
    look.isCurrent && css.current,
    look.isSelected && css.selected,
    look.isLate && css.late,
  ]
  return (
    <div className={classes.filter(Boolean).join(' ')} aria-hidden="true">
      <span className={css.gutter}>
        <Gutter row={row} look={look} />
      </span>
      <div className={css.text} dir="auto">
        <div className={css.lines}>
          <div className={note || found ? css.titleOneLine : css.title}>
            <MathText segments={segmentsOf(row.title)} {...(query ? { mark: marking(query) } : {})} />
          </div>
          {found ? (
            <div className={found.source === 'note' ? css.note : css.summary} dir="auto">
              <Marked text={found.text} marks={found.marks} />
            </div>
          ) : note ? (
            <div className={css.note} dir="auto">
              <MarkdownLine text={row.noteLine ?? ''} />
            </div>
          ) : (
            row.summary !== null && (
              <div className={css.summary} dir="auto">
                <MathText segments={segmentsOf({ original: null, feed: row.summary })} />
              </div>
            )
          )}
        </div>
        <Facts row={row} look={look} />
      </div>
      <span className={css.upvotes}>{row.upvotes === null ? '' : shortNumber(row.upvotes)}</span>
      {row.isStarred && <Icon name="starred" size={14} className={css.star} />}
    </div>
  )
})

/** Marks the words of a search in a run of a title. */
function marking(query: SearchQuery): (text: string) => ReactNode {
  return (text) => <Marked text={text} marks={matchesIn(text, query, 'title')} />
}

function Gutter({ row, look }: { row: Row; look: RowLook }) {
  if (look.isSelected) {
    return (
      <span className={css.box}>
        <Icon name="tick" size={14} />
      </span>
    )
  }
  if (look.snoozed !== null) return <Icon name="snoozed" size={14} />
  const glyph = look.isDecided ? glyphs[row.verdict] : null
  return glyph === null ? look.gutter : <Icon name={glyph} size={14} />
}

function Facts({ row, look: { snoozed, isKept, remark = null } }: { row: Row; look: RowLook }) {
  const others = row.authorCount - (row.firstAuthor === null ? 0 : 1)
  const author = row.firstAuthor ?? (row.authorCount > 0 ? `${row.authorCount} authors` : '')
  const stars = row.githubStars !== null && row.githubStars >= 50 ? ` ${shortNumber(row.githubStars)}` : ''
  return (
    <div className={css.facts}>
      <span className={css.author}>
        <bdi>{author}</bdi>
        {row.firstAuthor !== null && others > 0 && ` +${others}`}
      </span>
      {row.organization !== null && (
        <span className={css.organization}>
          &nbsp;· <bdi>{row.organization}</bdi>
        </span>
      )}
      {row.hasCode && <span className={css.fact}>code{stars}</span>}
      {row.commentCount >= 2 && <span className={css.fact}>{shortNumber(row.commentCount)} comments</span>}
      {row.isSample && <span className={css.fact}>sample</span>}
      {row.putOff >= 2 && <span className={css.putOff}>put off {row.putOff} times</span>}
      {isKept && <span className={css.fact}>kept</span>}
      {snoozed !== null && <span className={css.fact}>{snoozed}</span>}
      {remark !== null && <span className={css.fact}>{remark}</span>}
      {row.tags.length > 0 && (
        <span className={css.tags}>
          {row.tags.map((tag) => (
            <bdi key={tag}>#{tag} </bdi>
          ))}
        </span>
      )}
    </div>
  )
}

/** A row whose paper has not arrived yet: its place is kept, nothing is drawn. */
export function RowPlaceholder() {
  return <div className={css.row} />
}
