/**
 * Libraries of the benchmarks that open a window. Making a large one takes a minute, so it is kept in the system's
 * temporary folder, under a name that tells of which sources it was made, and every run works on a copy.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../scripts/start/build.ts'
import { openLibrary } from '../../electron/library/index.ts'
import { storeRealPapers } from './papers.ts'

/** Makes the folder `dataDir` the data folder of a library with `count` papers, none decided, the search index full. */
export async function libraryOf(count: number, dataDir: string): Promise<void> {
  const kept = join(tmpdir(), 'octavo-bench-libraries', `${count}-${sourcesHash()}`)
  if (!existsSync(kept)) await make(count, kept)
  mkdirSync(dataDir, { recursive: true })
  cpSync(kept, dataDir, { recursive: true })
}

async function make(count: number, kept: string): Promise<void> {
  const unfinished = `${kept}-${process.pid}`
  const path = join(unfinished, 'library', 'library.sqlite')
  const library = openLibrary({ path, now: () => Date.parse('2026-07-29T12:00:00Z') })
  try {
    storeRealPapers(library, count)
    library.saveSettings({ firstSteps: false })
    // Else the first minutes of the window would be those of the indexer.
    while (library.search({ text: '', order: 'newest', limit: 1 }, 0).pending > 0) await sleep(200)
  } finally {
    library.close()
  }
  rmSync(kept, { recursive: true, force: true })
  renameSync(unfinished, kept)
}

/** Changes whenever a library made now could differ from one made before. */
function sourcesHash(): string {
  const folder = join(projectRoot, 'electron', 'library')
  const files = [
    join(import.meta.dirname, 'papers.ts'),
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^migrations|^search-document/.test(name) && name.endsWith('.ts'))
      .toSorted()
      .map((name) => join(folder, name)),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
