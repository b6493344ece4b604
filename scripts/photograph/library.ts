/**
 * A library as a reader has it after some weeks: real days where `../shared/data` is there, else the fixtures, decided on
 * day by day with a clock that moves along.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readDay } from '../../electron/feed/daily-papers.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { addDays } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { Settings } from '../../src/shared/settings.ts'
import type { Change, PaperId, PaperRow } from '../../src/shared/domain.ts'
import { generator } from '../../tests/bench/papers.ts'
import { readRecords } from '../../tests/feed-server/arxiv-answers.ts'
import type { ArxivRecords } from '../../tests/feed-server/arxiv-answers.ts'
import { readDays } from '../../tests/feed-server/day-files.ts'
import type { Days } from '../../tests/feed-server/day-files.ts'
import { projectRoot } from '../start/build.ts'
import { lastDay } from './clock.ts'

const data = join(projectRoot, '..', 'shared', 'data')

/** What the pictures show. */
export interface Photographed {
  readonly days: Days
  /** Oldest first. */
  readonly order: readonly Day[]
  readonly originals: ArxivRecords
}

/** Reads the days to show. */
export async function photographed(): Promise<Photographed> {
  const real = join(data, 'hf', 'days')
  const read = await readDays(existsSync(real) ? real : join(projectRoot, 'tests', 'fixtures', 'days'))
  const days = new Map([...read].filter(([day]) => day <= lastDay))
  const records = join(data, 'arxiv', 'records.jsonl')
  return {
    days,
    order: [...days.keys()].toSorted(),
    originals: existsSync(records) ? await readRecords(records) : new Map(),
  }
}

const notes = [
  'Compare the ablation with ours: they hold the number of tokens fixed, $n = 2^{16}$, and so should we.',
  'Worth a talk in the reading group. **Table 3** first.',
  'Does the gain survive with $k \\ll d$? Ask before citing.',
  'Same trick as last spring, without the second pass. Where does the factor of 4 come from?',
]

const tags = ['agents', 'embeddings', 'reading group', 'to compare']

const longNote = [
  'The bound needs the *same* step size in all layers, $\\eta \\le \\tfrac{1}{L}$.',
  '',
  'Without it, by the usual argument:',
  '$$\\|x_{k+1} - x^*\\|^2 \\le (1 - \\eta\\mu)\\,\\|x_k - x^*\\|^2 + \\eta^2\\sigma^2$$',
  'so the last term stays. Try $\\eta_k = \\frac{c}{k}$ first.',
].join('\n')

/** How far the reader is with the newest day: it waits, or all that had come by then is decided. */
export type Progress = 'waiting' | 'finished'

/** Papers of the newest day that come only after the reader has finished. */
const lateCount = 5

/** Makes the library at `path`: every day decided on that day, the newest as far as `progress` says. */
export function makeLibrary(
  path: string,
  shown: Photographed,
  progress: Progress,
  settings: Partial<Settings> = {},
): void {
  let now = 0
  const random = generator(5)
  const library = openLibrary({ path, now: () => now })
  try {
    const reader = { library, random, tick: (): void => void (now += 9_000) }
    for (const day of shown.order) {
      const isNewest = day === shown.order.at(-1)
      now = new Date(`${day}T${isNewest ? '08:50' : '15:10'}:00`).getTime()
      const read = readDay(day, shown.days.get(day), day)
      const papers = isNewest && progress === 'finished' ? read.papers.slice(0, -lateCount) : read.papers
      library.storeList({ list: `day:${day}`, papers, rejected: [] }, now)
      storeOriginals(library, shown.originals, now)
      const { ids } = library.list({ place: 'triage', day, order: 'feed', tag: null }, 0)
      if (!isNewest) decide(reader, day === shown.order.at(-9) ? ids.slice(0, -6) : ids)
      else if (progress === 'finished') decide(reader, ids)
      else begin(reader, ids)
      if (!isNewest) readSome(reader)
    }
    putOff(reader)
    noteOnMathematics(library, shown)
    library.saveSettings({ firstSteps: false, keepAutomatically: false, ...settings })
    library.keepSearch('diffusion is:starred', 'diffusion is:starred')
  } finally {
    library.close()
  }
}

interface Reader {
  readonly library: Library
  /** Numbers from 0 to 1. */
  readonly random: () => number
  /** Lets time pass. */
  readonly tick: () => void
}

function storeOriginals(library: Library, records: ArxivRecords, now: number): void {
  const wanted = library.papersWithoutOriginal(500)
  const found = wanted.flatMap((arxivId) => {
    const record = records.get(arxivId)
    if (!record) return []
    const { title, abstract, version = 1, categories = ['cs.LG'], authors = [] } = record
    const facts = { comment: null, doi: null, journalRef: null, publishedOn: null, updatedOn: null }
    return [{ arxivId, title, abstract, version, categories, authors, ...facts }]
  })
  library.storeOriginals(wanted, found, now)
}

/** Verdicts as they fall: most papers are skipped, some kept for later, and a few get a star, a tag or a note. */
function decide({ library, random, tick }: Reader, ids: readonly PaperId[]): void {
  for (const id of ids) {
    tick()
    const chance = random()
    const change = (one: Change): void => void library.change([id], one)
    if (chance < 0.08) change({ field: 'star', value: true })
    const tag = tags[Math.floor(chance * 45)]
    if (tag !== undefined) change({ field: 'tag', name: tag, value: true })
    change({ field: 'verdict', value: chance < 0.13 ? 'later' : chance < 0.25 ? 'read' : 'skipped' })
    const text = notes[Math.floor(chance * 90)]
    if (text !== undefined) write(library, id, text)
  }
}

function write(library: Library, paperId: PaperId, text: string): void {
  const baseRevision = library.paper(paperId).note.revision
  library.saveNote({ paperId, text, baseRevision, session: `note ${paperId}` })
}

/** Before the morning begins, one of its papers has a star and a note. */
function begin({ library }: Reader, ids: readonly PaperId[]): void {
  const id = ids[6]
  if (id === undefined) return
  library.change([id], { field: 'star', value: true })
  library.change([id], { field: 'tag', name: 'embeddings', value: true })
  write(
    library,
    id,
    'What is stored depends on what came before. Compare the $3.8\\times$ of Table 4 with ours.',
  )
}

const queueOf = (library: Library): readonly PaperId[] =>
  library.list({ place: 'queue', day: null, order: 'oldest', tag: null }, 0).ids

/** Half of what waits is read after some days. */
function readSome({ library, random, tick }: Reader): void {
  for (const id of queueOf(library).slice(0, 12)) {
    if (random() < 0.82) continue
    tick()
    library.change([id], { field: 'verdict', value: 'read' })
  }
}

/** Two papers of the queue were put off time and again, and three sleep. */
function putOff({ library, tick }: Reader): void {
  const ids = queueOf(library)
  const snooze = (id: PaperId | undefined, until: Day | null): void => {
    tick()
    if (id !== undefined) library.change([id], { field: 'snooze', value: until })
  }
  for (const [at, times] of [
    [0, 4],
    [3, 3],
  ] as const) {
    for (let time = 0; time < times; time += 1) {
      snooze(ids[at], addDays(lastDay, 1))
      snooze(ids[at], null)
    }
  }
  snooze(ids[5], addDays(lastDay, 1))
  snooze(ids[8], addDays(lastDay, 6))
  snooze(ids[10], addDays(lastDay, 6))
}

/** The paper with the most formulas of the last days goes on top of the notes: the long one is written on it. */
function noteOnMathematics(library: Library, { order, originals }: Photographed): void {
  const ids = order.slice(-6, -1).flatMap((day) => library.dayFacts(day).papers.map(({ id }) => id))
  const formulas = ({ arxivId }: PaperRow): number =>
    (originals.get(arxivId ?? '')?.abstract.match(/\$[^$]*[\\^_=][^$]*\$/g) ?? []).join('').length
  const [best] = library.rows(ids).toSorted((one, other) => formulas(other) - formulas(one))
  if (best === undefined) return
  library.change([best.id], { field: 'verdict', value: 'later' })
  library.change([best.id], { field: 'star', value: true })
  write(library, best.id, longNote)
}
