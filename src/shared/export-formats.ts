/** Papers on their way out: the formats they are written in, and what comes of writing. */

/** Ways to write papers down for other programs and for people. */
export const exportFormats = [
  'bibtex',
  'ris',
  'csl',
  'csv',
  'jsonl',
  'digest',
  'pdf',
  'apa',
  'ieee',
  'chicago',
  'text',
] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A file as it is to be saved. */
export interface ExportedFile {
  readonly name: string
  readonly mediaType: string
  readonly text: string
  /** How `text` stands for the file's bytes. */
  readonly encoding: 'utf8' | 'base64'
  /** Papers in it. */
  readonly count: number
}

export type VaultProblem = 'not-absolute' | 'missing' | 'not-writable' | 'disk-full'

export interface VaultResult {
  /** The folder, spelled out. */
  readonly folder: string
  readonly written: number
  readonly unchanged: number
  /** Names of files (at most 20) that were left alone because somebody had changed our part of them. */
  readonly conflicts: readonly string[]
  /** What ended the writing early; what was written by then stays. */
  readonly problem: VaultProblem | null
}
