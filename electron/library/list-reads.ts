/** Reading lists and their days: the same for an open library and for the first look at one that is still closed. */
import type { Day } from '../../src/shared/days.ts'
import type { PaperId, PaperRow } from '../../src/shared/domain.ts'
import type { Days } from './days.ts'
import type { Library } from './library.ts'
import type { Lists } from './lists.ts'

type ListRead = 'counts' | 'tags' | 'list' | 'latestDay' | 'checkedDays' | 'dayFacts' | 'nearDays'

interface ListReadsParts {
  readonly lists: Lists
  readonly days: Days
  readonly rows: (ids: readonly PaperId[]) => readonly PaperRow[]
  /** The reader's day. */
  readonly today: () => Day
}

export function createListReads({ lists, days, rows, today }: ListReadsParts): Pick<Library, ListRead> {
  return {
    counts: () => lists.counts(today()),
    tags: lists.tags,
    list: (query, rowCount) => {
      const ids = lists.ids(query, today())
      return { ids, rows: rows(ids.slice(0, rowCount)) }
    },
    latestDay: days.latest,
    checkedDays: days.checkedBetween,
    dayFacts: days.facts,
    nearDays: (day) => days.near(day, today()),
  }
}
