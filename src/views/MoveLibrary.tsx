/** The library in another folder, and another library in place of this one. */
import { useState } from 'react'
import { goOnAt, moveLibrary, openOther, pickPath } from '../actions/storage.ts'
import { AskTwice } from '../components/AskTwice.tsx'
import { SettingRow } from '../components/SettingRow.tsx'
import { isSyncedFolder } from '../shared/storage.ts'
import { useApp } from './app-context.tsx'
import css from './StorageSettings.module.css'

export function MoveLibrary({ onDone }: { readonly onDone: () => void }) {
  const app = useApp()
  const [folder, setFolder] = useState('')
  const [file, setFile] = useState('')
  return (
    <>
      <SettingRow name="Move the library">
        <PathField what="folder" label="Folder to move the library to" path={folder} onChange={setFolder} />
        {folder.trim() !== '' && (
          <AskTwice
            words="Move it"
            question={`Move the library to ${folder.trim()}`}
            onSure={() => void moveLibrary(app, folder.trim()).then(onDone)}
          />
        )}
        <p className={css.hint}>
          {isSyncedFolder(folder)
            ? 'This folder is kept in sync with other computers. A library that two of them write to breaks: keep backups there instead.'
            : 'It is copied, checked and opened there; what was here before is kept beside the backups.'}
        </p>
      </SettingRow>
      <SettingRow name="Another library">
        <PathField what="library" label="File of another library" path={file} onChange={setFile} />
        {file.trim() !== '' && (
          <>
            <AskTwice
              words="Open it"
              question="Go on with that library, where it is"
              onSure={() => void goOnAt(app, file.trim()).then(onDone)}
            />
            <AskTwice
              words="Open a copy of it"
              question="Set this library aside and open it"
              onSure={() => void openOther(app, file.trim()).then(onDone)}
            />
          </>
        )}
      </SettingRow>
    </>
  )
}

interface PathFieldProps {
  readonly what: 'folder' | 'library'
  readonly label: string
  readonly path: string
  readonly onChange: (path: string) => void
}

/** A path to type; where the shell has a dialog, also to choose. */
function PathField({ what, label, path, onChange }: PathFieldProps) {
  const app = useApp()
  return (
    <>
      <input
        className={css.field}
        aria-label={label}
        data-control={what === 'folder' ? 'library.move' : 'library.other'}
        placeholder={
          what === 'folder' ? 'A folder, such as ~/Octavo' : 'A library file, spelled out from the root'
        }
        spellCheck={false}
        value={path}
        onChange={(event) => onChange(event.target.value)}
      />
      {app.bridge.shell === 'electron' && (
        <button
          type="button"
          className="button"
          onClick={() => void pickPath(app, what).then((chosen) => chosen !== null && onChange(chosen))}
        >
          Choose…
        </button>
      )}
    </>
  )
}
