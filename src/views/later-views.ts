/**
 * Views that no window begins with, and dialogs: one file, loaded when the first list has been seen. Not what letters are
 * typed into as soon as its key was pressed: those would be lost while it is on its way.
 */
export { AboutDialog, NewsDialog } from './AboutDialog.tsx'
export { ExportDialog } from './ExportDialog.tsx'
export { ImportDialog } from './ImportDialog.tsx'
export { JournalView } from './JournalView.tsx'
export { SettingsView } from './SettingsView.tsx'
export { StatsView } from './StatsView.tsx'
export { TwinsView } from './TwinsView.tsx'
export { WeekView } from './WeekView.tsx'
