/** Writing a note: its source, and below it how it reads. There is no save button; it says when it was saved. */
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { saveNote, settleConflict, writeNote } from '../actions/notes.ts'
import { visit } from '../actions/visit.ts'
import { focusMain } from '../commands/surfaces.ts'
import { Keycap } from '../components/Keycap.tsx'
import { Markdown } from '../components/Markdown.tsx'
import { savedAt } from '../text/format.ts'
import { useApp, useNotes } from './app-context.tsx'
import css from './NoteEditor.module.css'

const renderAfterMs = 150

export function NoteEditor() {
  const app = useApp()
  const draft = useNotes((state) => state.draft)
  const field = useRef<HTMLTextAreaElement>(null)
  const text = draft?.text ?? ''
  const rendered = useDelayed(text, renderAfterMs)

  useLayoutEffect(() => {
    const area = field.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])

  if (!draft) return null
  const leave = (): void => {
    void saveNote(app, { andClose: true })
    requestAnimationFrame(focusMain)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    leave()
  }
  return (
    <div className={css.editor}>
      <p className={css.head}>
        <b>Note</b>
        <span role="status">{draft.savedAt === null ? 'saved as you type' : savedAt(draft.savedAt)}</span>
        <span className={css.space} />
        <button type="button" className={css.leave} onClick={leave}>
          <span className="visuallyHidden">Leave the note</span>
          <Keycap keys="Escape" isMac={app.isMac} />
        </button>
      </p>
      <textarea
        ref={field}
        className={css.source}
        aria-label="Note"
        spellCheck
        value={text}
        rows={3}
        onChange={(event) => writeNote(app, event.target.value)}
        onBlur={() => void saveNote(app)}
        onKeyDown={onKey}
      />
      {draft.conflict !== null && <Conflict theirs={draft.conflict.text} />}
      {rendered.trim() !== '' && (
        <div className={css.reads}>
          <p className={css.label}>As it reads</p>
          <Markdown text={rendered} onLink={(address) => void visit(app, address)} />
        </div>
      )}
    </div>
  )
}

function Conflict({ theirs }: { theirs: string }) {
  const app = useApp()
  return (
    <div className={css.conflict} role="alert">
      <p>
        <b>This note was changed elsewhere meanwhile.</b> It says there:
      </p>
      <blockquote>{theirs}</blockquote>
      <p className={css.choices}>
        <button type="button" className="button" onClick={() => void settleConflict(app, 'mine')}>
          Keep what is here
        </button>
        <button type="button" className="button" onClick={() => void settleConflict(app, 'theirs')}>
          Take the other
        </button>
      </p>
    </div>
  )
}

/** The value as it was when it had not changed for `ms`: rendering never holds up typing. */
function useDelayed(value: string, ms: number): string {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return delayed
}
