/** Sentences about papers kept offline. */
import type { ErrorCode } from '../shared/errors.ts'
import type { KeptPaper } from '../shared/kept.ts'
import type { PagePictures, PictureUsage } from '../shared/pictures.ts'
import { counted, fileSize, moment } from './format.ts'

/** What happened to papers that somebody asked to keep. */
export function keptSentence(what: 'asked' | 'offline' | 'here' | 'dropped', count: number): string {
  const papers = counted(count, 'paper')
  switch (what) {
    case 'asked':
      return count === 1 ? 'Keeping the full text, the figures and the PDF.' : `Keeping ${papers}.`
    case 'offline':
      return 'There is no network. It will be fetched when there is one.'
    case 'here':
      return count === 1 ? 'This paper is kept already.' : `All ${papers} are kept already.`
    case 'dropped':
      return `${papers} dropped to stay within the space for kept papers. Settings, Offline says which.`
  }
}

/** Papers were removed; null stands for all of them. */
export function removedSentence(count: number | null): string {
  const what = count === null ? 'All kept papers' : counted(count, 'kept paper')
  return `${what} removed. Settings, Offline brings back what was removed until Octavo ends.`
}

/** How a paper stands, for the page and for Settings. */
export function keptStatus(paper: KeptPaper, now: number, problem: ErrorCode | null = null): string {
  const size = fileSize(paper.bytes)
  switch (paper.state) {
    case 'kept':
      return `Kept offline, ${size}${paper.hasText ? '' : ', PDF only'}${paper.hasPdf ? '' : ', no PDF'}`
    case 'waiting': {
      const here = paper.files > 0 ? `${size} kept, ` : 'Queued, '
      return `${here}${counted(paper.missing, 'file')} to come${waitingFor(paper, now, problem)}`
    }
    case 'absent':
      return 'Neither full text nor PDF can be had'
    case 'dropped':
      return `Dropped ${moment(paper.changedAt, now)}: older than what fills the space, and not starred`
    case 'removed':
      return paper.files > 0 ? `Removed, ${size} until Octavo ends` : 'Removed'
  }
}

/** What a paper's files wait for, if it is more than their turn. */
function waitingFor({ retryAt, failure }: KeptPaper, now: number, problem: ErrorCode | null): string {
  if (problem === 'offline') return ' when there is a network'
  if (problem === 'no-room') return ' when there is space for them'
  if (problem === 'disk-full') return ' when the disk has space'
  if (retryAt === null || retryAt <= now) return ''
  return `, ${failureWord(failure)}; next try ${moment(retryAt, now)}`
}

/** How the pictures of a paper stand. */
export function picturesSentence(
  what: 'coming' | 'none' | 'not-kept' | 'offline' | 'motion-coming' | 'motion-offline',
): string {
  switch (what) {
    case 'coming':
      return 'The picture is being fetched.'
    case 'none':
      return 'The picture cannot be had.'
    case 'not-kept':
      return 'The picture is not kept.'
    case 'offline':
      return 'The picture is not kept and there is no network.'
    case 'motion-coming':
      return 'Fetching it. It plays when it is here.'
    case 'motion-offline':
      return 'The video is not kept and there is no network.'
  }
}

/** What plays, and what it costs to fetch where that is known. */
export function playLabel({ kind, address, bytes }: NonNullable<PagePictures['motion']>): string {
  const what = kind === 'gif' ? 'Play the animation' : 'Play the video'
  return address === null && bytes > 0 ? `${what}, ${fileSize(bytes)} to fetch` : what
}

/** What the pictures of listed papers cost. */
export function pictureUsage({ bytes, papers, dropped }: PictureUsage): string {
  const gone = dropped === 0 ? '' : `; those of ${counted(dropped, 'paper')} went, and come when asked for`
  return `${counted(papers, 'paper')}, ${fileSize(bytes)}${gone}`
}

/** What keeps the queue from going on. */
export function keptProblem(problem: ErrorCode | null): string | null {
  if (problem === null) return null
  if (problem === 'offline') return 'There is no network. The rest will be fetched when there is one.'
  if (problem === 'no-room') {
    return 'Starred papers fill the space. Nothing more is kept until there is more space or something is removed.'
  }
  if (problem === 'disk-full') return 'The disk is full. Nothing more is kept until there is space.'
  return 'The folder of kept papers cannot be written to. Check its rights.'
}

function failureWord(failure: ErrorCode | null): string {
  if (failure === 'rate-limited') return 'arXiv asks for a pause'
  return failure === 'offline' ? 'no network' : 'no good answer'
}

/** The pictures of so many papers were removed. */
export function picturesRemoved(papers: number): string {
  return `Removed the pictures of ${counted(papers, 'paper')}. They come again from the page of each paper.`
}
