/** What a row is called, and what a pointer does to it: the same in a list and in the week. */
import { openPaperMenu, read, select } from '../actions/navigate.ts'
import { selectRange, toggleSelected } from '../actions/select.ts'
import type { ListDelegate } from '../components/PaperOption.tsx'
import type { PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { startDrag } from './drag.ts'
import { descriptionOf, nameOf } from './row-name.ts'

/** For the list that is shown. */
export function delegateOf(app: App): ListDelegate {
  const idAt = (index: number): PaperId | undefined => app.library.getState().list.ids[index]
  return {
    nameOf,
    descriptionOf,
    onPoint: (index, event) => {
      const id = idAt(index)
      if (id === undefined) return
      if (event.shiftKey) selectRange(app, index)
      else if (event.ctrlKey || event.metaKey) toggleSelected(app, id)
      else select(app, id)
    },
    onOpen: () => read(app, true),
    onMenu: (index, menuAt) => {
      select(app, idAt(index) ?? null)
      openPaperMenu(app, menuAt)
    },
    onDrag: (index, data) => startDrag(app, idAt(index), data),
  }
}
