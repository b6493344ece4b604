/** Where kept files lie below their root, and what they are called there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArxivId } from '../../src/shared/domain.ts'
import type { KeptFile } from '../../src/shared/kept.ts'

/** What of a file gives it its name. */
export type Named = Pick<KeptFile, 'arxivId' | 'kind' | 'name'>

/** The folder of a paper: its id, whose slash (`hep-th/9901001`) no file name can have. */
export function folderName(arxivId: ArxivId): string {
  return arxivId.replace('/', '_')
}

/** The name of a file in its paper's folder. */
export function fileName({ arxivId, kind, name }: Named): string {
  if (kind === 'figure') return name
  return `${folderName(arxivId)}.${kind === 'pdf' ? 'pdf' : 'md'}`
}

/** The kept full text of a paper, for a thread that has nothing else to do; null if it is not there. */
export function readKeptText(root: string, arxivId: ArxivId): string | null {
  try {
    const file = fileName({ arxivId, kind: 'text', name: 'text' })
    return readFileSync(join(root, folderName(arxivId), file), 'utf8')
  } catch {
    return null
  }
}
