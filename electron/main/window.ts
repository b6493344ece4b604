/** The one window. */
import { BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '../../src/shared/contract.ts'
import icon from '../../resources/icons/256x256.png?asset'
import { windowOptions } from './window-options.ts'

export interface OpenedWindow {
  readonly window: BrowserWindow
  /** Resolves when the page has run its script. */
  readonly loaded: Promise<void>
}

/** Makes the window and loads `address` into it; it shows itself when there is something to see, in its theme. */
export function openWindow(
  preload: string,
  address: string,
  theme: Promise<Settings['theme']>,
): OpenedWindow {
  const options = windowOptions(preload, nativeTheme.shouldUseDarkColors)
  // Linux has it from nowhere else; the others take the program's own.
  const window = new BrowserWindow(process.platform === 'linux' ? { ...options, icon } : options)
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()))
  const dressed = theme.then((source) => {
    nativeTheme.themeSource = source
    window.setBackgroundColor(windowOptions(preload, nativeTheme.shouldUseDarkColors).backgroundColor ?? '')
  })
  // Without a library there is no theme, and no window to show: the composition root says why.
  Promise.all([painted, dressed]).then(
    () => window.show(),
    () => {},
  )
  window.on('page-title-updated', (event) => event.preventDefault())
  return { window, loaded: window.loadURL(address) }
}

/** Brings a window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
