/** Export: which papers, in which format, to a file or to the clipboard. */
import { useState } from 'react'
import { copyExport, saveExport } from '../actions/export.ts'
import { openDialog } from '../actions/navigate.ts'
import { Dialog } from '../components/Dialog.tsx'
import { exportFormats, type ExportFormat } from '../shared/contract.ts'
import type { PaperId } from '../shared/domain.ts'
import { formatTexts } from '../text/export-formats.ts'
import { counted } from '../text/format.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import css from './ExportDialog.module.css'

type Scope = 'list' | 'paper'

export function ExportDialog() {
  const app = useApp()
  const listIds = useLibrary((state) => state.list.ids)
  const currentId = useView((view) => view.currentId)
  const [scope, setScope] = useState<Scope>('list')
  const [format, setFormat] = useState<ExportFormat>('bibtex')
  const [isBusy, setBusy] = useState(false)
  const done = (): void => openDialog(app, null)

  const ids: readonly PaperId[] = scope === 'paper' && currentId !== null ? [currentId] : listIds
  const take = async (to: typeof saveExport): Promise<void> => {
    setBusy(true)
    await to(app, ids, format)
    done()
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
          <select
            value={scope}
            onChange={(event) => setScope(event.target.value === 'paper' ? 'paper' : 'list')}
          >
            <option value="list">This list: {counted(listIds.length, 'paper')}</option>
            {currentId !== null && <option value="paper">The paper that is open</option>}
          </select>
        </label>
        <label className={css.field}>
          <span>Format</span>
          <select value={format} onChange={(event) => setFormat(formatOf(event.target.value))}>
            {exportFormats.map((each) => (
              <option key={each} value={each}>
                {formatTexts[each].name}
              </option>
            ))}
          </select>
        </label>
        <p className={css.hint}>{formatTexts[format].hint}</p>
        <p className={css.choices}>
          <button type="button" className="button" disabled={isBusy} onClick={() => void take(copyExport)}>
            Copy
          </button>
          <span className={css.space} />
          <button type="button" className="button" onClick={done}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            {isBusy ? 'Writing…' : 'Save as a file…'}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

function formatOf(value: string): ExportFormat {
  return exportFormats.find((format) => format === value) ?? 'bibtex'
}
