/** Papers by the names that records of a library give them, which numbers of rows are not. */
import * as z from 'zod/mini'
import type { PaperId } from '../../src/shared/domain.ts'
import type { EventRecord, PaperName } from '../../src/shared/library-records.ts'
import type { Papers } from './papers.ts'
import { readJson } from './read-json.ts'

const named = z.object({ arxivId: z.nullable(z.string()), title: z.string(), addedAt: z.int() })

export type PaperNames = ReturnType<typeof createPaperNames>

export function createPaperNames(papers: Papers) {
  /** The paper of a name, if it is here and not `except`. */
  function find(name: PaperName, except: PaperId): PaperId | null {
    const found =
      name.arxivId === null
        ? papers.byTitle(name.title).filter((row) => row.added_at === name.addedAt && row.arxiv_id === null)
        : [papers.byArxivId(name.arxivId)]
    const id = found.map((row) => row && papers.resolve(row.id)).find((each) => each !== except)
    return id !== undefined && id !== null && papers.byId(id)?.is_removed === 0 ? id : null
  }

  function number(text: string | null, except: PaperId): string | null {
    const read = named.safeParse(readJson(text))
    const id = read.success ? find(read.data, except) : null
    return id === null ? null : String(id)
  }

  return {
    find,

    /** An event of a paper with numbers of this library in place of names. */
    numbered: <E extends EventRecord & { readonly paperId: PaperId }>(event: E): E =>
      event.kind === 'apart'
        ? {
            ...event,
            before: number(event.before, event.paperId),
            after: number(event.after, event.paperId),
          }
        : event,
  }
}
