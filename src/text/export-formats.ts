/** What the formats of an export are called, and what each is good for. */
import type { ExportFormat, VaultProblem } from '../shared/export-formats.ts'

interface FormatText {
  readonly name: string
  readonly hint: string
}

export const formatTexts: Readonly<Record<ExportFormat, FormatText>> = {
  bibtex: { name: 'BibTeX', hint: 'For LaTeX. Keys and fields as on arXiv, formulas kept.' },
  ris: { name: 'RIS', hint: 'For Zotero, Mendeley, EndNote and other reference managers.' },
  csl: { name: 'CSL-JSON', hint: 'For Pandoc and citation processors.' },
  csv: { name: 'Table (CSV)', hint: 'For spreadsheets, with verdicts, tags and notes.' },
  jsonl: {
    name: 'Everything (JSON lines)',
    hint: 'All that Octavo knows of these papers, with your history. Another library can import it; of the whole library, nothing is missing then.',
  },
  digest: {
    name: 'Reading digest (HTML)',
    hint: 'Abstracts and your notes on one page. A browser prints it, also as a PDF.',
  },
  pdf: { name: 'Reading digest (PDF)', hint: 'Abstracts and your notes on A4 pages, with the formulas set.' },
  apa: { name: 'Citation, APA', hint: 'A line of plain text for each paper.' },
  ieee: { name: 'Citation, IEEE', hint: 'A line of plain text for each paper.' },
  chicago: { name: 'Citation, Chicago', hint: 'A line of plain text for each paper, author and date.' },
  text: { name: 'Title and link', hint: 'Plain text to send to somebody, with the first line of your note.' },
}

/** Papers as notes: no file to save, but a folder to keep. */
export const vaultText: FormatText = {
  name: 'Markdown notes (Obsidian)',
  hint: 'A note for each paper in a folder. Write your own above and below; Octavo keeps to its part.',
}

export const vaultProblems: Readonly<Record<VaultProblem, string>> = {
  'not-absolute': 'Give the whole path of the folder, such as ~/Notes/Papers.',
  missing: 'There is no such folder. Octavo writes only into one that is there.',
  'not-writable': 'This folder cannot be written to.',
  'disk-full': 'The disk is full. The notes written so far are whole.',
}
