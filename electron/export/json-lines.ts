/**
 * Everything, one JSON object a line: made to be read again, by Octavo or by a script. A line is a paper with what the
 * feed and arXiv say and what the reader decided and wrote; or a command of the journal; or, once, what is in a library
 * besides. Only what belongs to one library file (row numbers) or one machine (folders) is left out.
 */
import { z } from 'zod'
import { isDay } from '../../src/shared/days.ts'
import { verdicts } from '../../src/shared/domain.ts'
import type { RejectedItem } from '../../src/shared/domain.ts'
import { commandKinds, origins, paperKinds } from '../../src/shared/library-records.ts'
import type {
  CommandRecord,
  FrameRecord,
  LibraryRecords,
  PaperRecord,
} from '../../src/shared/library-records.ts'

/** Version of the format. A reader takes every version up to its own: the first had no journal and no library. */
const formatVersion = 2
const longestRaw = 65_536

const octavo = z.int().min(1).max(formatVersion)
const day = z.string().refine(isDay, 'not a calendar day').nullable().default(null)
const text = z.string().nullable().default(null)
const number = z.int().nullable().default(null)
const count = z.int().nonnegative().nullable().default(null)
const texts = z.array(z.string()).default([])
const sourced = z.object({ feed: text, original: text })
const arxivId = z.string().regex(/^(?:\d{4}\.\d{4,5}|[a-z][a-z-]{1,11}\/\d{7})$/)
const id = z.string().min(1).max(100)

/** A list that this library could have, too. */
const listName = z.string().refine((list) => {
  if (list.startsWith('day:')) return isDay(list.slice('day:'.length))
  return list === 'trending' || /^(?:week|month|search|page|arxiv|import):./.test(list)
})
const listing = z.object({
  list: listName,
  rank: z.int().positive(),
  upvotes: count,
  firstSeenAt: z.int().nullable().default(null),
})

const arxivFacts = z.object({
  version: count,
  categories: texts,
  comment: text,
  doi: text,
  journalRef: text,
  updatedOn: day,
})

const revision = z.object({ revision: z.int().positive(), text: z.string(), editedAt: number })
const event = z.object({
  id,
  command: id,
  kind: z.enum(paperKinds),
  before: text,
  after: text,
  beforeFact: number,
  afterFact: number,
  at: z.int(),
  machine: id,
  clock: z.string().regex(/^\d{15}-[\da-f]{4}-.{1,100}$/),
})

/** What cannot be read of a list is left out, and the rest stays. */
function readable<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .default([])
    .transform((items): z.output<T>[] =>
      items.flatMap((each) => {
        const read = item.safeParse(each)
        return read.success ? [read.data] : []
      }),
    )
}

const paperLine = z.object({
  octavo,
  arxivId: arxivId.nullable().default(null),
  origin: z.enum(origins).optional(),
  title: sourced,
  abstract: sourced,
  knownAs: texts,
  authors: z.array(z.object({ name: z.string(), login: text })).default([]),
  authorCount: z.int().nonnegative().default(0),
  organization: text,
  publishedOn: day,
  arxiv: arxivFacts.nullable().default(null),
  arxivAskedAt: number,
  upvotes: count,
  commentCount: count,
  aiSummary: text,
  keywords: texts,
  githubRepo: text,
  githubStars: count,
  projectPage: text,
  thumbnail: text,
  media: texts,
  submittedBy: text,
  withdrawnAt: day,
  /** Of the first version; the second has an origin. */
  isSample: z.boolean().default(false),
  verdict: z.enum(verdicts).default('unread'),
  decidedAt: number,
  isStarred: z.boolean().default(false),
  starredAt: number,
  snoozedUntil: day,
  putOff: z.int().nonnegative().default(0),
  tags: z.array(z.string().trim().min(1).max(60)).default([]),
  note: z
    .object({
      text: z.string().default(''),
      revision: z.int().nonnegative().optional(),
      editedAt: number,
      earlier: readable(revision),
    })
    .default({ text: '', editedAt: null, earlier: [] }),
  addedAt: number,
  listings: readable(listing),
  upvoteHistory: readable(z.object({ at: z.int(), upvotes: z.int() })),
  alsoArxiv: readable(arxivId),
  apart: readable(z.object({ arxivId: arxivId.nullable(), title: z.string(), addedAt: z.int() })),
  /** The first version had words in place of events; nothing of them can be taken back. */
  history: readable(event),
})
type PaperLine = z.output<typeof paperLine>

const commandLine = z.object({
  octavo,
  command: z.object({ id, kind: z.enum(commandKinds), value: text, session: text, at: z.int() }),
})

const frameLine = z.object({
  octavo,
  library: z.object({
    settings: z.record(z.string(), z.unknown()),
    history: readable(event.extend({ kind: z.literal('setting') })),
    days: readable(z.object({ day: z.string().refine(isDay), checkedAt: z.int(), changedAt: z.int() })),
    rejected: readable(
      z.object({
        list: listName,
        position: z.int().nonnegative(),
        reason: z.string().max(longestRaw),
        raw: z.string().max(longestRaw),
        at: z.int(),
      }),
    ),
    kept: readable(z.object({ arxivId, wantedAt: z.int() })),
  }),
})

export interface ReadLines extends LibraryRecords {
  readonly refused: readonly RejectedItem[]
}

/** One line per paper, each ended by a line feed. */
export function paperLines(papers: readonly PaperRecord[]): string {
  return linesOf(papers)
}

export function commandLines(commands: readonly CommandRecord[]): string {
  return linesOf(commands.map((command) => ({ command })))
}

export function frameLines(library: FrameRecord): string {
  return linesOf([{ library }])
}

function linesOf(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify({ octavo: formatVersion, ...value })}\n`).join('')
}

/** Whether a text is such an export: its first line says so. */
export function isJsonLines(text: string): boolean {
  return /^\ufeff?\s*\{"octavo":\d/.test(text)
}

/**
 * Reads an export, each line alone: one that cannot be read is refused and the others stay. `now` (ms) stands for the
 * instants that the first version of the format did not tell.
 */
export function readJsonLines(text: string, now: number): ReadLines {
  const papers: PaperRecord[] = []
  const commands: CommandRecord[] = []
  const refused: RejectedItem[] = []
  let frame: FrameRecord | null = null
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    if (raw.trim() === '') continue
    const value = valueOf(raw)
    const paper = paperLine.safeParse(value)
    if (paper.success && hasTitle(paper.data)) {
      papers.push(recordOf(paper.data, now))
      continue
    }
    const command = commandLine.safeParse(value).data?.command
    const library = frameLine.safeParse(value).data?.library
    if (command !== undefined) commands.push(command)
    else if (library !== undefined) frame ??= library
    else refused.push({ reason: 'not a line exported by Octavo', raw: raw.slice(0, longestRaw) })
  }
  return { papers, commands, frame, refused }
}

function hasTitle({ title }: PaperLine): boolean {
  return (title.feed ?? title.original ?? '').trim() !== ''
}

function recordOf(line: PaperLine, now: number): PaperRecord {
  const { octavo: version, isSample, note, addedAt, ...facts } = line
  const isFirst = version === 1
  return {
    ...facts,
    origin: facts.origin ?? (isSample ? 'sample' : 'import'),
    addedAt: addedAt ?? now,
    arxivAskedAt: facts.arxivAskedAt ?? (facts.arxiv === null ? null : now),
    // None and unknown were both 0 in the first version.
    commentCount: isFirst && facts.commentCount === 0 ? null : facts.commentCount,
    starredAt: facts.isStarred ? (facts.starredAt ?? facts.decidedAt ?? addedAt ?? now) : null,
    decidedAt: facts.decidedAt ?? (facts.verdict === 'unread' ? null : (addedAt ?? now)),
    note: { ...note, revision: note.revision ?? (note.text === '' ? 0 : 1) },
    listings: facts.listings.map((each) => ({ ...each, firstSeenAt: each.firstSeenAt ?? addedAt ?? now })),
  }
}

function valueOf(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}
