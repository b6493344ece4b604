/** The lists of arXiv's announcements: which days there are, and what is left to decide on each list. */
import {
  announcementKinds,
  announcementList,
  readAnnouncementList,
  type AnnouncedDay,
} from '../../src/shared/announcements.ts'
import type { Day } from '../../src/shared/days.ts'
import type { ListName } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'

interface Found {
  readonly list: ListName
}

/** Returns the function that gives the lists of a day in some categories, or of the newest day; null if there are none. */
export function createAnnounced(db: Db, today: () => Day) {
  // The names of one set of categories lie side by side in the index: ';' comes after ':'.
  const newest = db.prepare<{ from: string; to: string }, Found>(
    'SELECT list FROM listings WHERE list > @from AND list < @to ORDER BY list DESC LIMIT 1',
  )
  const oldest = db.prepare<{ from: string; to: string }, Found>(
    'SELECT list FROM listings WHERE list > @from AND list < @to ORDER BY list LIMIT 1',
  )
  const count = db.prepare<{ list: ListName; today: Day }, { count: number; unread: number }>(`
    SELECT count(*) AS count,
      count(*) FILTER (WHERE t.verdict = 'unread' AND (t.snoozed_until IS NULL OR t.snoozed_until <= @today)) AS unread
    FROM listings AS l CROSS JOIN triage AS t ON t.paper_id = l.paper_id
    WHERE l.list = @list AND l.is_removed = 0 AND t.is_removed = 0`)
  const dayOf = (found: Found | undefined): Day | null =>
    found === undefined ? null : (readAnnouncementList(found.list)?.day ?? null)

  return (categories: string, wanted: Day | null): AnnouncedDay | null => {
    const [from, to] = [`arxiv:${categories}:`, `arxiv:${categories};`]
    const day = wanted ?? dayOf(newest.get({ from, to }))
    if (day === null) return null
    const lists = announcementKinds.flatMap((kind) => {
      const list = announcementList({ categories, day, kind })
      const counted = count.get({ list, today: today() })
      return counted === undefined || counted.count === 0 ? [] : [{ list, kind, ...counted }]
    })
    return {
      day,
      previous: dayOf(newest.get({ from, to: `${from}${day}` })),
      next: dayOf(oldest.get({ from: `${from}${day};`, to })),
      lists,
    }
  }
}
