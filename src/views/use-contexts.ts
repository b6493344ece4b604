/** Where keys are heard behind the open dialog, also when the list arrives only then. */
import { contextsOf } from '../commands/context.ts'
import type { CommandContext } from '../shared/commands.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'

export function useContexts(): ReadonlySet<CommandContext> {
  const app = useApp()
  useLibrary((state) => state.list)
  useView((view) => view.currentId)
  return contextsOf(app, { behindDialog: true })
}
