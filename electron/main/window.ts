/** The one window. */
import { BrowserWindow, Menu, nativeTheme } from 'electron'
import type { Settings } from '../../src/shared/contract.ts'
import icon from '../../resources/icons/256x256.png?asset'
import { textMenuTemplate } from './text-menu.ts'
import { windowOptions } from './window-options.ts'

export interface OpenedWindow {
  readonly window: BrowserWindow
  /** Shows the window in its theme as soon as that is known. */
  showIn(theme: Promise<Settings['theme']>): void
  /** Resolves when the page has run its script. */
  readonly loaded: Promise<void>
  /** Resolves when the page says that its first list has been seen, or has not said so for long. */
  readonly seen: Promise<void>
}

/** A window that nobody sees may never paint, and its page waits as long before it says so; the program begins all the same (ms). */
const longestPaint = 2_000

/** Makes the window and loads `address` into it. */
export function openWindow(preload: string, address: string): OpenedWindow {
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors))
  const loaded = window.loadURL(address)
  const seen = new Promise<void>((resolve) => {
    // Whoever sends it, it only says that there is no need to wait any longer.
    window.webContents.ipc.once('seen', () => resolve())
    setTimeout(resolve, longestPaint)
  })
  // Linux has it from nowhere else; the others take the program's own.
  if (process.platform === 'linux') void seen.then(() => window.isDestroyed() || window.setIcon(icon))
  offerTextMenu(window)
  return {
    window,
    loaded,
    seen,
    // Before the page has painted: a window that is shown afterwards paints a second time.
    showIn(theme) {
      theme.then(
        (source) => {
          nativeTheme.themeSource = source
          window.setBackgroundColor(
            windowOptions(preload, nativeTheme.shouldUseDarkColors).backgroundColor ?? '',
          )
          window.show()
        },
        // Without a library there is no theme, and no window to show: the composition root says why.
        () => {},
      )
    },
  }
}

function offerTextMenu(window: BrowserWindow): void {
  const { webContents } = window
  webContents.on('context-menu', (_event, params) => {
    const template = textMenuTemplate(params, {
      replace: (word) => webContents.replaceMisspelling(word),
      learn: (word) => void webContents.session.addWordToSpellCheckerDictionary(word),
    })
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
}

/** Brings a window to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
