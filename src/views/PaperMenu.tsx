/** The menu of a paper, under the pointer: the same commands as the keys. */
import { openDialog } from '../actions/navigate.ts'
import { keysOf } from '../commands/bindings.ts'
import { run } from '../commands/run.ts'
import { Dialog } from '../components/Dialog.tsx'
import type { IconName } from '../components/Icon.tsx'
import { Menu } from '../components/Menu.tsx'
import { commandOf, type CommandId } from '../shared/commands.ts'
import { counted } from '../text/format.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'

const entries: readonly (readonly [CommandId, IconName])[] = [
  ['decide.later', 'later'],
  ['decide.read', 'read'],
  ['decide.skip', 'skipped'],
  ['decide.unread', 'triage'],
  ['decide.star', 'star'],
  ['decide.snooze', 'snoozed'],
  ['paper.tag', 'tag'],
  ['paper.note', 'note'],
  ['paper.similar', 'search'],
  ['paper.visit', 'page'],
  ['paper.pdf', 'pdf'],
  ['paper.discussion', 'discussion'],
  ['paper.keep', 'keep'],
  ['paper.source', 'everything'],
  ['paper.copyLink', 'copy'],
  ['paper.copyBibtex', 'copy'],
]

/** Deciding, writing, reading elsewhere, and taking along. */
const groupsBeginWith: ReadonlySet<CommandId> = new Set(['paper.tag', 'paper.visit', 'paper.copyLink'])

export function PaperMenu() {
  const app = useApp()
  const at = useView((view) => view.menuAt)
  const count = useView((view) => view.selected.size)
  const overrides = useLibrary((state) => state.settings.keys)
  const items = entries.map(([id, icon]) => ({
    name: commandOf(id).title,
    icon,
    isApart: groupsBeginWith.has(id),
    keys: keysOf(id, overrides)[0] ?? null,
    act: () => {
      openDialog(app, null)
      // After the menu has gone: a command may open a dialog of its own.
      requestAnimationFrame(() => run(app, id))
    },
  }))
  const title = count > 1 ? counted(count, 'paper') : 'This paper'
  return (
    <Dialog label={title} size="menu" at={at} onClose={() => openDialog(app, null)}>
      <Menu title={title} items={items} isMac={app.isMac} />
    </Dialog>
  )
}
