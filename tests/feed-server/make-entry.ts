/** Entries in the shape the feed serves now, for tests that need papers of their own. */
import type { Day } from '../../src/shared/days.ts'
import type { Entry } from './day-files.ts'

export interface EntryFacts {
  readonly id: string
  readonly day: Day
  readonly title?: string
  readonly summary?: string
  readonly upvotes?: number
  readonly comments?: number
  /** Names of what the authors gave along, `a.png`. */
  readonly media?: readonly string[]
}

/** One entry; what is not given is made from the id. */
export function makeEntry({
  id,
  day,
  title,
  summary,
  upvotes = 5,
  comments = 1,
  media = [],
}: EntryFacts): Entry {
  const name = title ?? `A study of things numbered ${id}`
  const abstract = summary ?? `We study things numbered ${id} and find that they are O(n^2) in 3 of 4 cases.`
  const login = `reader${id.replace('.', '')}`
  return {
    paper: {
      id,
      authors: [
        { _id: `a${id}`, name: 'Ada Example', hidden: false },
        { _id: `b${id}`, name: 'Bo Beispiel', hidden: false, user: { user: login, fullname: 'Bo Beispiel' } },
      ],
      publishedAt: `${day}T00:00:00.000Z`,
      submittedOnDailyAt: `${day}T00:00:00.000Z`,
      title: name,
      summary: abstract,
      upvotes,
      discussionId: `d${id}`,
      ai_summary: `Things numbered ${id} are studied.`,
      ai_keywords: ['things', 'numbers'],
      githubRepo: `https://github.com/example/${id.replace('.', '-')}`,
      githubStars: 12,
      ...(media.length > 0 && {
        mediaUrls: media.map((name) => `https://cdn-uploads.huggingface.co/production/uploads/${name}`),
      }),
      organization: { _id: 'o1', name: 'example', fullname: 'Example University' },
    },
    publishedAt: `${day}T00:00:00.000Z`,
    title: name,
    summary: abstract,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: comments,
    submittedBy: { _id: 's1', fullname: 'Sam Submitter', name: 'sam' },
    isAuthorParticipating: false,
  }
}

/** `count` entries of a day, with ids `<prefix>.00001` and so on. */
export function makeEntries(day: Day, count: number, prefix = day.slice(2, 4) + day.slice(5, 7)): Entry[] {
  const start = Number(day.slice(8)) * 200
  return Array.from({ length: count }, (_, index) =>
    makeEntry({ id: `${prefix}.${String(start + index).padStart(5, '0')}`, day, upvotes: count - index }),
  )
}
