/**
 * A library as a reader has it after some weeks: real days where `../shared/data` is there, else the fixtures, under the
 * latest weekdays, decided on day by day with a clock that moves along.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readDay } from '../../electron/feed/daily-papers.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { Change, PaperId, PaperRow } from '../../src/shared/domain.ts'
import { generator } from '../../tests/bench/papers.ts'
import { readRecords } from '../../tests/feed-server/arxiv-answers.ts'
import type { ArxivRecords } from '../../tests/feed-server/arxiv-answers.ts'
import { readDays, shiftedTo } from '../../tests/feed-server/day-files.ts'
import type { Days } from '../../tests/feed-server/day-files.ts'
import { projectRoot } from '../start/build.ts'

const data = join(projectRoot, '..', 'shared', 'data')
/** The latest of the real days for most of whose papers there are originals. */
const lastRealDay = '2026-06-23'
const dayCount = 16
/** So many of the latest days have one note only. */
const recentDays = 5

/** What the pictures show. */
export interface Photographed {
  /** Lists under the latest weekdays, for a feed server. */
  readonly days: Days
  /** Oldest first. */
  readonly order: readonly Day[]
  readonly originals: ArxivRecords
}

/** Reads the days to show. */
export async function photographed(): Promise<Photographed> {
  const hasRealDays = existsSync(join(data, 'hf', 'days'))
  const read = await readDays(
    hasRealDays ? join(data, 'hf', 'days') : join(projectRoot, 'tests', 'fixtures', 'days'),
  )
  const chosen = new Map([...read].filter(([day]) => !hasRealDays || day <= lastRealDay).slice(-dayCount))
  const records = join(data, 'arxiv', 'records.jsonl')
  const days = shiftedTo(feedDayAt(Date.now()), chosen)
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
]

const longNote = [
  'The bound needs the *same* step size in all layers, $\\eta \\le \\tfrac{1}{L}$.',
  '',
  'Without it, by the usual argument:',
  '$$\\|x_{k+1} - x^*\\|^2 \\le (1 - \\eta\\mu)\\,\\|x_k - x^*\\|^2 + \\eta^2\\sigma^2$$',
  'so the last term stays. Try $\\eta_k = \\frac{c}{k}$ first.',
].join('\n')

/** Makes the library at `path`: every day decided on that day but the newest, of which a part is. */
export function makeLibrary(path: string, { days, order, originals }: Photographed): void {
  let now = 0
  const random = generator(5)
  const library = openLibrary({ path, now: () => now })
  try {
    for (const day of order) {
      now = Date.parse(`${day}T15:10:00Z`)
      const read = readDay(day, days.get(day), day)
      library.storeList({ list: `day:${day}`, papers: read.papers, rejected: [] }, now)
      storeOriginals(library, originals, now)
      const { ids } = library.list({ place: 'triage', day, order: 'feed', tag: null }, 0)
      const isNewest = day === order.at(-1)
      const before = day === order.at(-2)
      // The newest notes are those that the pictures of a note show first.
      const hasNotes = order.indexOf(day) < order.length - recentDays
      const tick = (): void => void (now += 9_000)
      if (!isNewest) decide(library, before ? ids.slice(0, -4) : ids, { random, hasNotes, tick })
    }
    noteOnMathematics(library, { days, order, originals })
    library.saveSettings({ firstSteps: false, searches: ['diffusion is:starred'] })
  } finally {
    library.close()
  }
}

interface DayOfDecisions {
  /** Numbers from 0 to 1. */
  readonly random: () => number
  readonly hasNotes: boolean
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
function decide(library: Library, ids: readonly PaperId[], day: DayOfDecisions): void {
  for (const id of ids) {
    day.tick()
    const chance = day.random()
    const change = (one: Change): void => void library.change([id], one)
    if (chance < 0.06) change({ field: 'star', value: true })
    if (chance > 0.02 && chance < 0.09) change({ field: 'tag', name: 'to compare', value: true })
    if (chance > 0.18 && chance < 0.2) change({ field: 'tag', name: 'reading group', value: true })
    change({ field: 'verdict', value: chance < 0.15 ? 'later' : chance < 0.25 ? 'read' : 'skipped' })
    const text = chance < 0.06 && day.hasNotes ? notes[Math.floor(chance * 50)] : undefined
    if (text !== undefined) library.saveNote({ paperId: id, text, baseRevision: 0, session: `note ${id}` })
  }
}

/** The paper with the most formulas of the last days goes on top of the notes: the long one is written on it. */
function noteOnMathematics(library: Library, { order, originals }: Photographed): void {
  const ids = order.slice(-recentDays).flatMap((day) => library.dayFacts(day).papers.map(({ id }) => id))
  const formulas = ({ arxivId }: PaperRow): number =>
    (originals.get(arxivId ?? '')?.abstract.match(/\$[^$]*[\\^_=][^$]*\$/g) ?? []).join('').length
  const [best] = library.rows(ids).toSorted((one, other) => formulas(other) - formulas(one))
  if (best === undefined) return
  library.change([best.id], { field: 'verdict', value: 'later' })
  library.change([best.id], { field: 'star', value: true })
  const baseRevision = library.paper(best.id).note.revision
  library.saveNote({ paperId: best.id, text: longNote, baseRevision, session: 'mathematics' })
}
