/** The note being written. One at a time; its text is here until the library has it. */
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
}

/** A new store with no note open. */
export function createNotesStore(): StoreApi<NotesState> {
  return createStore<NotesState>(() => ({ draft: null }))
}
