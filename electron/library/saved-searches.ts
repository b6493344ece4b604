/** Searches that are kept as places: what saving, naming and removing one changes, and carrying that out or taking it back. */
import { mostSearches, type SavedSearch, type Settings } from '../../src/shared/settings.ts'
import type { SettingChange } from './journal.ts'

interface Home {
  readonly settings: () => Settings
  readonly save: (searches: Settings['searches']) => void
}

export type SavedSearches = ReturnType<typeof createSavedSearches>

/** They live among the settings. */
export function createSavedSearches({ settings, save }: Home) {
  return {
    isSaved: (text: string): boolean => settings().searches.some((saved) => saved.text === text),

    /** The change after which a search is kept under a name, or (null) no longer; null if there is nothing to change. */
    plan: (text: string, name: string | null): SettingChange | null => {
      const { searches } = settings()
      const at = searches.findIndex((saved) => saved.text === text)
      const before = searches[at]
      if ((before?.name ?? null) === name) return null
      return {
        kind: 'setting',
        paperId: null,
        before: before === undefined ? null : written(before),
        after: name === null ? null : written({ text, name }),
        beforeFact: before === undefined ? null : at,
        afterFact: name === null ? null : before === undefined ? searches.length : at,
      }
    },

    /** Carries out a change if the search is still as it was before it; says whether it did. */
    apply: ({ before, after, afterFact }: SettingChange): boolean => {
      const { searches } = settings()
      const from = before === null ? null : searches.findIndex((saved) => written(saved) === before)
      if (from === -1) return false
      const others = searches.filter((_, index) => index !== from)
      if (after === null) {
        save(others)
        return true
      }
      const search: SavedSearch = JSON.parse(after)
      const isTaken = others.some(({ text }) => text === search.text)
      if (isTaken || others.length >= mostSearches) return false
      save(others.toSpliced(from ?? afterFact ?? others.length, 0, search))
      return true
    },

    /** The name that a change is told by: the one that it gives, or takes away. */
    nameIn: ({ before, after }: SettingChange): string => JSON.parse(after ?? before ?? '{}').name,
  }
}

/** As the journal holds it. */
function written({ text, name }: SavedSearch): string {
  return JSON.stringify({ text, name })
}
