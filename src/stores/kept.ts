/** What the window knows of the papers kept offline, and the pages of the one that is open. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ArxivId, PaperId } from '../shared/domain.ts'
import { nothingKept } from '../shared/kept.ts'
import type { KeptPages, KeptPaper, KeptUsage } from '../shared/kept.ts'
import type { PagePictures } from '../shared/pictures.ts'
import { capped } from './library.ts'

export interface KeptState {
  readonly papers: ReadonlyMap<PaperId, KeptPaper>
  readonly usage: KeptUsage
  /** The large file that is on its way. */
  readonly progress: {
    readonly arxivId: ArxivId
    readonly received: number
    readonly total: number | null
  } | null
  readonly open: { readonly id: PaperId; readonly pages: KeptPages } | null
  /** Of the papers that are open or next, as far as they are known. */
  readonly pictures: ReadonlyMap<PaperId, KnownPictures>
}

type KnownPictures = PagePictures & { readonly id: PaperId }

const picturesCap = 60

/** A new store, before anything was asked. */
export function createKeptStore(): StoreApi<KeptState> {
  return createStore<KeptState>(() => ({
    papers: new Map(),
    usage: nothingKept,
    progress: null,
    open: null,
    pictures: new Map(),
  }))
}

/** Whether something of the paper can be read now. */
export function isHere(paper: KeptPaper | undefined): paper is KeptPaper {
  return paper !== undefined && paper.files > 0 && (paper.state === 'kept' || paper.state === 'waiting')
}

export function withPictures(pictures: KeptState['pictures'], fresh: KnownPictures): KeptState['pictures'] {
  return capped(pictures, [fresh], picturesCap)
}
