/** What is said about the library's files: backups, restoring, starting over, repairing. */
import type { Failure } from '../shared/errors.ts'
import type { CopyCounts, Health, LibraryCopy, Recovery } from '../shared/storage.ts'
import { counted, moment, number } from './format.ts'
import { failureText } from './failure-messages.ts'

/** A size for people: "812 kB", "41 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.ceil(bytes / 1_000))} kB`
  if (bytes < 10_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${number(Math.round(bytes / 1_000_000))} MB`
}

/** What is in a copy: "1,204 papers, 37 notes, 890 decided". */
export function countsText(counts: CopyCounts | null): string {
  if (counts === null) return 'cannot be read'
  const { papers, notes, decided } = counts
  return `${counted(papers, 'paper')}, ${counted(notes, 'note')}, ${number(decided)} decided`
}

const kindNames: Readonly<Record<LibraryCopy['kind'], string>> = {
  daily: 'Backup',
  version: 'Backup before an update',
  'set-aside': 'Set aside',
}

/** The name of a copy: "Backup of yesterday, 09:41". */
export function copyName({ kind, at }: LibraryCopy, now: number): string {
  return kind === 'set-aside' ? `Last written ${moment(at, now)}` : `${kindNames[kind]} of ${moment(at, now)}`
}

/** A backup was made. */
export function backedUp({ bytes, counts }: LibraryCopy): string {
  return `Backed up: ${countsText(counts)}, ${sizeText(bytes)}. The copy was checked.`
}

/** What a repair came to. */
export function recoveredText({ backupAt, notes, decisions, papers }: Recovery, now: number): string {
  const begun =
    backupAt === null
      ? 'There was no backup; a new library was begun.'
      : `The backup of ${moment(backupAt, now)} was restored.`
  const saved = [counted(notes, 'note'), counted(decisions, 'decision'), counted(papers, 'paper')].join(', ')
  const isNothing = notes + decisions + papers === 0
  const read = isNothing
    ? 'The damaged file had nothing newer that could be read.'
    : `From the damaged file: ${saved}.`
  return `${begun} ${read} The damaged file is kept under Set aside.`
}

/** What a check found. */
export function healthText(health: Exclude<Health, 'sound'>): string {
  return health === 'index-rebuilt'
    ? 'The search index was damaged and is being made again. Nothing was lost.'
    : 'The library file is damaged. Repair it in Settings, Storage and backups.'
}

/** The daily backup could not be made. */
export function backupFailed(failure: Failure): string {
  return `Today’s backup could not be made. ${failureText(failure).title}`
}
