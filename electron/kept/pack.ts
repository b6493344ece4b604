/** The pack as the reader has it: what is kept, asking for a paper, removing it again, and reading it. */
import type { PaperId } from '../../src/shared/domain.ts'
import type { KeptFigure, KeptFile, KeptPages, KeptPaper, KeptUsage } from '../../src/shared/kept.ts'
import type { KeptFiles } from './files.ts'
import { fileName, folderName } from './names.ts'
import type { Keeper, KeptBooks } from './keeper.ts'
import { pictureFacts, type PictureFacts } from './picture-facts.ts'

export interface PackOptions {
  readonly library: KeptBooks
  readonly files: KeptFiles
  readonly keeper: Keeper
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Where the shell serves the files: an address that ends in a slash. */
  readonly address: string
}

/** What the service does with the pack. */
export interface Pack {
  list(): Promise<{ readonly papers: readonly KeptPaper[]; readonly usage: KeptUsage }>
  /** Puts papers into the queue. One that was removed a moment ago is simply back. */
  keep(ids: readonly PaperId[]): Promise<void>
  /** The reader decided something: what is Later or starred now is kept, a moment later, so that it can be taken back. */
  wake(): void
  /** Removes papers, or all with null. Their files stay until Octavo ends, so that it can be taken back. */
  remove(ids: readonly PaperId[] | null): Promise<void>
  /** Brings back all that was removed since Octavo began. */
  restore(): Promise<void>
  /** What can be read of a paper now. A file that is not what was fetched is fetched again instead of shown. */
  pages(id: PaperId): Promise<KeptPages>
  /** Deletes the files of removed papers: nobody can bring them back any more. */
  empty(): Promise<void>
}

/** Long enough to take back a key. */
const graceMs = 4000

export function createPack({ library, files, keeper, now, sleep, address }: PackOptions): Pack {
  const soon = afterGrace(sleep, () => keeper.start())
  async function idsOf(ids: readonly PaperId[] | null): Promise<readonly string[] | null> {
    if (ids === null) return null
    const papers = await library.keptPapers(null)
    return papers.filter(({ paperId }) => ids.includes(paperId)).map(({ arxivId }) => arxivId)
  }

  const { damaged, isGood, figuresOf } = createCheck({ library, files, keeper, now })
  const addressOf = (file: KeptFile): string => `${address}${folderName(file.arxivId)}/${fileName(file)}`

  const figureOf = (file: KeptFile & PictureFacts): KeptFigure => {
    const { source, width, height } = file
    return { source, address: addressOf(file), width, height }
  }

  return {
    list: async () => ({ papers: await library.keptPapers(null), usage: await keeper.usage() }),

    keep: async (ids) => {
      await keeper.tell(await library.askKept(ids, now()))
      keeper.start()
    },

    wake: soon.begin,

    remove: async (ids) => {
      const arxivIds = await idsOf(ids)
      await keeper.tell(await library.moveKept(arxivIds, ['kept', 'waiting', 'absent'], 'removed', now()))
      // There may be space now for what did not fit.
      keeper.start()
    },

    restore: async () => {
      const removed = (await library.keptPapers(null)).filter(({ state }) => state === 'removed')
      const back = removed.filter(({ files: count }) => count > 0).map(({ paperId }) => paperId)
      await keeper.tell(await library.askKept(back, now()))
      keeper.start()
    },

    pages: async (id) => {
      const [arxivId] = (await idsOf([id])) ?? []
      const [paper] = arxivId === undefined ? [] : await library.keptPapers([arxivId])
      if (paper === undefined || !['kept', 'waiting'].includes(paper.state)) return nothing
      const kept = (await library.keptFiles(paper.arxivId)).filter(({ state }) => state === 'kept')
      const text = kept.find(({ kind }) => kind === 'text')
      const pdf = kept.find(({ kind }) => kind === 'pdf')
      const bytes = text === undefined ? null : await files.read(text)
      if (text !== undefined && bytes === null) await damaged(text)
      return {
        text: bytes?.toString('utf8') ?? null,
        figures: (await figuresOf(kept)).map(figureOf),
        pdf: pdf !== undefined && (await isGood(pdf)) ? addressOf(pdf) : null,
      }
    },

    empty: async () => {
      soon.cancel()
      for (const { arxivId, state } of await library.keptPapers(null)) {
        if (state !== 'removed') continue
        await files.remove(arxivId)
        await library.forgetKeptFiles(arxivId)
      }
    },
  }
}

/** What is done about files that are no longer what was fetched. */
function createCheck({
  library,
  files,
  keeper,
  now,
}: Pick<PackOptions, 'library' | 'files' | 'keeper' | 'now'>) {
  async function damaged(file: KeptFile): Promise<void> {
    await library.saveKeptFile({ ...file, state: 'wanted', bytes: 0, sha256: null, etag: null }, now())
    await library.moveKept([file.arxivId], ['kept'], 'waiting', now())
    await keeper.tell([file.arxivId])
    keeper.start()
  }

  /** Whether a file may be shown. */
  async function isGood(file: KeptFile): Promise<boolean> {
    if (await files.isWhole(file)) return true
    await damaged(file)
    return false
  }

  /** One after the other: all of them together can be more than memory should hold. */
  async function figuresOf(kept: readonly KeptFile[]): Promise<readonly (KeptFile & PictureFacts)[]> {
    const figures: (KeptFile & PictureFacts)[] = []
    for (const file of kept.filter(({ kind }) => kind === 'figure')) {
      const bytes = await files.read(file)
      if (bytes === null) await damaged(file)
      const facts = bytes === null ? null : pictureFacts(bytes)
      if (facts !== null) figures.push({ ...file, ...facts })
    }
    return figures
  }

  return { damaged, isGood, figuresOf }
}

const nothing: KeptPages = { text: null, figures: [], pdf: null }

/** Does `work` once nobody has begun again for a while. */
function afterGrace(sleep: PackOptions['sleep'], work: () => void) {
  let waiting = new AbortController()
  const cancel = (): void => waiting.abort()
  return {
    cancel,
    begin: (): void => {
      cancel()
      waiting = new AbortController()
      sleep(graceMs, waiting.signal).then(work, () => undefined)
    },
  }
}
