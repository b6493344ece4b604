/** Telling that the list of a new day has come out: one quiet notification, none for papers. */
import type { Day } from '../shared/days.ts'
import type { App } from '../stores/app.ts'
import { longDay } from '../text/format.ts'
import { toast } from './notify.ts'
import { saveSettings } from './settings.ts'

/**
 * Tells that a later day than any before has papers: by a notification if the window is not looked at and there may be
 * one, else in the window.
 */
export async function tellNewDay(app: App, day: Day): Promise<void> {
  const { settings, today } = app.library.getState()
  const text = `${longDay(day, today)} has come out.`
  if (!settings.notifyNewDay) return
  if (document.hasFocus()) return toast(app, text, { command: 'go.triage', words: 'go there' })
  if (app.bridge.shell === 'electron') await app.bridge.call('shell.notify', { text })
  else if (isGranted()) {
    // Several tabs of one library replace each other's notification by its tag.
    const notification = new Notification('Octavo', { body: text, silent: true, tag: `octavo-${day}` })
    notification.addEventListener('click', () => window.focus())
  }
}

/** Switches the notification on or off; a browser is asked for its leave now and never again by itself. */
export async function setNotifyNewDay(app: App, isOn: boolean): Promise<void> {
  await saveSettings(app, { notifyNewDay: isOn })
  if (!isOn || app.bridge.shell === 'electron' || isGranted() || typeof Notification === 'undefined') return
  if ((await Notification.requestPermission()) !== 'granted')
    toast(app, 'This browser shows no notifications; a new day is told in the window.')
}

/** From now on nothing is asked by itself, and nothing is told. */
export async function switchAllOff(app: App): Promise<void> {
  await saveSettings(app, {
    syncEveryMinutes: 0,
    fetchOriginals: false,
    keepAutomatically: false,
    keepPictures: false,
    arxivCategories: null,
    notifyNewDay: false,
  })
  toast(app, 'Nothing is asked by itself any more.')
}

function isGranted(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted'
}
