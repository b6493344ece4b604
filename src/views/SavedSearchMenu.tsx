/** The menu of a saved search, under the pointer. */
import { removeSaved, startRenaming } from '../actions/saved-searches.ts'
import { openDialog } from '../actions/navigate.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Menu } from '../components/Menu.tsx'
import { useApp, useSearch, useView } from './app-context.tsx'

export function SavedSearchMenu() {
  const app = useApp()
  const at = useView((view) => view.menuAt)
  const text = useSearch((search) => search.menuOf)
  const close = (): void => openDialog(app, null)
  // After the menu has gone, which gives the focus back.
  const after = (act: () => void) => (): void => {
    close()
    requestAnimationFrame(act)
  }
  if (text === null) return null
  return (
    <Dialog label="Saved search" size="menu" at={at} onClose={close}>
      <Menu
        title="Saved search"
        isMac={app.isMac}
        items={[
          { name: 'Rename', keys: 'F2', act: after(() => startRenaming(app, text)) },
          { name: 'Remove', keys: 'Delete', act: after(() => void removeSaved(app, text)) },
        ]}
      />
    </Dialog>
  )
}
