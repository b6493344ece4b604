/** The note at the foot of the page, or beside it at full width: as it reads, or being written. */
import { openNote } from '../actions/notes.ts'
import { visit } from '../actions/visit.ts'
import { surface } from '../commands/surfaces.ts'
import { Markdown } from '../components/Markdown.tsx'
import type { PaperDetail } from '../shared/domain.ts'
import { moment } from '../text/format.ts'
import { useApp, useNotes } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import css from './NoteDock.module.css'

export function NoteDock({ detail }: { detail: PaperDetail }) {
  const app = useApp()
  const isWriting = useNotes((state) => state.draft?.paperId === detail.id)
  const { text, editedAt } = detail.note
  if (isWriting) {
    return (
      <aside className={css.dock} aria-label="Note">
        <NoteEditor key={detail.id} />
      </aside>
    )
  }
  if (text.trim() === '') {
    return (
      <aside className={`${css.dock} ${css.empty}`} aria-label="Note">
        <button
          type="button"
          {...{ [surface.note]: '' }}
          className={css.write}
          onClick={() => void openNote(app)}
        >
          Write a note
          <CommandKey id="paper.note" />
        </button>
      </aside>
    )
  }
  return (
    <aside className={css.dock} aria-label="Note">
      <div className={css.margin}>
        <p className={css.head}>
          <b>Note</b>
          {editedAt !== null && <time>{moment(editedAt, app.now())}</time>}
          <span className={css.tags}>
            {detail.tags.map((tag) => (
              <bdi key={tag}>#{tag} </bdi>
            ))}
          </span>
          <button type="button" className={css.edit} onClick={() => void openNote(app)}>
            Write
            <CommandKey id="paper.note" />
          </button>
        </p>
        <div
          className={css.scroll}
          {...{ [surface.note]: '' }}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long note scrolls: it has to be reachable
          tabIndex={0}
          role="group"
          aria-label="Note, as it reads"
        >
          <Markdown text={text} onLink={(address) => void visit(app, address)} />
        </div>
      </div>
    </aside>
  )
}
