/**
 * `node scripts/complete-lock.ts`, after every `npm install` behind a registry that has no packages for other platforms:
 * npm then leaves them out of package-lock.json, and `npm ci` refuses the file. This writes them in again, from their
 * names, which say for which platform they are.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly license?: string
  readonly engines?: { readonly [name: string]: string }
  readonly optionalDependencies?: { readonly [name: string]: string }
}

interface Lock {
  packages: { [path: string]: Entry }
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors: readonly (readonly [RegExp, string])[] = [
  [/arm64/, 'arm64'],
  [/-arm-/, 'arm'],
  [/x64/, 'x64'],
  [/ia32/, 'ia32'],
  [/ppc64/, 'ppc64'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
]

const file = join(import.meta.dirname, '..', 'package-lock.json')
const lock: Lock = JSON.parse(readFileSync(file, 'utf8'))
const added = missing(lock)
for (const [path, entry] of added) lock.packages[path] = entry
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
if (added.length > 0) {
  lock.packages = Object.fromEntries(sorted)
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
process.stdout.write(`${added.length} packages of other platforms written into package-lock.json\n`)

/** What the optional dependencies name and the file does not have. */
function missing({ packages }: Lock): readonly (readonly [string, Entry])[] {
  const found = new Map<string, Entry>()
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`
      const isThere = Object.keys(packages).some((known) => known === path || known.endsWith(`/${path}`))
      if (isThere || !/^\d/.test(version)) continue
      found.set(path, entryOf(name, version, parent))
    }
  }
  return [...found]
}

function entryOf(name: string, version: string, parent: Entry): Entry {
  const system = systems.find((candidate) => name.includes(candidate))
  const processor = processors.find(([pattern]) => pattern.test(`${name}-`))?.[1]
  const libc =
    name.endsWith('-musl') || name.endsWith('-musleabihf') ? 'musl' : system === 'linux' ? 'glibc' : null
  if (system === undefined || processor === undefined) throw new Error(`for which platform is ${name}?`)
  return {
    version,
    cpu: [processor],
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc === null || !/gnu|musl/.test(name) ? {} : { libc: [libc] }),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    os: [system],
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  }
}
