/** The note being written, one at a time, and what of others could not be saved: texts are here until the library has them. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Note, PaperId } from '../shared/domain.ts'

export interface NoteDraft {
  readonly paperId: PaperId
  readonly text: string
  /** What the library has, as far as known: the text is unsaved while it differs. */
  readonly savedText: string
  readonly baseRevision: number
  /** One writing of the note is one step of undo, however often it is saved. */
  readonly session: string
  readonly savedAt: number | null
  /** The note that somebody else saved meanwhile, until the reader has chosen. */
  readonly conflict: Note | null
}

export interface NotesState {
  readonly draft: NoteDraft | null
  /** The paper whose note was asked for and is still being fetched: what is typed now is meant for it. */
  readonly opening: PaperId | null
  /** Drafts that were left without being saved, by paper: the disk was full, or a conflict is unanswered. */
  readonly unsaved: ReadonlyMap<PaperId, NoteDraft>
}

/** A new store with no note open. */
export function createNotesStore(): StoreApi<NotesState> {
  return createStore<NotesState>(() => ({ draft: null, opening: null, unsaved: new Map() }))
}
