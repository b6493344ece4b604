/** Whether the desktop shell can run here: finds Electron's runtime, fetches it if need be, and knows what it needs. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Runtime =
  | { readonly kind: 'found'; readonly executable: string }
  /** `reason` is a clause: "Electron's runtime is not here and …". */
  | { readonly kind: 'missing'; readonly reason: string }

const packageFolder = join(import.meta.dirname, '..', '..', 'node_modules', 'electron')

/** Longest wait (ms) for a first answer of the server that has the runtime, and for the whole download. */
const probeLimit = 5_000
const downloadLimit = 10 * 60_000

/** Finds the runtime, or downloads it with the electron package's own installer. Never takes long to say no. */
export async function findElectron(say: (line: string) => void): Promise<Runtime> {
  const present = executableOf()
  if (present !== null) return { kind: 'found', executable: present }
  const server = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/'
  if (!(await isReachable(server))) {
    return {
      kind: 'missing',
      reason: `Electron is not installed and ${new URL(server).host} cannot be reached`,
    }
  }
  say('Downloading Electron, about 120 MB, once …')
  const code = await run(process.execPath, [join(packageFolder, 'install.js')], downloadLimit)
  const executable = executableOf()
  if (executable !== null) return { kind: 'found', executable }
  return { kind: 'missing', reason: `Electron could not be downloaded (its installer ended with ${code})` }
}

/** Path of the executable, without asking the electron package: that would start to download. */
export function executableOf(): string | null {
  const names: { readonly [platform: string]: string } = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }
  const name = names[process.platform] ?? 'electron'
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist')
  const executable = join(folder, name)
  return existsSync(executable) ? executable : null
}

/** Why the desktop shell cannot open a window on this machine, or null. */
export function windowObstacle(executable: string): string | null {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  if (isRoot() || canSandbox(executable)) return null
  return 'this system does not let Electron sandbox its pages (unprivileged user namespaces are off)'
}

/** Switches that this machine needs, each with the sentence that says so. */
export function neededSwitches(): readonly { readonly name: string; readonly because: string }[] {
  if (process.platform !== 'linux') return []
  const switches = []
  if (isRoot()) switches.push({ name: '--no-sandbox', because: 'Chromium does not run as root otherwise' })
  if (!existsSync('/dev/dri'))
    switches.push({ name: '--disable-gpu', because: 'there is no graphics device' })
  return switches
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Chromium's sandbox needs user namespaces or a setuid helper; some distributions have turned off the former. */
function canSandbox(executable: string): boolean {
  const helper = join(dirname(executable), 'chrome-sandbox')
  if (existsSync(helper) && (statSync(helper).mode & 0o4000) !== 0) return true
  return (
    sysctl('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    sysctl('kernel/unprivileged_userns_clone') !== '0'
  )
}

function sysctl(name: string): string | null {
  const file = `/proc/sys/${name}`
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

async function isReachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeLimit) })
    return true
  } catch {
    return false
  }
}

function run(command: string, args: readonly string[], limit: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', timeout: limit })
    child.on('error', () => resolve(null))
    child.on('exit', resolve)
  })
}
