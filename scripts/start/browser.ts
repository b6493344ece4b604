/** Opens an address in the reader's browser, where there is one to be seen. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Opens `address`; false if there is no display or nothing to open it with. */
export function openInBrowser(address: string): boolean {
  const [command, ...args] = opener()
  if (command === undefined) return false
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
  return true
}

function opener(): readonly string[] {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  return hasDisplay && isOnPath('xdg-open') ? ['xdg-open'] : []
}

/** Whether a command is found on the PATH. */
export function isOnPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}
