/**
 * Writing a note: what is typed is saved by itself, 400 ms after the last key and whenever the note is left. Each save
 * names the revision it was based on; if somebody saved meanwhile nothing is lost: both texts are shown and the reader
 * chooses. What cannot be saved when its note is left waits here, and is tried again with the next save that succeeds.
 */
import type { Input } from '../shared/contract.ts'
import { longestNote, type PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { withDetail } from '../stores/library.ts'
import type { NoteDraft } from '../stores/notes.ts'
import { fetchPaper, takeCounts } from './load.ts'
import { tellFailure, toast } from './notify.ts'
import { noteTooLong } from '../text/messages.ts'

const debounceMs = 400
const timers = new WeakMap<App, ReturnType<typeof setTimeout>>()

/** Opens the note of the current paper for writing. */
export async function openNote(app: App): Promise<void> {
  const { currentId } = app.view.getState()
  if (currentId === null || app.notes.getState().draft?.paperId === currentId) return
  if (!app.library.getState().details.has(currentId)) {
    app.notes.setState({ opening: currentId })
    await fetchPaper(app, currentId)
    if (app.notes.getState().opening !== currentId) return
    app.notes.setState({ opening: null })
  }
  const note = app.library.getState().details.get(currentId)?.note
  if (!note || app.view.getState().currentId !== currentId) return
  putAside(app)
  const unsaved = app.notes.getState().unsaved.get(currentId)
  if (unsaved) return takeUp(app, unsaved)
  const draft: NoteDraft = {
    paperId: currentId,
    text: note.text,
    savedText: note.text,
    baseRevision: note.revision,
    session: crypto.randomUUID(),
    savedAt: null,
    conflict: null,
  }
  app.notes.setState({ draft })
}

/** Whether the note of the current paper was asked for and is still being fetched. */
export function isOpening(app: App): boolean {
  const { opening } = app.notes.getState()
  return opening !== null && opening === app.view.getState().currentId
}

/** Leaves the note of the current paper that was asked for and is still being fetched. Whether there was one. */
export function leaveOpening(app: App): boolean {
  if (!isOpening(app) || app.view.getState().dialog !== null) return false
  app.notes.setState({ opening: null })
  return true
}

/** Makes way for another note: this one is saved behind it, or waits for an answer to its conflict. */
function putAside(app: App): void {
  const { draft } = app.notes.getState()
  if (draft?.conflict) keepUnsaved(app, draft)
  else void saveNote(app, { andClose: true })
}

/** Lets a draft wait that is no longer open. */
function keepUnsaved(app: App, draft: NoteDraft): void {
  app.notes.setState(({ unsaved }) => ({ unsaved: new Map(unsaved).set(draft.paperId, draft) }))
}

function takeUp(app: App, draft: NoteDraft): void {
  app.notes.setState({ draft, unsaved: without(app, draft) })
}

function without(app: App, { paperId }: NoteDraft): ReadonlyMap<PaperId, NoteDraft> {
  const unsaved = new Map(app.notes.getState().unsaved)
  unsaved.delete(paperId)
  return unsaved
}

/** Takes what was typed and saves it soon. */
export function writeNote(app: App, text: string): void {
  updateDraft(app, { text })
  clearTimeout(timers.get(app))
  timers.set(
    app,
    setTimeout(() => void saveNote(app), debounceMs),
  )
}

/** Saves the note now if it has changed; `andClose` leaves the editor at once and saves behind it. */
export async function saveNote(app: App, options: { andClose?: boolean } = {}): Promise<void> {
  clearTimeout(timers.get(app))
  const { draft } = app.notes.getState()
  if (!draft) return
  // A conflict stays open until it is answered: neither text may vanish.
  if (options.andClose && !draft.conflict) {
    showInDetail(app, draft)
    app.notes.setState({ draft: null })
  }
  if (draft.text === draft.savedText || draft.conflict) return
  // Marked as saved while under way, so that a second save does not send the same text twice.
  updateDraft(app, { savedText: draft.text })
  if (await send(app, draft)) await saveWaiting(app)
}

/** Tries again what waits to be saved. */
export async function saveWaiting(app: App): Promise<void> {
  for (const draft of app.notes.getState().unsaved.values()) {
    if (draft.conflict) continue
    app.notes.setState({ unsaved: without(app, draft) })
    await send(app, draft)
  }
}

/** The texts that are not in the library, or not known to be. */
export function unsavedNotes(app: App): readonly NoteDraft[] {
  const { draft, unsaved } = app.notes.getState()
  const isOpen = draft !== null && (draft.text !== draft.savedText || draft.conflict !== null)
  return [...unsaved.values(), ...(isOpen ? [draft] : [])]
}

/** Saves texts that this library could not take where it was before. */
export async function saveMoved(app: App, drafts: readonly NoteDraft[]): Promise<void> {
  for (const draft of drafts) keepUnsaved(app, draft)
  await saveWaiting(app)
}

/** Saves the text of a draft, open or left. Whatever comes of it, the text is in the library or here. */
async function send(app: App, draft: NoteDraft): Promise<boolean> {
  const { paperId, text, session } = draft
  if (text.length > longestNote) {
    notSaved(app, draft)
    toast(app, noteTooLong(text.length - longestNote), null, true)
    return false
  }
  const edit = (): Input<'notes.save'> => ({
    paperId,
    text,
    session,
    baseRevision: revisions.get(session) ?? draft.baseRevision,
  })
  const answer = await app.write('notes.save', edit, [paperId])
  if (answer.ok) {
    const { note, counts } = answer.value
    revisions.set(session, note.revision)
    if (draftOf(app, session))
      updateDraft(app, { baseRevision: note.revision, savedAt: note.editedAt ?? app.now() })
    takeCounts(app, counts)
    await fetchPaper(app, paperId)
    refreshNoteLine(app, paperId)
  } else if (answer.error.code === 'conflict') await openConflict(app, draft)
  else {
    notSaved(app, draft)
    tellFailure(app, answer.error)
  }
  return answer.ok
}

function notSaved(app: App, draft: NoteDraft): void {
  const { draft: open } = app.notes.getState()
  if (open === null) app.notes.setState({ draft })
  // Opened again meanwhile, it may show the text as if it were saved.
  else if (open.paperId === draft.paperId) updateDraft(app, { savedText: draft.savedText })
  else keepUnsaved(app, draft)
}

/** The newest revision each writing has reached: a save that waited behind another builds on that one's. */
const revisions = new Map<string, number>()

async function openConflict(app: App, draft: NoteDraft): Promise<void> {
  const answer = await app.bridge.call('papers.get', { id: draft.paperId })
  if (!answer.ok) return tellFailure(app, answer.error)
  app.library.setState((state) => ({ details: withDetail(state.details, answer.value) }))
  const current = draftOf(app, draft.session) ?? draft
  if (draftOf(app, draft.session) === null) putAside(app)
  app.view.setState({ currentId: draft.paperId })
  app.notes.setState({ draft: { ...current, conflict: answer.value.note } })
}

/** Ends a conflict: with the own text saved over the other, or with the other text. */
export async function settleConflict(app: App, keep: 'mine' | 'theirs'): Promise<void> {
  const { draft } = app.notes.getState()
  if (!draft?.conflict) return
  const { conflict } = draft
  revisions.set(draft.session, conflict.revision)
  app.notes.setState({
    draft: {
      ...draft,
      text: keep === 'mine' ? draft.text : conflict.text,
      savedText: conflict.text,
      baseRevision: conflict.revision,
      conflict: null,
    },
  })
  await saveNote(app)
}

function showInDetail(app: App, draft: NoteDraft): void {
  const detail = app.library.getState().details.get(draft.paperId)
  if (!detail) return
  const note = { ...detail.note, text: draft.text, editedAt: draft.savedAt ?? app.now() }
  app.library.setState((state) => ({ details: withDetail(state.details, { ...detail, note }) }))
}

function refreshNoteLine(app: App, id: PaperId): void {
  app.library.setState(({ rows, details }) => {
    const [row, detail] = [rows.get(id), details.get(id)]
    if (!row || !detail) return {}
    return { rows: new Map(rows).set(id, { ...row, noteLine: detail.noteLine }) }
  })
}

function draftOf(app: App, session: string): NoteDraft | null {
  const { draft } = app.notes.getState()
  return draft?.session === session ? draft : null
}

function updateDraft(app: App, patch: Partial<NoteDraft>): void {
  app.notes.setState(({ draft }) => ({ draft: draft && { ...draft, ...patch } }))
}
