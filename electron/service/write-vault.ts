/**
 * `vault.write`: papers as files of a folder of Markdown notes. What to write is decided in electron/export; here files are
 * read, and written whole or not at all. A file that somebody changed inside our part is never touched.
 */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, normalize } from 'node:path'
import type { VaultProblem, VaultResult } from '../../src/shared/export-formats.ts'
import type { PaperId } from '../../src/shared/domain.ts'
import { mergeInto, vaultPage } from '../export/markdown-vault.ts'
import type { VaultPage } from '../export/markdown-vault.ts'
import type { AsyncLibrary } from '../library/library.ts'
import { everything, papersOf } from './export-papers.ts'

/** Names of conflicting files that are told; there may be thousands. */
const mostTold = 20
const batch = 200
const copyEnding = ' (from Octavo).md'

interface Counts {
  written: number
  unchanged: number
  readonly conflicts: string[]
}

/** Writes papers, all for null, into `folder`, which must exist: an absolute path, or one that begins with `~`. */
export async function writeVault(
  library: AsyncLibrary,
  wanted: readonly PaperId[] | null,
  folder: string,
): Promise<VaultResult> {
  const path = normalize(folder.trim().replace(/^~(?=$|[/\\])/, homedir()))
  const counts: Counts = { written: 0, unchanged: 0, conflicts: [] }
  const problem = await problemOf(path, async () => {
    const names = namesIn(await readdir(path))
    const ids = wanted ?? (await everything(library))
    for (let from = 0; from < ids.length; from += batch) {
      for (const paper of await papersOf(library, ids.slice(from, from + batch))) {
        await writePage({ path, names, page: vaultPage(paper), counts })
      }
    }
  })
  const { written, unchanged, conflicts } = counts
  return { folder: path, written, unchanged, conflicts: conflicts.slice(0, mostTold), problem }
}

/** The notes of a folder, lower case to name: two that differ in case are one file on some systems. */
interface Names {
  readonly all: Map<string, string>
  /** By the first word, which is the arXiv id in names that we gave; copies are left out. */
  readonly byKey: Map<string, string>
}

interface Place {
  readonly path: string
  readonly names: Names
  readonly page: VaultPage
  readonly counts: Counts
}

async function writePage({ path, names, page, counts }: Place): Promise<void> {
  const name = nameIn(names, page)
  const isWritten = await writeMerged(join(path, name), page)
  if (isWritten === 'conflict') {
    const copy = name.slice(0, -'.md'.length) + copyEnding
    counts.conflicts.push(name)
    const isCopied = await writeMerged(join(path, copy), page)
    if (isCopied === 'write') counts.written += 1
    return
  }
  counts[isWritten === 'write' ? 'written' : 'unchanged'] += 1
}

function namesIn(files: readonly string[]): Names {
  const notes = files.filter((name) => name.toLowerCase().endsWith('.md'))
  const ownNotes = notes.filter((name) => name.includes(' ') && !name.endsWith(copyEnding))
  return {
    all: new Map(notes.map((name) => [name.toLowerCase(), name])),
    byKey: new Map(ownNotes.map((name) => [name.toLowerCase().split(' ')[0] ?? '', name])),
  }
}

/** A file of this paper that is there keeps its name, whatever its title has become. */
function nameIn(names: Names, page: VaultPage): string {
  const wanted = `${page.name}.md`
  return names.all.get(wanted.toLowerCase()) ?? names.byKey.get(page.key.toLowerCase()) ?? wanted
}

async function writeMerged(file: string, page: VaultPage): Promise<'write' | 'unchanged' | 'conflict'> {
  const merged = mergeInto(await textOrNull(file), page)
  if (merged.kind === 'write') await writeWhole(file, merged.text)
  return merged.kind
}

async function textOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Written beside and then renamed, so that a note is never half there. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.octavo-${process.pid}.tmp`
  try {
    await writeFile(beside, text)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function problemOf(path: string, write: () => Promise<void>): Promise<VaultProblem | null> {
  if (!isAbsolute(path)) return 'not-absolute'
  try {
    if (!(await stat(path)).isDirectory()) return 'missing'
    await write()
    return null
  } catch (error) {
    const problem = problems[codeOf(error) ?? '']
    if (problem === undefined) throw error
    return problem
  }
}

const problems: { readonly [code: string]: VaultProblem } = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
