/** What the reader is told: one toast at a time, the last change in the status line, and the live region. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandSummary } from '../shared/domain.ts'
import type { CommandId } from '../shared/commands.ts'

export interface Toast {
  /** Grows by one with each toast, so that the same words twice are two. */
  readonly serial: number
  readonly text: string
  /** The command that answers it, with what it does in words: `z` brings them back. */
  readonly answer: { readonly command: CommandId; readonly words: string } | null
  readonly isWarning: boolean
}

export type LastChange = Pick<CommandSummary, 'kind' | 'value' | 'isRemoval' | 'count' | 'title'>

export interface Notices {
  readonly toast: Toast | null
  readonly lastChange: LastChange | null
  /** What a screen reader says; the serial makes the same words be said again. */
  readonly announcement: { readonly serial: number; readonly text: string }
}

/** A new store with nothing to say. */
export function createNoticesStore(): StoreApi<Notices> {
  return createStore<Notices>(() => ({
    toast: null,
    lastChange: null,
    announcement: { serial: 0, text: '' },
  }))
}
