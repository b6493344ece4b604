/** The stores of one window with the bridge they live on. Tests make as many as they like. */
import type { StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../bridge/bridge.ts'
import type { Input, Method, Outputs } from '../shared/contract.ts'
import type { PaperId } from '../shared/domain.ts'
import type { Envelope } from '../shared/errors.ts'
import { createKeptStore, type KeptState } from './kept.ts'
import { createFeedStore, type FeedState } from './feed.ts'
import { createJournalStore, type JournalState } from './journal.ts'
import { createLibraryStore, type LibraryState } from './library.ts'
import { createNoticesStore, type Notices } from './notices.ts'
import { createNotesStore, type NotesState } from './notes.ts'
import { createPaperChanges, type PaperChanges, type Watched } from './paper-changes.ts'
import { createSearchStore, type SearchState } from './search.ts'
import { createReviewsStore, type ReviewsState } from './reviews.ts'
import { createSimilarStore, type SimilarState } from './similar.ts'
import { createTwinsStore, type TwinsState } from './twins.ts'
import { createViewStore, type View } from './view.ts'

export interface App {
  readonly bridge: Bridge
  readonly library: StoreApi<LibraryState>
  readonly view: StoreApi<View>
  readonly kept: StoreApi<KeptState>
  readonly feed: StoreApi<FeedState>
  readonly notes: StoreApi<NotesState>
  readonly reviews: StoreApi<ReviewsState>
  readonly journal: StoreApi<JournalState>
  readonly notices: StoreApi<Notices>
  readonly search: StoreApi<SearchState>
  readonly similar: StoreApi<SimilarState>
  readonly twins: StoreApi<TwinsState>
  readonly isMac: boolean
  now(): number
  /**
   * Calls that change something go one after the other, so that an undo cannot overtake its verdict. An input that
   * depends on the calls before it is given as a function, which is called when its turn has come. `papers` are those
   * that the window shows changed already.
   */
  write<M extends Method>(
    method: M,
    input: Input<M> | (() => Input<M>),
    papers?: readonly PaperId[],
  ): Promise<Envelope<Outputs[M]>>
  /** Writes asked for and not yet answered. */
  pendingWrites(): number
  /** Resolves when every write asked for so far is answered. */
  written(): Promise<void>
  /** Asks for papers. What the answer says of an `outdated` one may be from before a change that the window shows. */
  read<M extends Method>(method: M, input: Input<M>): Promise<Watched<Envelope<Outputs[M]>>>
  /** Says which papers a write has changed, where that was not known before its answer. */
  readonly tellChanged: PaperChanges['tell']
}

/** Makes the stores of a window. `now` is the clock (ms). */
export function createApp(bridge: Bridge, options: { isMac: boolean; now: () => number }): App {
  let last: Promise<unknown> = Promise.resolve()
  let pending = 0
  const changes = createPaperChanges()
  return {
    bridge,
    library: createLibraryStore(),
    view: createViewStore(),
    kept: createKeptStore(),
    feed: createFeedStore(),
    notes: createNotesStore(),
    reviews: createReviewsStore(),
    journal: createJournalStore(),
    notices: createNoticesStore(),
    search: createSearchStore(),
    similar: createSimilarStore(),
    twins: createTwinsStore(),
    isMac: options.isMac,
    now: options.now,
    write<M extends Method>(
      method: M,
      input: Input<M> | (() => Input<M>),
      papers: readonly PaperId[] = [],
    ): Promise<Envelope<Outputs[M]>> {
      pending += 1
      const before = last
      const answer = changes
        .during(papers, async () => {
          await before
          return bridge.call(method, typeof input === 'function' ? input() : input)
        })
        .finally(() => (pending -= 1))
      last = answer
      return answer
    },
    pendingWrites: () => pending,
    async written() {
      await last
    },
    read: (method, input) => changes.watch(() => bridge.call(method, input)),
    tellChanged: changes.tell,
  }
}
