/** What protects the window and how it first looks, as data, so that a test can read it. */
import type { BrowserWindowConstructorOptions } from 'electron'

/** The page's own background (src/styles/tokens.css), so that no white flashes before its first paint. */
const background = { light: '#fefefc', dark: '#1c1d1e' } as const

/** Options of the window. `preload` is the absolute path of the built preload script. */
export function windowOptions(preload: string, isDark: boolean): BrowserWindowConstructorOptions {
  return {
    // Electron 45 keeps size and place under this name; an older runtime ignores both lines.
    name: 'main',
    windowStatePersistence: true,
    title: 'Octavo',
    width: 1320,
    height: 860,
    minWidth: 480,
    minHeight: 400,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: isDark ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Chromium's PDF viewer, in its own sandboxed process; nothing else is a plugin any more.
      plugins: true,
      spellcheck: true,
      // The page's script is compiled once and whole, and not at each start function by function.
      v8CacheOptions: 'bypassHeatCheckAndEagerCompile',
    },
  }
}
