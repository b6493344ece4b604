/** What is kept of papers for reading without a network: full text, figures and PDF, as files that can be fetched again. */
import type { ErrorCode } from './errors.ts'
import type { ArxivId, PaperId, SourcedText } from './domain.ts'
import type { PictureUsage } from './pictures.ts'

/**
 * `waiting`: something is still to be fetched, though parts may be here; `kept`: all there is; `absent`: there is nothing
 * to be had; `dropped`: made room for others; `removed`: by the reader, and can be brought back until Octavo ends.
 */
export const keptStates = ['waiting', 'kept', 'absent', 'dropped', 'removed'] as const
export type KeptState = (typeof keptStates)[number]

/** One paper of the pack. */
export interface KeptPaper {
  readonly paperId: PaperId
  readonly arxivId: ArxivId
  readonly title: SourcedText
  readonly isStarred: boolean
  readonly state: KeptState
  readonly hasText: boolean
  readonly hasPdf: boolean
  /** Files here, and files still to come. */
  readonly files: number
  readonly missing: number
  readonly bytes: number
  /** Instant (ms) of its present state. */
  readonly changedAt: number
  /** Why the last try failed, and when the next one is made. */
  readonly failure: ErrorCode | null
  readonly retryAt: number | null
}

/** What the pack costs. `problem` is what keeps the queue from going on, if anything does. */
export interface KeptUsage {
  readonly bytes: number
  /** Of removed papers, whose files are deleted when Octavo ends. */
  readonly removedBytes: number
  /** Pictures of listed papers, which take their share of the same space. */
  readonly pictures: PictureUsage
  readonly problem: ErrorCode | null
}

/** Papers of the pack, all or those that changed, and what all of it costs. */
export interface KeptList {
  readonly papers: readonly KeptPaper[]
  readonly usage: KeptUsage
}

/** Before anything was kept, or asked. */
export const nothingKept: KeptUsage = {
  bytes: 0,
  removedBytes: 0,
  pictures: { bytes: 0, papers: 0, dropped: 0 },
  problem: null,
}

/** The full text as Markdown, and where its pictures and the PDF can be loaded from. */
export interface KeptPages {
  readonly text: string | null
  readonly figures: readonly KeptFigure[]
  readonly pdf: string | null
}

/** A picture of the full text. `source` is the address that the text has for it; the size is in pixels. */
export interface KeptFigure {
  readonly source: string
  readonly address: string
  readonly width: number
  readonly height: number
}

export const keptKinds = ['text', 'pdf', 'figure'] as const
export type KeptKind = (typeof keptKinds)[number]

/** A file of the pack as the library knows it. Only `kept` ones are shown to anybody. */
export interface KeptFile {
  readonly arxivId: ArxivId
  readonly name: string
  readonly kind: KeptKind
  /** As the full text has it, for a figure; empty for the others, whose address follows from the id. */
  readonly source: string
  readonly state: 'wanted' | 'kept' | 'absent'
  readonly bytes: number
  readonly sha256: string | null
  /** Of what is being fetched or is here; a strong one lets a download go on where it broke off. */
  readonly etag: string | null
  /** Version of the paper, where the server named it. */
  readonly version: number | null
  readonly attempts: number
}

export const mebibyte = 1024 * 1024

/** One spelling for the address of a picture, as the text has it and as a reader of Markdown hands it on. */
export function figureKey(source: string): string {
  return URL.canParse(source, 'https://arxiv.org/html/')
    ? new URL(source, 'https://arxiv.org/html/').href
    : source
}
