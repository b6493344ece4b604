/** Builds the app when its sources are newer than what was built last. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const projectRoot = join(import.meta.dirname, '..', '..')

const sources = ['electron', 'src', 'resources', 'package.json', 'electron.vite.config.ts']
const results = [
  'out/main/index.cjs',
  'out/main/host.cjs',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]

/** Builds if need be. Returns whether there is an up-to-date build now. */
export function buildIfStale(say: (line: string) => void): boolean {
  if (!isStale()) return true
  say('Building …')
  const tool = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  if (status !== 0) say(`${stdout}${stderr}`)
  return status === 0
}

function isStale(): boolean {
  const built = results.map((path) => join(projectRoot, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return sources.some((path) => newest(join(projectRoot, path)) > oldest)
}

/** Latest modification (ms) of a file or anything in a folder. */
function newest(path: string): number {
  if (!existsSync(path)) return 0
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stats.mtimeMs)
}
