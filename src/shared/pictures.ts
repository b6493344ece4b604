/** The pictures of listed papers: made small once and kept beside the library, so that the page shows them offline. */
import type { ArxivId } from './domain.ts'

/**
 * `thumbnail`: the feed's own picture of the paper; `medium`: the first medium somebody gave with it, or the first frame of
 * one that moves; `motion`: a video or GIF as it came, which plays only when asked.
 */
export type PictureKind = 'thumbnail' | 'medium' | 'motion'

/**
 * `absent`: it cannot be had; `large`: too large to be fetched unasked; `dropped`: made room for others, or removed by the
 * reader. The last two come when they are asked for.
 */
export type PictureState = 'wanted' | 'kept' | 'absent' | 'large' | 'dropped'

/** A picture as the library knows it. Only `kept` ones are shown to anybody. */
export interface Picture {
  readonly arxivId: ArxivId
  readonly kind: PictureKind
  readonly source: string
  readonly state: PictureState
  /** Name of the file, and its size in pixels where that is known. */
  readonly file: string | null
  readonly width: number | null
  readonly height: number | null
  /** Of the file; for one that is too large, what the server said. */
  readonly bytes: number
  readonly sha256: string | null
  /** Of a beginning that is here, by which the server knows the rest; null for none. */
  readonly etag: string | null
  readonly attempts: number
}

/** What pictures cost, and how many papers have some, or had some that made room. */
export interface PictureUsage {
  readonly bytes: number
  readonly papers: number
  readonly dropped: number
}

/** The pictures of one paper as the page shows them. */
export interface PagePictures {
  readonly still: { readonly address: string; readonly width: number; readonly height: number } | null
  /** Whether there is something to be had that is not here: it comes by itself, or when asked for. */
  readonly rest: 'none' | 'coming' | 'askable'
  readonly motion: {
    readonly kind: 'video' | 'gif'
    /** Null until it is here. */
    readonly address: string | null
    /** 0 where it is not known. */
    readonly bytes: number
  } | null
}

/** What is to be fetched of a medium, by the name in its address. */
export function kindsOfMedium(source: string): readonly PictureKind[] {
  const extension = /\.([a-z0-9]{2,4})(?:[?#]|$)/i.exec(source)?.[1]?.toLowerCase() ?? ''
  if (extension === 'gif') return ['medium', 'motion']
  return ['mp4', 'm4v', 'mov', 'qt', 'webm'].includes(extension) ? ['motion'] : ['medium']
}
