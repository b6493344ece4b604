/** What happened to this paper here: where it was listed, and what was decided about it when. */
import type { HistoryEntry, Listing, PaperDetail } from '../shared/domain.ts'
import { isDay } from '../shared/days.ts'
import { listTitle, upvotesSentence } from '../text/feed-messages.ts'
import { counted, fullDay, longDay, moment } from '../text/format.ts'
import { useApp } from './app-context.tsx'
import { SubHeading } from './SubHeading.tsx'
import css from './History.module.css'

export function History({ detail }: { detail: PaperDetail }) {
  const app = useApp()
  const now = app.now()
  if (detail.listings.length + detail.history.length === 0) return null
  return (
    <section className={css.history} aria-label="History of this paper">
      <SubHeading className={css.label}>History</SubHeading>
      <ul>
        {detail.history.slice(0, 12).map((entry, index) => (
          <li key={index}>
            <span className={css.what}>{sentenceOf(entry)}</span> <time>{moment(entry.at, now)}</time>
          </li>
        ))}
        <Upvotes snapshots={detail.upvoteHistory} now={now} />
        {detail.listings.map((listing) => (
          <li key={listing.list}>
            <span className={css.what}>{listingOf(listing)}</span>
            {listing.upvotes !== null && <span>{counted(listing.upvotes, 'upvote')} then</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How the upvotes went, if they moved while somebody watched. */
function Upvotes({ snapshots, now }: { snapshots: PaperDetail['upvoteHistory']; now: number }) {
  const sentence = upvotesSentence(snapshots, now)
  if (sentence === null) return null
  return (
    <li>
      <span className={css.what}>{sentence.lead}</span>
      <span>{sentence.rest}</span>
    </li>
  )
}

function listingOf({ list, rank }: Listing): string {
  const [kind, name] = [list.slice(0, list.indexOf(':')), list.slice(list.indexOf(':') + 1)]
  switch (kind) {
    case 'day':
      return `${isDay(name) ? fullDay(name) : name}, number ${rank}`
    case 'page':
      return `Imported from “${name}”`
    default:
      return `${listTitle(list)}, number ${rank}`
  }
}

function sentenceOf({ kind, after }: HistoryEntry): string {
  switch (kind) {
    case 'verdict':
      return after === null || after === 'unread'
        ? 'Back to unread'
        : after === 'later'
          ? 'Later'
          : after === 'read'
            ? 'Read'
            : 'Skipped'
    case 'star':
      return after === null || after === 'false' || after === '0' || after === 'unstarred'
        ? 'Unstarred'
        : 'Starred'
    case 'tag':
      return after === null ? 'Tag taken off' : `Tagged #${after}`
    case 'snooze':
      return after !== null && isDay(after) ? `Snoozed until ${longDay(after, after)}` : 'Woken'
    case 'note':
      return 'Note written'
    case 'delete':
      return 'Deleted'
  }
}
