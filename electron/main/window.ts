/** The one window. */
import { BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '../../src/shared/contract.ts'
import { windowOptions } from './window-options.ts'

/** Makes the window and loads `address` into it; it shows itself when there is something to see. */
export function openWindow(preload: string, address: string, theme: Settings['theme']): BrowserWindow {
  nativeTheme.themeSource = theme
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors))
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  void window.loadURL(address)
  return window
}

/** Brings a window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
