/** What the reader sets. It is shown at once and kept in the library. */
import type { Settings } from '../shared/contract.ts'
import { isRecorded } from '../shared/setting-things.ts'
import type { App } from '../stores/app.ts'
import { tellFailure, toast } from './notify.ts'

/** Changes settings; put back if the library refuses. */
export async function saveSettings(app: App, patch: Partial<Settings>): Promise<void> {
  const before = app.library.getState().settings
  app.library.setState({ settings: { ...before, ...patch } })
  // The status line names what undo would take back.
  if (Object.keys(patch).some(isRecorded)) app.notices.setState({ lastChange: null })
  const answer = await app.write('settings.save', patch)
  if (answer.ok) return
  app.library.setState({ settings: before })
  tellFailure(app, answer.error)
}

const themes = ['system', 'light', 'dark'] as const
const themeNames = { system: 'As the system.', light: 'Light.', dark: 'Dark.' } as const

/** Goes on to the next theme. */
export async function nextTheme(app: App): Promise<void> {
  const { theme } = app.library.getState().settings
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  toast(app, `Theme: ${themeNames[next]}`)
  await saveSettings(app, { theme: next })
}
