/** That there is a new version: said once, by a notice that leads to what is new in it. */
import type { App } from '../stores/app.ts'
import { toast } from './notify.ts'
import { saveSettings } from './settings.ts'

/** Tells it at the first start of another version than the last one. The very first start is no news. */
export function tellNews(app: App): void {
  const { settings, version } = app.library.getState()
  if (version === '' || settings.newsOf === version) return
  void saveSettings(app, { newsOf: version })
  if (settings.newsOf === null) return
  toast(app, `This is Octavo ${version} now.`, { command: 'window.news', words: 'What is new' })
}
