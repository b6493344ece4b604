/** The stores of the window for React: components below read them by small selectors. */
import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { keysOf } from '../commands/bindings.ts'
import type { CommandId } from '../shared/commands.ts'
import type { App } from '../stores/app.ts'
import type { KeptState } from '../stores/kept.ts'
import type { FeedState } from '../stores/feed.ts'
import type { JournalState } from '../stores/journal.ts'
import type { LibraryState } from '../stores/library.ts'
import type { Notices } from '../stores/notices.ts'
import type { NotesState } from '../stores/notes.ts'
import type { ReviewsState } from '../stores/reviews.ts'
import type { SearchState } from '../stores/search.ts'
import type { SimilarState } from '../stores/similar.ts'
import type { TwinsState } from '../stores/twins.ts'
import type { View } from '../stores/view.ts'

const AppContext = createContext<App | null>(null)

export const AppProvider = AppContext.Provider

/** The stores. Throws outside of an AppProvider. */
export function useApp(): App {
  const app = use(AppContext)
  if (!app) throw new Error('useApp needs an AppProvider above it')
  return app
}

export function useLibrary<T>(selector: (state: LibraryState) => T): T {
  return useStore(useApp().library, selector)
}

export function useView<T>(selector: (state: View) => T): T {
  return useStore(useApp().view, selector)
}

export function useKept<T>(selector: (state: KeptState) => T): T {
  return useStore(useApp().kept, selector)
}

export function useFeed<T>(selector: (state: FeedState) => T): T {
  return useStore(useApp().feed, selector)
}

export function useNotes<T>(selector: (state: NotesState) => T): T {
  return useStore(useApp().notes, selector)
}

export function useSearch<T>(selector: (state: SearchState) => T): T {
  return useStore(useApp().search, selector)
}

export function useSimilar<T>(selector: (state: SimilarState) => T): T {
  return useStore(useApp().similar, selector)
}

export function useTwins<T>(selector: (state: TwinsState) => T): T {
  return useStore(useApp().twins, selector)
}

export function useReviews<T>(selector: (state: ReviewsState) => T): T {
  return useStore(useApp().reviews, selector)
}

export function useJournal<T>(selector: (state: JournalState) => T): T {
  return useStore(useApp().journal, selector)
}

export function useNotices<T>(selector: (state: Notices) => T): T {
  return useStore(useApp().notices, selector)
}

/** The keys in force for a command, first the one to show; null if it has none. */
export function useKeys(id: CommandId): string | null {
  return useLibrary((state) => keysOf(id, state.settings.keys)[0] ?? null)
}
