/** Export: which papers, in which format, to a file, to the clipboard or to a folder of notes. */
import { useState } from 'react'
import { copyExport, hasMore, saveExport, wholeList, writeVault } from '../actions/export.ts'
import { openDialog } from '../actions/navigate.ts'
import { targets } from '../actions/select.ts'
import { Dialog } from '../components/Dialog.tsx'
import { exportFormats, type ExportFormat } from '../shared/export-formats.ts'
import type { PaperId } from '../shared/domain.ts'
import { formatTexts, vaultText } from '../text/export-formats.ts'
import { counted } from '../text/format.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import css from './ExportDialog.module.css'

type Scope = 'selection' | 'list' | 'paper' | 'library'
/** A format of a file, or notes in a folder. */
type Target = ExportFormat | 'vault'

/** A page in a browser has no printer of its own, but the browser has: what it prints is the HTML. */
function choicesOf(shell: 'electron' | 'browser'): readonly Target[] {
  const targets: readonly Target[] = [...exportFormats, 'vault']
  return targets.filter((target) => target !== 'pdf' || shell === 'electron')
}

export function ExportDialog() {
  const app = useApp()
  const listIds = useLibrary((state) => state.list.ids)
  const everything = useLibrary((state) => state.counts.everything)
  const currentId = useView((view) => view.currentId)
  const selected = useView((view) => view.selected)
  const [scope, setScope] = useState<Scope>(selected.size > 0 ? 'selection' : 'list')
  const [target, setTarget] = useState<Target>('bibtex')
  const [folder, setFolder] = useState(useLibrary((state) => state.settings.vaultFolder) ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const done = (): void => openDialog(app, null)

  const idsOf: Readonly<Record<Scope, () => Promise<readonly PaperId[]> | readonly PaperId[] | null>> = {
    selection: () => targets(app),
    list: () => wholeList(app),
    paper: () => (currentId === null ? [] : [currentId]),
    library: () => null,
  }
  const take = async (to: typeof saveExport): Promise<void> => {
    setBusy(true)
    const ids = await idsOf[scope]()
    const found = target === 'vault' ? await writeVault(app, ids, folder) : await to(app, ids, target)
    if (found === null) return done()
    setBusy(false)
    setProblem(found)
  }
  return (
    <Dialog label="Export papers" size="panel" onClose={done}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          void take(saveExport)
        }}
      >
        <h2 className={css.title}>Export papers</h2>
        <label className={css.field}>
          <span>Papers</span>
          <select value={scope} onChange={(event) => setScope(scopeOf(event.target.value))}>
            {selected.size > 0 && (
              <option value="selection">The selection: {counted(targets(app).length, 'paper')}</option>
            )}
            <option value="list">
              {hasMore(app) ? 'All papers found' : `This list: ${counted(listIds.length, 'paper')}`}
            </option>
            {currentId !== null && <option value="paper">The paper that is open</option>}
            <option value="library">The whole library: {counted(everything, 'paper')}</option>
          </select>
        </label>
        <label className={css.field}>
          <span>Format</span>
          <select
            value={target}
            onChange={(event) => {
              setTarget(targetOf(event.target.value, app.bridge.shell))
              setProblem(null)
            }}
          >
            {choicesOf(app.bridge.shell).map((each) => (
              <option key={each} value={each}>
                {textOf(each).name}
              </option>
            ))}
          </select>
        </label>
        {target === 'vault' && <Folder folder={folder} onChange={setFolder} />}
        <p className={css.hint} role="status" data-warning={problem !== null}>
          {problem ?? textOf(target).hint}
        </p>
        <p className={css.choices}>
          {target !== 'vault' && target !== 'pdf' && (
            <button type="button" className="button" disabled={isBusy} onClick={() => void take(copyExport)}>
              Copy
            </button>
          )}
          <span className={css.space} />
          <button type="button" className="button" onClick={done}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            {isBusy ? 'Writing…' : target === 'vault' ? 'Write the notes' : 'Save as a file…'}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface FolderProps {
  readonly folder: string
  readonly onChange: (folder: string) => void
}

function Folder({ folder, onChange }: FolderProps) {
  return (
    <label className={css.field}>
      <span>Folder</span>
      <input
        type="text"
        required
        spellCheck={false}
        maxLength={1000}
        placeholder="~/Notes/Papers"
        value={folder}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

function textOf(target: Target): typeof vaultText {
  return target === 'vault' ? vaultText : formatTexts[target]
}

function scopeOf(value: string): Scope {
  return value === 'selection' || value === 'paper' || value === 'library' ? value : 'list'
}

function targetOf(value: string, shell: 'electron' | 'browser'): Target {
  return choicesOf(shell).find((target) => target === value) ?? 'bibtex'
}
