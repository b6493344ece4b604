/** Where the library lives. One pure function, because two programs (both shells) must find the same folder. */
import { posix, win32 } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: { readonly [name: string]: string | undefined }
  readonly home: string
}

/**
 * The folder for Octavo's data in the platform's usual place for application data: `$XDG_DATA_HOME/octavo` or
 * `~/.local/share/octavo`, `~/Library/Application Support/Octavo`, `%APPDATA%\Octavo`. A relative `XDG_DATA_HOME` is
 * ignored, as the XDG base directory specification asks.
 */
export function usualDataDir({ platform, env, home }: Surroundings): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Octavo')
  if (platform === 'win32') return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Octavo')
  const xdg = env.XDG_DATA_HOME
  const base = xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share')
  return posix.join(base, 'octavo')
}
