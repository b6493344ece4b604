/** Dragging papers from a list onto a place of the sidebar, for those who decide with the mouse. */
import { change } from '../actions/change.ts'
import type { Change, PaperId } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import type { Screen } from '../stores/view.ts'

const dataType = 'application/x-octavo-papers'

const changes: Readonly<Partial<Record<Screen, Change>>> = {
  triage: { field: 'verdict', value: 'unread' },
  queue: { field: 'verdict', value: 'later' },
  read: { field: 'verdict', value: 'read' },
  skipped: { field: 'verdict', value: 'skipped' },
  starred: { field: 'star', value: true },
}

/** Takes a paper along, with the selection if it belongs to it. */
export function startDrag(app: App, id: PaperId | undefined, data: DataTransfer): void {
  if (id === undefined) return
  const { selected } = app.view.getState()
  data.setData(dataType, JSON.stringify(selected.has(id) ? [...selected] : [id]))
  data.effectAllowed = 'move'
}

/** Whether papers may be dropped on a place. */
export function takesPapers(screen: Screen, data: DataTransfer): boolean {
  return changes[screen] !== undefined && data.types.includes(dataType)
}

/** Gives the dropped papers what the place stands for. */
export function dropPapers(app: App, screen: Screen, data: DataTransfer): void {
  const wanted = changes[screen]
  const text = data.getData(dataType)
  if (wanted === undefined || text === '') return
  const ids: unknown = JSON.parse(text)
  if (Array.isArray(ids))
    void change(
      app,
      ids.filter((id) => typeof id === 'number'),
      wanted,
    )
}
