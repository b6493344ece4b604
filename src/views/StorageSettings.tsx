/** Storage and backups: what the library is and where, its copies, and going on with another one. */
import { useEffect, useState } from 'react'
import { saveSettings } from '../actions/settings.ts'
import { backUp, fetchStorage, openOther, repair, startOver } from '../actions/storage.ts'
import { AskTwice } from '../components/AskTwice.tsx'
import { SettingRow } from '../components/SettingRow.tsx'
import type { LibraryCopy, StorageFacts } from '../shared/storage.ts'
import { counted } from '../text/format.ts'
import { copyName, countsText, sizeText } from '../text/storage-messages.ts'
import { useApp, useLibrary } from './app-context.tsx'
import { MoveLibrary } from './MoveLibrary.tsx'
import css from './StorageSettings.module.css'

export function StorageSettings() {
  const app = useApp()
  const libraryPath = useLibrary((state) => state.libraryPath)
  const counts = useLibrary((state) => state.counts)
  const version = useLibrary((state) => state.version)
  const backupFolder = useLibrary((state) => state.settings.backupFolder)
  const [facts, setFacts] = useState<StorageFacts | null>(null)
  const [serial, setSerial] = useState(0)
  useEffect(() => {
    let isShown = true
    void fetchStorage(app).then((found) => isShown && setFacts(found))
    return () => {
      isShown = false
    }
    // Asked again whenever one of these has changed what there is to tell.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [app, serial, libraryPath, counts.everything, backupFolder])
  const again = (): void => setSerial((value) => value + 1)
  return (
    <>
      <SettingRow name="Library">
        <code className={css.path}>{facts?.libraryPath ?? libraryPath}</code>
        <p>
          {counted(counts.everything, 'paper')}
          {facts && `, ${sizeText(facts.bytes)}`}. One SQLite file on this computer; nothing of it is sent
          anywhere.
        </p>
      </SettingRow>
      <SettingRow name="Backups go to">
        <FolderField key={backupFolder} folder={backupFolder} usual={facts?.backupFolder ?? ''} />
      </SettingRow>
      <SettingRow name="Backup">
        <button type="button" className="button" onClick={() => void backUp(app).then(again)}>
          Back up now
        </button>
        <p className={css.hint}>
          One is made each day after a sync. 7 days and 4 weeks are kept, and beside them octavo.jsonl, the
          newest in words that any program reads.
        </p>
      </SettingRow>
      <Copies name="Backups" none="No backup yet." copies={facts?.backups ?? []} onDone={again} />
      <Copies name="Set aside" none="Nothing was set aside." copies={facts?.setAside ?? []} onDone={again} />
      <OtherLibrary onDone={again} />
      <SettingRow name="Octavo">{version}</SettingRow>
    </>
  )
}

function FolderField({ folder, usual }: { readonly folder: string | null; readonly usual: string }) {
  const app = useApp()
  const [text, setText] = useState(folder ?? '')
  const save = (): void => {
    const wanted = text.trim() === '' ? null : text.trim()
    if (wanted !== folder) void saveSettings(app, { backupFolder: wanted })
  }
  return (
    <input
      className={css.field}
      aria-label="Folder of the backups"
      placeholder={usual}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
    />
  )
}

interface CopiesProps {
  readonly name: string
  readonly none: string
  readonly copies: readonly LibraryCopy[]
  readonly onDone: () => void
}

function Copies({ name, none, copies, onDone }: CopiesProps) {
  const app = useApp()
  return (
    <SettingRow name={name}>
      {copies.length === 0 && <p>{none}</p>}
      <ul className={css.copies}>
        {copies.map((copy) => (
          <li key={copy.path} className={css.copy} title={copy.path}>
            <span>
              {copyName(copy, app.now())}
              <span className={css.facts}>
                {countsText(copy.counts)}, {sizeText(copy.bytes)}
              </span>
            </span>
            {copy.counts && (
              <AskTwice
                words="Restore"
                question="Set this library aside and restore"
                onSure={() => void openOther(app, copy.path).then(onDone)}
              />
            )}
          </li>
        ))}
      </ul>
    </SettingRow>
  )
}

function OtherLibrary({ onDone }: { readonly onDone: () => void }) {
  const app = useApp()
  return (
    <>
      <MoveLibrary onDone={onDone} />
      <SettingRow name="Start over">
        <AskTwice
          control="library.new"
          words="Start over"
          question="Set this library aside and begin a new one"
          onSure={() => void startOver(app).then(onDone)}
        />
        <p className={css.hint}>Nothing is deleted: the library of before can be restored.</p>
      </SettingRow>
      <SettingRow name="Repair">
        <AskTwice
          words="Repair"
          question="Rebuild from the newest backup and this library"
          onSure={() => void repair(app).then(onDone)}
        />
        <p className={css.hint}>
          For a damaged file: begins with the newest backup and adds all that can be read.
        </p>
      </SettingRow>
    </>
  )
}
