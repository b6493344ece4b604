/**
 * Who may import whom (architecture §5.3), by walking the import graph of electron/ and src/. A forbidden import is
 * reported with the chain of imports that leads to it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

interface Import {
  /** Path from the root for a file of ours, else the package's name or `node:…`. */
  readonly to: string
  readonly isType: boolean
  /** By `import()`, once it is wanted. */
  readonly isLater: boolean
}

type Graph = ReadonlyMap<string, readonly Import[]>

const graph = readGraph()
const files = [...graph.keys()]

/** For each folder, what its files may import. `shared` stands for src/shared. The first matching folder counts. */
const rules: readonly {
  readonly from: string
  readonly packages: readonly string[]
  readonly folders: readonly string[]
}[] = [
  { from: 'src/shared/', packages: ['zod'], folders: ['src/shared/'] },
  { from: 'electron/data-dir.ts', packages: ['node:'], folders: [] },
  { from: 'electron/log/', packages: ['node:', 'electron-log'], folders: ['electron/log/'] },
  {
    from: 'electron/library/',
    packages: ['better-sqlite3', 'zod', 'node:'],
    folders: ['electron/library/', 'src/shared/'],
  },
  {
    from: 'electron/feed/',
    packages: ['fast-xml-parser', 'htmlparser2', 'ky', 'zod', 'node:'],
    folders: ['electron/feed/', 'src/shared/'],
  },
  {
    from: 'electron/export/',
    packages: ['katex', 'yaml', 'zod', 'node:crypto'],
    folders: ['electron/export/', 'src/shared/'],
  },
  {
    from: 'electron/sync/',
    packages: ['node:'],
    folders: ['electron/sync/', 'electron/feed/', 'src/shared/', 'type electron/library/library.ts'],
  },
  {
    from: 'electron/kept/',
    packages: ['node:'],
    folders: [
      'electron/kept/',
      'electron/feed/',
      'electron/sync/background.ts',
      'src/shared/',
      'type electron/library/kept.ts',
      'type electron/library/pictures.ts',
    ],
  },
  {
    from: 'electron/rpc/',
    packages: ['node:'],
    folders: ['electron/rpc/', 'electron/log/', 'src/shared/', 'type electron/library/library.ts'],
  },
  {
    from: 'electron/service/',
    packages: ['node:'],
    folders: [
      'electron/service/',
      'electron/rpc/',
      'electron/sync/',
      'electron/kept/',
      'electron/feed/',
      'electron/export/',
      'electron/log/',
      'src/shared/',
      'resources/sample.json',
      'type electron/library/library.ts',
    ],
  },
  {
    from: 'electron/worker/shrink.ts',
    packages: ['@silvia-odwyer/photon-node', 'node:worker_threads'],
    folders: ['type electron/kept/shrinker.ts'],
  },
  {
    from: 'electron/worker/',
    packages: ['node:'],
    folders: ['electron/library/', 'electron/kept/names.ts', 'electron/rpc/', 'electron/log/', 'src/shared/'],
  },
  {
    from: 'electron/host/',
    packages: ['node:'],
    folders: [
      'electron/host/',
      'electron/service/',
      'electron/rpc/',
      'electron/log/',
      'electron/data-dir.ts',
      'src/shared/',
    ],
  },
  { from: 'electron/preload/', packages: ['electron'], folders: ['type src/shared/'] },
  {
    from: 'electron/main/',
    packages: ['electron', 'node:'],
    folders: [
      'electron/main/',
      'electron/service/',
      'electron/rpc/',
      'electron/log/',
      'electron/data-dir.ts',
      'electron/library/file-names.ts',
      'electron/library/first-look.ts',
      'src/shared/',
      'resources/icons/',
    ],
  },
  {
    from: 'src/',
    packages: [
      'react',
      'react-dom',
      'zustand',
      'katex',
      'markdown-it',
      'tinykeys',
      '@leeoniya/ufuzzy',
      '@fontsource-variable/',
    ],
    folders: ['src/', 'resources/recovery.weights', 'CHANGELOG.md'],
  },
]

/** Within src/, a layer imports itself, those named after it, and shared. */
const layers: { readonly [layer: string]: readonly string[] } = {
  bridge: [],
  text: ['stores'],
  stores: ['bridge', 'text'],
  actions: ['stores', 'bridge', 'text'],
}

describe('the import graph', () => {
  it('has the files it is meant to guard', () => {
    for (const { from } of rules)
      expect(
        files.some((file) => file.startsWith(from)),
        from,
      ).toBe(true)
  })

  it('is covered by a rule everywhere', () => {
    expect(files.filter((file) => ruleOf(file) === undefined)).toEqual([])
  })

  it('leads only where its folders may go', () => {
    const forbidden = files.flatMap((file) =>
      importsOf(file)
        .filter((found) => !isAllowed(file, found))
        .map(({ to }) => `${file} → ${to}`),
    )
    expect(forbidden).toEqual([])
  })

  it('reaches electron from main and preload alone, not even by way of others', () => {
    const starts = files.filter((file) => !/^electron\/(main|preload)\//.test(file))
    expect(starts.map((file) => chain(file, 'electron')).filter((found) => found !== null)).toEqual([])
  })

  it('never leads from the page to Node, not even by way of others', () => {
    const starts = files.filter((file) => file.startsWith('src/'))
    const builtin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)
    expect(starts.map((file) => chainWhere(file, builtin)).filter((found) => found !== null)).toEqual([])
  })

  it('loads no schemas into the page: inputs are parsed on the other side', () => {
    expect(chain('src/main.tsx', 'zod')).toBeNull()
    expect(chain('src/main.tsx', 'zod/mini')).toBeNull()
  })

  it('loads nothing into the page at first that its first list does not need', () => {
    const later = importsOf('src/views/later-views.ts').map(({ to }) => to)
    expect(later.length).toBeGreaterThan(5)
    for (const target of ['katex', 'markdown-it', 'src/views/later-views.ts', ...later])
      expect(staticChain('src/main.tsx', target), target).toBeNull()
  })

  it('loads no schemas before the desktop window has its first list', () => {
    expect(staticChain('electron/main/index.ts', 'zod')).toBeNull()
    expect(staticChain('electron/main/index.ts', 'zod/mini')).toBeNull()
    // The look and the thread need schemas of what is in their own files, but not those of a hundred methods, nor all of zod.
    for (const file of ['electron/worker/index.ts', 'electron/library/first-look.ts']) {
      expect(staticChain(file, 'src/shared/contract.ts')).toBeNull()
      expect(staticChain(file, 'zod')).toBeNull()
      expect(staticChain(file, 'zod/mini')).not.toBeNull()
    }
  })

  it('has no cycles', () => {
    expect(files.map((file) => chain(file, file)).filter((found) => found !== null)).toEqual([])
  })

  it('keeps the layers of the page', () => {
    const forbidden = files.flatMap((file) => {
      const layer = /^src\/([^/]+)\//.exec(file)?.[1] ?? ''
      const below = layers[layer]
      if (below === undefined) return []
      return importsOf(file)
        .filter(({ to, isType }) => {
          const target = /^src\/([^/]+)\//.exec(to)?.[1]
          return (
            target !== undefined &&
            target !== layer &&
            target !== 'shared' &&
            !isType &&
            !below.includes(target)
          )
        })
        .map(({ to }) => `${file} → ${to}`)
    })
    expect(forbidden).toEqual([])
  })
})

function importsOf(file: string): readonly Import[] {
  return graph.get(file) ?? []
}

function ruleOf(file: string) {
  return rules.find(({ from }) => file.startsWith(from))
}

function isAllowed(file: string, { to, isType }: Import): boolean {
  const rule = ruleOf(file)
  if (rule === undefined) return false
  const isFolder = rule.folders.some((folder) =>
    folder.startsWith('type ') ? isType && to.startsWith(folder.slice(5)) : to.startsWith(folder),
  )
  return (
    isFolder ||
    rule.packages.some(
      (name) => to === name || to.startsWith(name.endsWith('/') || name.endsWith(':') ? name : `${name}/`),
    )
  )
}

/** The shortest chain of value imports from a file to a target, as a line; null if there is none. */
function chain(from: string, target: string): string | null {
  return chainWhere(from, (name) => name === target)
}

/** As `chain`, by what is loaded at once. */
function staticChain(from: string, target: string): string | null {
  return chainWhere(
    from,
    (name) => name === target,
    ({ isLater }) => !isLater,
  )
}

function chainWhere(
  from: string,
  isTarget: (name: string) => boolean,
  isFollowed: (found: Import) => boolean = () => true,
): string | null {
  const seen = new Set([from])
  let paths: readonly (readonly string[])[] = [[from]]
  while (paths.length > 0) {
    const next: (readonly string[])[] = []
    for (const path of paths) {
      for (const { to, isType } of importsOf(path.at(-1) ?? '').filter(isFollowed)) {
        if (isType) continue
        if (isTarget(to)) return [...path, to].join(' → ')
        if (!seen.has(to)) next.push([...path, to])
        seen.add(to)
      }
    }
    paths = next
  }
  return null
}

function readGraph(): Graph {
  const found = ['electron', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  return new Map(found.map((file) => [file, readImports(file)]))
}

/** The imports and re-exports of a file. The house style puts each on lines of its own, which a pattern can read. */
function readImports(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statement = /^(?:import|export)\s+(?:(type)\s)?(?:([^'"]*?)\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'/gm
  return [...text.matchAll(statement)].map(([, type, names, from, dynamic]) => {
    const specifier = from ?? dynamic ?? ''
    const inner = /^\{([^}]*)\}$/.exec(names?.trim() ?? '')?.[1]
    const isEveryNameType =
      inner !== undefined &&
      inner
        .split(',')
        .filter((name) => name.trim() !== '')
        .every((name) => name.trim().startsWith('type '))
    return {
      to: targetOf(file, specifier),
      isType: type !== undefined || isEveryNameType,
      isLater: dynamic !== undefined || specifier.endsWith('?modulePath'),
    }
  })
}

function targetOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const path = resolve(root, dirname(file), specifier.replace(/\?.*$/, ''))
  const target = relative(root, path).replaceAll('\\', '/')
  if (!existsSync(path)) throw new Error(`${file} imports ${specifier}, which is not there`)
  return target
}
