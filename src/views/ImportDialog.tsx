/** Import of a saved page: choose its file, drop it, or paste its text. */
import { useRef, useState } from 'react'
import { importFiles, importText } from '../actions/feed.ts'
import { openDialog } from '../actions/navigate.ts'
import { Dialog } from '../components/Dialog.tsx'
import { useApp, useView } from './app-context.tsx'
import css from './ImportDialog.module.css'

export function ImportDialog() {
  const app = useApp()
  const [text, setText] = useState(useView((view) => view.importText))
  const [isBusy, setBusy] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const done = (): void => openDialog(app, null)

  const takeFiles = async (chosen: FileList | null): Promise<void> => {
    if (!chosen || chosen.length === 0) return
    setBusy(true)
    await importFiles(app, [...chosen])
    done()
  }
  const takeText = async (): Promise<void> => {
    setBusy(true)
    if (await importText(app, 'Pasted text', text)) done()
    else setBusy(false)
  }
  return (
    <Dialog label="Import a saved page" size="panel" onClose={done}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          void takeText()
        }}
      >
        <h2 className={css.title}>Import a saved page</h2>
        <p className={css.hint}>
          A Daily Papers page that was saved or copied as text, saved answers of its API, addresses or ids of
          papers, a bibliography, or an export of Octavo (JSON lines). Papers that are here already stay one
          row, and keep what you decided.
        </p>
        <input
          ref={files}
          type="file"
          accept=".txt,.md,.html,.htm,.jsonl,text/plain,text/html,text/markdown"
          multiple
          hidden
          onChange={(event) => void takeFiles(event.target.files)}
        />
        <textarea
          className={css.text}
          aria-label="Text of the page"
          placeholder="Paste the text here, or drop a file on the window"
          rows={8}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p className={css.choices}>
          <button type="button" className="button" disabled={isBusy} onClick={() => files.current?.click()}>
            Choose a file…
          </button>
          <span className={css.space} />
          <button type="button" className="button" onClick={done}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy || text.trim() === ''}>
            {isBusy ? 'Reading…' : 'Import'}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
